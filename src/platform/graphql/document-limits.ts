import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { ErrorCode } from "./errors.js";

/** Lexical tokens of a request; the parser stops there. */
export const MAX_TOKENS = 2000;
const MAX_DEPTH = 12;
const MAX_SELECTIONS = 1000;
const MAX_ROOT_FIELDS = 20;

interface Size {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields, with every fragment counted wherever it is spread. */
  readonly selections: number;
}

const NOTHING: Size = { depth: 0, selections: 0 };

const CHECKED_QUERIES = 1000;

/**
 * Makes the guard of a service: it refuses the text of a query that unfolds to too much. It stands in front of Apollo,
 * whose plugins cannot refuse a request as the client's mistake before it is validated.
 */
export function createDocumentGuard(): (query: unknown) => void {
  const checked = new LRUCache<string, true>({ max: CHECKED_QUERIES });
  return (query) => {
    if (typeof query !== "string" || checked.has(query)) return;
    const document = parsed(query);
    if (document) checkDocument(document);
    checked.set(query, true);
  };
}

/** Null when it is no GraphQL, which Apollo says better. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

/**
 * Refuses a document whose fragments unfold to more than can be answered; before validation, which such a document
 * would keep busy for minutes. Each fragment is measured once, so this takes as long as reading the document.
 * @throws GraphQLError with status 400
 */
export function checkDocument(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measure = measureIn(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, selections } = measure(definition.selectionSet);
    if (depth > MAX_DEPTH) throw tooLarge(`is ${depth} levels deep; ${MAX_DEPTH} are allowed`);
    if (selections > MAX_SELECTIONS) throw tooLarge(`selects over ${MAX_SELECTIONS} fields`);
    const roots = definition.selectionSet.selections.length;
    if (roots > MAX_ROOT_FIELDS) throw tooLarge(`has ${roots} root fields; ${MAX_ROOT_FIELDS} are allowed`);
  }
}

const tooLarge = (what: string) =>
  new GraphQLError(`The operation ${what}. Split it into smaller ones.`, {
    extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode, http: { status: 400 } },
  });

function measureIn(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const known = new Map<string, Size>();
  const fragmentSize = (name: string): Size => {
    const size = known.get(name);
    if (size) return size;
    // While it is being measured it counts for nothing: validation refuses circles.
    known.set(name, NOTHING);
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
        // Introspection is deep by nature, and answered from memory.
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
