import { createHash } from "node:crypto";
import { GraphQLError } from "graphql";
import { LRUCache } from "lru-cache";
import { badRequest } from "./client-errors.js";
import { httpAnswer } from "./errors.js";

const REMEMBERED_CHARACTERS = 5_000_000;
/**
 * The texts of automatically persisted queries, by their SHA-256, as Apollo's clients send them. Admission looks up what a
 * request without a text stands for, so that it meets the same limits.
 */
export class PersistedQueries {
  private readonly texts = new LRUCache<string, string>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (text) => text.length + 100,
  });

  /** Remembers the text of a valid document, where the request came with its hash. */
  remember(text: string, extensions: unknown): void {
    const hash = persistedIn(extensions)?.sha256Hash;
    if (typeof hash === "string") this.texts.set(hash, text);
  }

  /**
   * The text that a request is about.
   * @param query its own; whatever is not a text is left to GraphQL to refuse
   * @param extensions where a hash may stand, alone or with the text that is to be remembered by it
   * @returns undefined when there is neither a text nor a hash
   * @throws GraphQLError PERSISTED_QUERY_NOT_FOUND, upon which clients send the text; BAD_REQUEST
   */
  textFor(query: unknown, extensions: unknown): string | undefined {
    const persisted = persistedIn(extensions);
    if (!persisted) return typeof query === "string" ? query : undefined;
    const { version, sha256Hash } = persisted;
    if (version !== 1 || typeof sha256Hash !== "string")
      throw badRequest("A persisted query needs `version: 1` and `sha256Hash`.");
    if (typeof query !== "string") return this.remembered(sha256Hash);
    if (createHash("sha256").update(query).digest("hex") !== sha256Hash)
      throw badRequest("The sha256Hash is not that of the query.");
    return query;
  }

  private remembered(hash: string): string {
    const text = this.texts.get(hash);
    if (text !== undefined) return text;
    throw new GraphQLError("PersistedQueryNotFound", {
      extensions: {
        code: "PERSISTED_QUERY_NOT_FOUND",
        http: httpAnswer(200, { "cache-control": "private, no-cache, must-revalidate" }),
      },
    });
  }
}

interface Persisted {
  readonly version?: unknown;
  readonly sha256Hash?: unknown;
}

const persistedIn = (extensions: unknown): Persisted | null | undefined =>
  (extensions as { persistedQuery?: Persisted | null } | null | undefined)?.persistedQuery;
