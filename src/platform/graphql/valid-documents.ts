import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { badRequest } from "./client-errors.js";
import type { KnownDocuments } from "./limits/known-documents.js";
import { LIMITS } from "./limits/limits.js";

/**
 * The valid document of a text.
 * @throws InvalidDocument
 */
export type Validate = (text: string) => DocumentNode;

/** @param explorable whether introspection is open */
export function validator(schema: GraphQLSchema, documents: KnownDocuments, explorable: boolean): Validate {
  const rules = explorable ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const options = { maxErrors: LIMITS.errors, hideSuggestions: true };
  return (text) => {
    const known = documents.read(text);
    if (!known) throw unparsable(text);
    if (known.isValid) return known.document;
    // With the positions that errors show; those who are executed do without.
    const faults = validate(schema, parse(text), rules, options);
    if (faults.length > 0) throw new InvalidDocument(faults, "GRAPHQL_VALIDATION_FAILED");
    known.isValid = true;
    return known.document;
  };
}

function unparsable(text: string): Error {
  try {
    parse(text, { maxTokens: LIMITS.tokens });
    return badRequest("This is no GraphQL document.");
  } catch (error) {
    return new InvalidDocument([error as GraphQLError], "GRAPHQL_PARSE_FAILED");
  }
}

/** A document with faults. */
export class InvalidDocument extends Error {
  readonly faults: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[], code: string) {
    super("The document is not valid.");
    this.faults = faults.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, { nodes, source, positions, extensions: { code } }),
    );
  }
}
