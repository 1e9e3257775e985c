import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fields of selections, those of their fragments included. */
export function fieldsOf(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  found: FieldNode[] = [],
): FieldNode[] {
  for (const { selections } of sets)
    for (const selection of selections)
      if (selection.kind === Kind.FIELD) found.push(selection);
      else {
        const inner = innerOf(selection, fragments);
        if (inner) fieldsOf([inner], fragments, found);
      }
  return found;
}

/** What a fragment stands for; undefined when it is not defined, which validation refuses. */
export const innerOf = (
  fragment: Exclude<SelectionNode, { kind: Kind.FIELD }>,
  fragments: Fragments,
): SelectionSetNode | undefined =>
  fragment.kind === Kind.INLINE_FRAGMENT
    ? fragment.selectionSet
    : fragments.get(fragment.name.value)?.selectionSet;
