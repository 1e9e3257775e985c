import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { checkDirectives } from "./directive-limits.js";
import { checkIntrospection } from "./introspection-limits.js";
import { beyondLimit, LIMITS } from "./limits.js";
import { type Fragments, fieldsOf } from "./selected-fields.js";

interface Size {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields, with every fragment counted wherever it is spread. */
  readonly selections: number;
}

const NOTHING: Size = { depth: 0, selections: 0 };

/** What a document within the limits holds. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  /** The only one; undefined when there is none, which GraphQL refuses. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly fragments: Fragments;
  /** Fields, with every fragment counted wherever it is spread. */
  readonly selections: number;
}

/**
 * Refuses a document that is too much to answer, or to validate: validation compares fields with fields and fragments
 * with fragments, which a small document can make it do for minutes. Each fragment is measured once, and nothing is
 * unfolded before it is known to be small, so this takes as long as reading the document.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkDocument(document: DocumentNode): CheckedDocument {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const parts = document.definitions.length - operations.length;
  if (parts > LIMITS.fragments)
    throw beyondLimit(
      "fragments",
      `The document defines ${parts} fragments; ${LIMITS.fragments} are allowed.`,
    );
  if (operations.length > 1)
    throw beyondLimit(
      "operations",
      `The document holds ${operations.length} operations; 1 is allowed. Send each by itself.`,
    );
  checkDirectives(document);
  const measure = measureIn(fragments);
  const [operation] = operations;
  const size = operation ? measure(operation.selectionSet) : NOTHING;
  if (size.depth > LIMITS.depth)
    throw beyondLimit(
      "depth",
      `The operation is ${size.depth} levels deep; ${LIMITS.depth} are allowed. Ask in steps.`,
    );
  checkSelections(size);
  // Those that nothing spreads are validated, too.
  for (const { selectionSet } of fragments.values()) {
    checkSelections(measure(selectionSet));
    checkRepetitions([selectionSet], fragments);
  }
  if (operation) checkOperation(operation.selectionSet, fragments);
  return { document, operation, fragments, selections: size.selections };
}

function checkSelections({ selections }: Size): void {
  if (selections > LIMITS.selections)
    throw beyondLimit(
      "selections",
      `The operation selects ${selections} fields, fragments unfolded; ${LIMITS.selections} are allowed. Split it.`,
    );
}

function checkOperation(root: SelectionSetNode, fragments: Fragments): void {
  let roots = 0;
  for (const field of fieldsOf([root], fragments)) {
    roots += 1;
    checkIntrospection(field, fragments);
  }
  if (roots > LIMITS.rootFields)
    throw beyondLimit(
      "rootFields",
      `The operation has ${roots} root fields; ${LIMITS.rootFields} are allowed. Split it.`,
    );
  const aliases = new Map<string, Set<string>>();
  checkRepetitions([root], fragments, (name, answeredAs) => {
    const names = aliases.get(name) ?? new Set();
    aliases.set(name, names.add(answeredAs));
    if (names.size > LIMITS.aliases)
      throw beyondLimit(
        "aliases",
        `The operation asks for "${name}" under more than ${LIMITS.aliases} names; ${LIMITS.aliases} are allowed.`,
      );
  });
}

/**
 * Walks fields as they are answered, those of one name at one place together.
 * @param seen told each place's field by its name and the name it is answered as
 */
function checkRepetitions(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  seen?: (name: string, answeredAs: string) => void,
): void {
  const places = new Map<string, SelectionSetNode[]>();
  const counts = new Map<string, number>();
  for (const { name, alias, selectionSet } of fieldsOf(sets, fragments)) {
    const answeredAs = (alias ?? name).value;
    // JavaScript has other plans with it.
    if (answeredAs === "__proto__") throw unusable(answeredAs);
    seen?.(name.value, answeredAs);
    const count = (counts.get(answeredAs) ?? 0) + 1;
    counts.set(answeredAs, count);
    if (count > LIMITS.repetitions)
      throw beyondLimit(
        "repetitions",
        `The operation asks for "${answeredAs}" more than ${LIMITS.repetitions} times at one place; ${LIMITS.repetitions} are allowed.`,
      );
    if (selectionSet) places.set(answeredAs, [...(places.get(answeredAs) ?? []), selectionSet]);
  }
  for (const inner of places.values()) checkRepetitions(inner, fragments, seen);
}

const unusable = (name: string) =>
  new GraphQLError(`Nothing can be answered as "${name}". Use another alias.`, {
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } },
  });

function measureIn(fragments: Fragments) {
  const known = new Map<string, Size | null>();
  const fragmentSize = (name: string): Size => {
    const size = known.get(name);
    if (size) return size;
    if (size === null)
      throw beyondLimit(
        "depth",
        `The fragment "${name}" contains itself; ${LIMITS.depth} levels are allowed.`,
      );
    known.set(name, null);
    const fragment = fragments.get(name);
    const measured = fragment ? measure(fragment.selectionSet) : NOTHING;
    known.set(name, measured);
    return measured;
  };
  const measure = ({ selections }: SelectionSetNode): Size => {
    let depth = 0;
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? measure(selection.selectionSet) : NOTHING;
        // Introspection is deep by nature; it has limits of its own.
        depth = Math.max(depth, selection.name.value.startsWith("__") ? 1 : 1 + inner.depth);
        count += 1 + inner.selections;
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? measure(selection.selectionSet)
            : fragmentSize(selection.name.value);
        depth = Math.max(depth, inner.depth);
        count += inner.selections;
      }
    }
    return { depth, selections: count };
  };
  return measure;
}
