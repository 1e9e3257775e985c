import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  visit,
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
    if (known.valid) return known.valid;
    // With the positions that errors show.
    const document = parse(text);
    const faults = validate(schema, document, rules, options);
    if (faults.length > 0) throw new InvalidDocument(faults, "GRAPHQL_VALIDATION_FAILED");
    forgetTokens(document);
    known.valid = document;
    return document;
  };
}

/**
 * Positions hold on to all the tokens that were read, which take many times as much as the document. Of the first one
 * graphql-jit asks where it stands.
 */
function forgetTokens(document: DocumentNode): void {
  visit(document, {
    enter: ({ loc }) => {
      if (!loc) return;
      const { line, column } = loc.startToken;
      Object.assign(loc, { startToken: { line, column }, endToken: undefined });
    },
  });
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
