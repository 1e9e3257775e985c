import { GraphQLError } from "graphql";
import type { ErrorCode } from "../errors.js";

/** What a request may be made of at most. Whatever is beyond is refused before anything is done for it. */
export const LIMITS = {
  /** Of a document. */
  operations: 1,
  /** Lexical tokens of the document; the parser stops there. */
  tokens: 2000,
  /** Fields within fields. */
  depth: 12,
  /** Fields, each fragment counted wherever it is spread. */
  selections: 1000,
  rootFields: 20,
  /** Names under which an operation asks for fields of one name. */
  aliases: 15,
  /** Directives at one place. */
  directives: 10,
  /** Fragments that a document defines: validation compares each with each. */
  fragments: 50,
  /** How often one place asks for the same thing: validation compares each with each. */
  repetitions: 50,
  /** Levels of introspection; the usual query has 14. */
  introspectionDepth: 16,
  /** Values in the variables, those within lists and objects included. */
  variableValues: 2000,
  /** Lists and objects within one another in the variables. */
  variableDepth: 10,
  /** Of `_entities`. */
  representations: 100,
  /** Faults of a document or of its variables that an answer names. */
  errors: 5,
  /** Points that one operation may take. */
  cost: 1000,
} as const;

export type Limit = keyof typeof LIMITS;

/**
 * What answers a request beyond a limit.
 * @param problem what the request does, as the rest of a sentence that names the limit's value
 */
export const beyondLimit = (limit: Limit, problem: string, more: Readonly<Record<string, unknown>> = {}) =>
  new GraphQLError(problem, {
    extensions: {
      code: "LIMIT_EXCEEDED" satisfies ErrorCode,
      limit: { name: limit, most: LIMITS[limit], ...more },
      http: { status: 400 },
    },
  });
