import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
} from "graphql";

/** How a list of unknown length counts: as the longest page. */
const UNKNOWN_SIZE = 100;
/** Introspection of the whole schema takes a millisecond, and is read from memory. */
const INTROSPECTION: Readonly<Record<string, number>> = { __schema: 100, __type: 10 };

/** What a field costs, as its directives declare it. */
export interface FieldCost {
  /** Points for each instance of its value, what is selected within it aside. */
  readonly weight: number;
  readonly isList: boolean;
  /** Entries, where the list says so by itself. */
  readonly assumedSize: number;
  /** Arguments of which the largest says how many entries there are; of a list, its length counts. */
  readonly slicing: readonly GraphQLArgument[];
  /** The fields of its value whose entries those are; its own where there are none. */
  readonly sizedFields: readonly string[];
  /** Arguments that cost something besides. */
  readonly weighedArguments: ReadonlyMap<string, number>;
  /** Introspection is not looked into. */
  readonly isOpaque: boolean;
}

type Field = GraphQLField<unknown, unknown>;

/** Reads `@cost` and `@listSize` from a schema, each field's once. */
export class SchemaCosts {
  private readonly known = new Map<Field, FieldCost>();

  constructor(readonly schema: GraphQLSchema) {}

  of(field: Field): FieldCost {
    const known = this.known.get(field) ?? costOf(field);
    this.known.set(field, known);
    return known;
  }
}

function costOf(field: Field): FieldCost {
  const directives = field.astNode?.directives ?? [];
  const type = getNamedType(field.type);
  const size = directiveNamed(directives, "listSize") ?? {};
  const slicing = (size.slicingArguments as string[] | undefined) ?? [];
  const weighed = field.args.map((arg) => [arg.name, weightIn(arg.astNode?.directives)] as const);
  const isEntities = field.name === "_entities";
  return {
    weight: INTROSPECTION[field.name] ?? weightIn(directives) ?? typeWeight(type),
    isList: isList(field.type),
    assumedSize: (size.assumedSize as number | undefined) ?? UNKNOWN_SIZE,
    slicing: isEntities ? field.args : field.args.filter(({ name }) => slicing.includes(name)),
    sizedFields: (size.sizedFields as string[] | undefined) ?? [],
    weighedArguments: new Map(weighed.filter((pair): pair is [string, number] => (pair[1] ?? 0) > 0)),
    isOpaque: field.name in INTROSPECTION,
  };
}

/** An object takes a point unless it says otherwise, and a scalar or an enum nothing. */
function typeWeight(type: GraphQLNamedType): number {
  const own = weightIn(type.astNode?.directives);
  return own ?? (isCompositeType(type) ? 1 : 0);
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function weightIn(directives: readonly ConstDirectiveNode[] | undefined): number | undefined {
  return directiveNamed(directives ?? [], "cost")?.weight as number | undefined;
}

function directiveNamed(
  directives: readonly ConstDirectiveNode[],
  name: string,
): Record<string, unknown> | undefined {
  const found = directives.find((directive) => directive.name.value === name);
  return (
    found &&
    Object.fromEntries((found.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]))
  );
}
