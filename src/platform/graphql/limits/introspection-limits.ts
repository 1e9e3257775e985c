import { type FieldNode, GraphQLError } from "graphql";
import type { ErrorCode } from "../errors.js";
import { beyondLimit, LIMITS } from "./limits.js";
import { type Fragments, fieldsOf } from "./selected-fields.js";

/** Lists by which introspection comes from a type to other types, and so round in circles. */
const LISTS = new Set(["fields", "inputFields", "interfaces", "possibleTypes"]);

/**
 * Refuses introspection that asks for more than every tool does: lists of types within lists of types, which multiply,
 * and the same again under another name.
 * @param root a root field; one that is not introspection is let through
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkIntrospection(root: FieldNode, fragments: Fragments): void {
  if (root.name.value === "__schema" || root.name.value === "__type") checkLevel(root, fragments, 1, null);
}

function checkLevel(field: FieldNode, fragments: Fragments, depth: number, list: string | null): void {
  const { name, alias, selectionSet } = field;
  if (depth > LIMITS.introspectionDepth)
    throw beyondLimit(
      "introspectionDepth",
      `The introspection is more than ${LIMITS.introspectionDepth} levels deep; ${LIMITS.introspectionDepth} are allowed.`,
    );
  if (depth > 1 && alias && alias.value !== name.value) throw odd("takes no aliases within it");
  const isList = LISTS.has(name.value);
  if (isList && list) throw odd(`takes no "${name.value}" within "${list}"`);
  const within = isList ? name.value : list;
  if (selectionSet)
    for (const inner of fieldsOf([selectionSet], fragments)) checkLevel(inner, fragments, depth + 1, within);
}

const odd = (rule: string) =>
  new GraphQLError(`Introspection ${rule}.`, {
    extensions: { code: "LIMIT_EXCEEDED" satisfies ErrorCode, http: { status: 400 } },
  });
