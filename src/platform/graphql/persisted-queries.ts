import { GraphQLError } from "graphql";
import { LRUCache } from "lru-cache";
import { httpAnswer } from "./errors.js";

const REMEMBERED_CHARACTERS = 5_000_000;
/** Apollo Server puts this before the hashes. */
const PREFIX = "apq:";

/**
 * The texts of automatically persisted queries, by their SHA-256. Apollo Server keeps them here; admission looks up what
 * a request without a text stands for, so that it meets the same limits.
 */
export class PersistedQueries {
  private readonly texts = new LRUCache<string, string>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (text) => text.length + 100,
  });

  /** What Apollo Server calls a cache. */
  readonly cache = {
    get: async (key: string) => this.texts.get(key),
    set: async (key: string, text: string) => {
      this.texts.set(key, text);
    },
    delete: async (key: string) => this.texts.delete(key),
  };

  /**
   * @param extensions of a request without a text
   * @returns undefined when the request names no hash
   * @throws GraphQLError PERSISTED_QUERY_NOT_FOUND, upon which clients send the text
   */
  textFor(extensions: unknown): string | undefined {
    const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
      ?.persistedQuery?.sha256Hash;
    if (typeof hash !== "string") return undefined;
    const text = this.texts.get(PREFIX + hash);
    if (text === undefined)
      throw new GraphQLError("PersistedQueryNotFound", {
        extensions: {
          code: "PERSISTED_QUERY_NOT_FOUND",
          http: httpAnswer(200, { "cache-control": "private, no-cache, must-revalidate" }),
        },
      });
    return text;
  }
}
