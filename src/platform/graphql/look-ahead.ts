import {
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { DEFAULT_PAGE, MAX_PAGE } from "./connection.js";
import type { Context } from "./context.js";

/**
 * The fields that a query asks of an object, and of the objects in them. Where `@skip`, `@include` or a fragment's type
 * decides, the field counts as asked for: whoever reads ahead may read too much, never too little.
 */
export class Selection {
  private constructor(
    private readonly fields: ReadonlyMap<string, Selection>,
    /** Where the field itself is asked for. */
    private readonly nodes: readonly FieldNode[],
  ) {}

  static readonly NOTHING = new Selection(new Map(), []);

  static of(nodes: readonly FieldNode[], fragments: GraphQLResolveInfo["fragments"]): Selection {
    const asked = new Map<string, FieldNode[]>();
    for (const { selectionSet } of nodes) if (selectionSet) collect(selectionSet, fragments, asked);
    const fields = [...asked].map(([name, within]) => [name, Selection.of(within, fragments)] as const);
    return new Selection(new Map(fields), nodes);
  }

  has(field: string): boolean {
    return this.fields.has(field);
  }

  /** What is asked of the object in a field; nothing when the field is not asked for. */
  in(field: string): Selection {
    return this.fields.get(field) ?? Selection.NOTHING;
  }

  /** What is asked of the entries of a page, by `nodes` and by `edges`. */
  get entries(): Selection {
    return this.in("nodes").and(this.in("edges").in("node"));
  }

  /** Whether nothing but these fields is asked for. */
  isWithin(fields: ReadonlySet<string>): boolean {
    for (const field of this.fields.keys()) if (!fields.has(field)) return false;
    return true;
  }

  private and(other: Selection): Selection {
    if (other.fields.size === 0) return this;
    const both = new Map(this.fields);
    for (const [field, selection] of other.fields)
      both.set(field, both.get(field)?.and(selection) ?? selection);
    return new Selection(both, [...this.nodes, ...other.nodes]);
  }

  /**
   * How many entries are asked of a page in a field; null unless that is all that its only mention says.
   * @param variables as they were coerced
   */
  firstOf(field: string, variables: Readonly<Record<string, unknown>>): number | null {
    const [node, another] = this.in(field).nodes;
    const [first = null, more] = node?.arguments ?? [];
    if (!node || another || more || (first && first.name.value !== "first")) return null;
    const value = first ? valueFromASTUntyped(first.value, variables) : DEFAULT_PAGE;
    return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_PAGE
      ? (value as number)
      : null;
  }
}

function collect(
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo["fragments"],
  asked: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const { value: name } = selection.name;
      asked.set(name, [...(asked.get(name) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fragments, asked);
    else collect(fragments[selection.name.value]!.selectionSet, fragments, asked);
  }
}

/** Queries are parsed once and executed often. */
const known = new WeakMap<FieldNode, Selection>();

/**
 * What a query asks of the field that is being resolved, or null when nothing may be read ahead.
 * @param info of the resolver
 */
export function selectionOf(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  { lookAhead }: Context,
): Selection | null {
  if (!lookAhead) return null;
  const [first] = fieldNodes;
  const read = () => Selection.of(fieldNodes, fragments);
  // Asked for twice under one name: which of them are together depends on where they stand.
  if (fieldNodes.length > 1 || !first) return read();
  const selection = known.get(first) ?? read();
  known.set(first, selection);
  return selection;
}
