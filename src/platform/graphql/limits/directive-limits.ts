import { type DirectiveNode, type DocumentNode, Kind, type SelectionSetNode } from "graphql";
import { beyondLimit, LIMITS } from "./limits.js";

interface Directed {
  readonly directives?: readonly DirectiveNode[];
}

/**
 * Refuses a document with too many directives at one place.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkDirectives({ definitions }: DocumentNode): void {
  for (const definition of definitions) {
    checkPlace(definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) definition.variableDefinitions?.forEach(checkPlace);
    if ("selectionSet" in definition) checkSelections(definition.selectionSet);
  }
}

function checkSelections({ selections }: SelectionSetNode): void {
  for (const selection of selections) {
    checkPlace(selection);
    if ("selectionSet" in selection && selection.selectionSet) checkSelections(selection.selectionSet);
  }
}

function checkPlace({ directives = [] }: Directed): void {
  if (directives.length > LIMITS.directives)
    throw beyondLimit(
      "directives",
      `The document has ${directives.length} directives at one place; ${LIMITS.directives} are allowed.`,
    );
}
