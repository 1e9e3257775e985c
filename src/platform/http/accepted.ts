import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

export const PLAIN_JSON = "application/json";
/** In the order in which they are preferred. */
const MEDIA_TYPES = [PLAIN_JSON, "application/graphql-response+json"] as const;

/** The types of an answer of GraphQL over HTTP. */
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Clients send the same few headers all the time. */
const known = new LRUCache<string, { readonly type: MediaType | undefined }>({ max: 100 });

/** The type to answer with, by the `Accept` header; undefined when nothing here is accepted. */
export function mediaTypeFor(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept === "*/*") return PLAIN_JSON;
  const found = known.get(accept);
  if (found) return found.type;
  const type = new Negotiator({ headers: { accept } }).mediaType([...MEDIA_TYPES]) as MediaType | undefined;
  known.set(accept, { type });
  return type;
}
