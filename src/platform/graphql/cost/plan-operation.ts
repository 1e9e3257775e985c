import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import type { CheckedDocument } from "../limits/document-limits.js";
import { innerOf } from "../limits/selected-fields.js";
import { type Amount, type CostStep, stepOf, type Variables } from "./cost-plan.js";
import type { FieldCost, SchemaCosts } from "./schema-costs.js";

/** What an operation costs, before its variables are known but those that decide what is asked for. */
export interface OperationPlan {
  readonly steps: readonly CostStep[];
  /** How many representations each `_entities` is given. */
  readonly representations: readonly Amount[];
}

/** Fields that are answered together, under one name. */
interface Collected {
  readonly field: FieldNode;
  readonly sets: SelectionSetNode[];
}

/** The lists of a value whose entries a field above them has sliced. */
interface Slice {
  readonly fields: readonly string[];
  readonly size: Amount;
}

/**
 * Plans an operation that need not be valid: what does not exist costs nothing, because validation refuses it.
 * @param variables of which only those named by `conditionsIn` matter
 */
export function planOperation(
  costs: SchemaCosts,
  document: CheckedDocument,
  variables: Variables,
): OperationPlan {
  const { operation } = document;
  const root = operation && costs.schema.getRootType(operation.operation);
  if (!operation || !root) return { steps: [], representations: [] };
  const planner = new Planner(costs, document, defaultsOf(operation), variables);
  return {
    steps: planner.stepsWithin(root, [operation.selectionSet]),
    representations: planner.representations,
  };
}

/** The variables that decide on `@skip` and `@include`. */
export function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions
      .filter(({ defaultValue }) => defaultValue)
      .map(({ variable, defaultValue }) => [variable.name.value, valueFromASTUntyped(defaultValue!)]),
  );

class Planner {
  readonly representations: Amount[] = [];

  constructor(
    private readonly costs: SchemaCosts,
    private readonly document: CheckedDocument,
    private readonly defaults: Variables,
    private readonly conditions: Variables,
  ) {}

  /** The fields within a value of one type that cost something. */
  stepsWithin(type: GraphQLObjectType, sets: readonly SelectionSetNode[], slice?: Slice): CostStep[] {
    const fields = new Map<string, Collected>();
    for (const set of sets) this.collect(type, set, fields);
    return [...fields].flatMap(([key, collected]) => this.stepFor(type, key, collected, slice));
  }

  private stepFor(
    type: GraphQLObjectType,
    key: string,
    { field, sets }: Collected,
    slice?: Slice,
  ): CostStep[] {
    const definition = this.fieldOf(type, field.name.value);
    if (!definition) return [];
    const cost = this.costs.of(definition);
    const own = cost.slicing.length > 0 ? this.sliceBy(field, cost) : undefined;
    if (own !== undefined && field.name.value === "_entities") this.representations.push(own);
    const passed = own !== undefined ? { fields: cost.sizedFields, size: own } : undefined;
    const inner = cost.isOpaque ? [] : this.innerSteps(getNamedType(definition.type), sets, passed);
    const size = cost.isList ? sizeOfList(field, cost, own, slice) : 1;
    const step = stepOf({ key, weight: cost.weight, call: this.callOf(field, cost), size, inner });
    return step.instance === 0 && step.call === 0 ? [] : [step];
  }

  private fieldOf(type: GraphQLObjectType, name: string) {
    if (type === this.costs.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }

  private innerSteps(type: GraphQLNamedType, sets: readonly SelectionSetNode[], slice?: Slice) {
    if (sets.length === 0) return [];
    const possible = isAbstractType(type) ? this.costs.schema.getPossibleTypes(type) : [type];
    return possible
      .filter(isObjectType)
      .map((one) => this.stepsWithin(one, sets, slice))
      .filter((steps) => steps.length > 0);
  }

  /** The largest of the slicing arguments. */
  private sliceBy(field: FieldNode, { slicing, assumedSize }: FieldCost): Amount {
    const given = slicing.map((argument) => this.argumentOf(field, argument));
    const entries = (variables: Variables) =>
      Math.max(
        ...given.map((one) => entriesOf(typeof one === "function" ? one(variables) : one, assumedSize)),
      );
    return given.some((one) => typeof one === "function") ? entries : entries({});
  }

  /** What an argument is given: a value, or how the variables make one. */
  private argumentOf(
    field: FieldNode,
    { name, defaultValue }: Pick<GraphQLArgument, "name" | "defaultValue">,
  ) {
    const given = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!given) return defaultValue;
    if (given.kind !== Kind.VARIABLE) return literal(given);
    const variable = given.name.value;
    const fallback = Object.hasOwn(this.defaults, variable) ? this.defaults[variable] : defaultValue;
    return (variables: Variables): unknown =>
      Object.hasOwn(variables, variable) ? variables[variable] : fallback;
  }

  /** Points for the arguments that are given. */
  private callOf(field: FieldNode, { weighedArguments }: FieldCost): Amount {
    const weighed = [...weighedArguments].map(([name, weight]) => ({
      weight,
      given: this.argumentOf(field, { name, defaultValue: null }),
    }));
    const points = (variables: Variables) =>
      weighed
        .filter(({ given }) => ((typeof given === "function" ? given(variables) : given) ?? null) !== null)
        .reduce((sum, { weight }) => sum + weight, 0);
    return weighed.some(({ given }) => typeof given === "function") ? points : points({});
  }

  private collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    into: Map<string, Collected>,
  ): void {
    for (const selection of selections) {
      if (!this.isIncluded(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const collected = into.get(key) ?? { field: selection, sets: [] };
        if (selection.selectionSet) collected.sets.push(selection.selectionSet);
        into.set(key, collected);
        continue;
      }
      const inner = innerOf(selection, this.document.fragments);
      if (inner && this.applies(type, selection)) this.collect(type, inner, into);
    }
  }

  /** Whether a fragment is for values of a type. */
  private applies(type: GraphQLObjectType, fragment: Parameters<typeof innerOf>[0]): boolean {
    const condition =
      fragment.kind === Kind.INLINE_FRAGMENT
        ? fragment.typeCondition
        : this.document.fragments.get(fragment.name.value)?.typeCondition;
    if (!condition || condition.name.value === type.name) return true;
    const named = this.costs.schema.getType(condition.name.value);
    return isAbstractType(named) && this.costs.schema.isSubType(named, type);
  }

  /** What is not known to be left out counts. */
  private isIncluded(directives: readonly DirectiveNode[] = []): boolean {
    return directives.every(({ name, arguments: given }) => {
      if (name.value !== "include" && name.value !== "skip") return true;
      const condition = given?.find((argument) => argument.name.value === "if")?.value;
      const value = condition && this.conditionOf(condition);
      return typeof value !== "boolean" || value === (name.value === "include");
    });
  }

  private conditionOf(value: ValueNode): unknown {
    if (value.kind !== Kind.VARIABLE) return literal(value);
    const name = value.name.value;
    return Object.hasOwn(this.conditions, name) ? this.conditions[name] : this.defaults[name];
  }
}

function sizeOfList(field: FieldNode, cost: FieldCost, own: Amount | undefined, slice?: Slice): Amount {
  if (slice?.fields.includes(field.name.value)) return slice.size;
  return own !== undefined && cost.sizedFields.length === 0 ? own : cost.assumedSize;
}

/** A list may hold variables; only how many entries it has counts. */
const literal = (value: ValueNode): unknown =>
  value.kind === Kind.LIST ? value.values : valueFromASTUntyped(value);

/** @param otherwise where it is no number, which execution will refuse */
function entriesOf(size: unknown, otherwise: number): number {
  if (Array.isArray(size)) return size.length;
  return typeof size === "number" ? Math.max(0, size) : otherwise;
}
