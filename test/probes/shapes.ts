import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import type { Dice } from "../matching/engine/dice.js";

/** A field of a generated operation. */
export interface Selection {
  readonly type: string;
  readonly field: string;
  readonly alias: string;
  readonly args: readonly { readonly name: string; readonly variable: string }[];
  readonly inner: readonly Selection[];
  /** Type of the fragment that it stands in, where its parent may be of several types. */
  readonly on: string | null;
}

export interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** Where it is used, such as "Query.worker.id". */
  readonly path: string;
  /** Lists around the field that it is an argument of. */
  readonly around: number;
  /** Lists within it. */
  readonly within: number;
  /** A filter of one condition alone, which tells most about what is hidden. */
  readonly isNarrow?: boolean;
}

/** An operation with a variable for each argument, so that it is compiled once and asked with many values. */
export interface Shape {
  readonly query: string;
  readonly selections: readonly Selection[];
  readonly variables: readonly Variable[];
}

/** Levels of fields, of which the service takes 12. */
const MOST_DEPTH = 11;
/** Lists within lists: a page of pages of pages is answered, but takes its time. */
const MOST_LISTS = 4;
const MOST_FIELDS = 70;

/** Draws a valid query from the schema itself, so that a new field is asked for without a word here. */
export function drawShape(dice: Dice, schema: GraphQLSchema): Shape {
  const drawing = new Drawing(dice, schema);
  const selections = drawing.roots();
  return shapeOf(selections, drawing.variables);
}

/** Draws a query that asks for one thing: about what is hidden it would tell by a single condition, or by being there. */
export const drawNarrowShape = (dice: Dice, schema: GraphQLSchema): Shape =>
  dice.chance(0.3) ? drawLookUp(dice, schema) : drawFilter(dice, schema);

const leaf = (type: string, field: string, inner: readonly Selection[] = []): Selection => ({
  ...{ type, field, alias: field, args: [], inner, on: null },
});

const variableFor = (
  type: string,
  field: string,
  { name, type: of }: GraphQLArgument,
  n: number,
): Variable => ({
  ...{ name: `v${n}`, type: of, path: `${type}.${field}.${name}`, around: 0, within: 0 },
});

/** One object by what it is known by, with a few of its plain fields. */
function drawLookUp(dice: Dice, schema: GraphQLSchema): Shape {
  const roots = Object.values(schema.getQueryType()!.getFields());
  const field = dice.pick(roots.filter(({ name }) => ["worker", "need", "match"].includes(name)));
  const object = getNamedType(field.type) as GraphQLObjectType;
  const plain = Object.values(object.getFields()).filter(({ type }) => isLeafType(getNamedType(type)));
  const inner = dice.some(plain, 4).map(({ name }) => leaf(object.name, name));
  const variables = field.args.map((argument, n) => variableFor("Query", field.name, argument, n));
  const args = field.args.map(({ name }, n) => ({ name, variable: `v${n}` }));
  return shapeOf([{ ...leaf("Query", field.name, inner), args }], variables);
}

/** A list with a filter of one condition, of a root or of a need or a worker, that shows little else than who is in it. */
function drawFilter(dice: Dice, schema: GraphQLSchema): Shape {
  const query = schema.getQueryType()!;
  const lists = ["Query", "Need", "Worker"].flatMap((name) => {
    const type = schema.getType(name);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const filtered = fields.filter(({ args }) => args.some((argument) => argument.name === "filter"));
    return filtered.map((field) => ({ type: name, field }));
  });
  const { type, field } = dice.pick(lists);
  const filter = field.args.find(({ name }) => name === "filter")!;
  const variables = [{ ...variableFor(type, field.name, filter, 0), isNarrow: true }];
  const connection = getNamedType(field.type).name;
  const shown = field.name === "matches" ? ["score", "coverage"] : ["id"];
  const node = connection.replace(/Connection$/, "");
  const nodes = leaf(
    connection,
    "nodes",
    shown.map((name) => leaf(node, name)),
  );
  const page = leaf(connection, "pageInfo", [leaf("PageInfo", "endCursor")]);
  const list = { ...leaf(type, field.name, [nodes, page]), args: [{ name: "filter", variable: "v0" }] };
  if (type === "Query") return shapeOf([list], variables);
  const root = type.toLowerCase();
  const id = query.getFields()[root]!.args[0]!;
  const owner = { ...leaf("Query", root, [list]), args: [{ name: id.name, variable: "v1" }] };
  return shapeOf([owner], [...variables, variableFor("Query", root, id, 1)]);
}

/** The shape of some selections, with those of the variables that they use. */
export function shapeOf(selections: readonly Selection[], variables: readonly Variable[]): Shape {
  const body = selections.map(printed).join(" ");
  const used = variables.filter(({ name }) => body.includes(`$${name})`) || body.includes(`$${name},`));
  const declared = used.map(({ name, type }) => `$${name}: ${type}`).join(", ");
  // What a subscription tells at each event is asked for like anything else, but alone.
  const operation = selections[0]?.type === "Subscription" ? "subscription" : "query";
  return {
    query: `${operation} Q${declared ? `(${declared})` : ""} { ${body} }`,
    selections,
    variables: used,
  };
}

function printed({ field, alias, args, inner, on }: Selection): string {
  const given = args.map(({ name, variable }) => `${name}: $${variable}`).join(", ");
  const within = inner.length > 0 ? ` { ${inner.map(printed).join(" ")} }` : "";
  const name = alias === field ? field : `${alias}: ${field}`;
  const whole = `${name}${given ? `(${given})` : ""}${within}`;
  return on ? `... on ${on} { ${whole} }` : whole;
}

class Drawing {
  readonly variables: Variable[] = [];
  private left: number;
  private aliases = 0;

  constructor(
    private readonly dice: Dice,
    private readonly schema: GraphQLSchema,
  ) {
    this.left = dice.from(4, MOST_FIELDS);
  }

  roots(): Selection[] {
    const subscription = this.schema.getSubscriptionType();
    if (subscription && this.dice.chance(0.05)) {
      const field = this.dice.pick(Object.values(subscription.getFields()));
      return [this.selection(subscription, field, 1, 0)];
    }
    const query = this.schema.getQueryType()!;
    const fields = this.ordered(Object.values(query.getFields()));
    return fields.slice(0, this.dice.from(1, 3)).map((field) => this.selection(query, field, 1, 0));
  }

  private selection(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    lists: number,
    on: string | null = null,
  ): Selection {
    this.left -= 1;
    const inner = this.inner(getNamedType(field.type), depth + 1, lists + listIn(field.type));
    const places = {
      path: `${type.name}.${field.name}`,
      around: lists,
      within: listsWithin(this.schema, inner),
    };
    const args = field.args.flatMap((argument) => this.argument(argument, places));
    // With arguments, or in a fragment, the same name may stand for different things.
    const alias = args.length > 0 || on ? `a${this.aliases++}` : field.name;
    return { type: type.name, field: field.name, alias, args, inner, on };
  }

  private argument({ name, type, defaultValue }: GraphQLArgument, place: Omit<Variable, "name" | "type">) {
    const isNeeded = isNonNullType(type) && defaultValue === undefined;
    // A page has 20 entries unless it is told otherwise: too many within others.
    const isWide = name === "first" && place.around + place.within > 1;
    if (!isNeeded && !isWide && this.dice.chance(0.35)) return [];
    const variable = `v${this.variables.length}`;
    this.variables.push({ ...place, name: variable, type, path: `${place.path}.${name}` });
    return [{ name, variable }];
  }

  private inner(type: unknown, depth: number, lists: number): Selection[] {
    const typename = { field: "__typename", alias: "__typename", args: [], inner: [], on: null };
    if (isUnionType(type)) {
      const members = this.dice.some(type.getTypes(), this.dice.from(1, 3));
      return [
        { ...typename, type: type.name },
        ...members.flatMap((member) => this.some(member, depth, lists, member.name)),
      ];
    }
    if (!isObjectType(type)) return [];
    const chosen = this.some(type, depth, lists, null);
    return chosen.length > 0 ? chosen : [{ ...typename, type: type.name }];
  }

  private some(type: GraphQLObjectType, depth: number, lists: number, on: string | null): Selection[] {
    const fields = this.ordered(Object.values(type.getFields()));
    const wanted = this.dice.from(1, Math.min(8, fields.length));
    return fields.slice(0, wanted).flatMap((field) => {
      const isDeep = isObjectType(getNamedType(field.type));
      if (isDeep && (depth >= MOST_DEPTH || lists >= MOST_LISTS || this.left <= 0)) return [];
      return [this.selection(type, field, depth, lists, on)];
    });
  }

  /** Fields in random order, those that lead to people more often first. */
  private ordered<Field extends { readonly name: string }>(fields: readonly Field[]): Field[] {
    const drawn = fields.map((field) => ({
      field,
      luck: this.dice.next() ** (PERSONAL.test(field.name) ? 0.3 : 1),
    }));
    return drawn.sort((a, b) => b.luck - a.luck).map(({ field }) => field);
  }
}

/** Fields that lead to people, and to what is told about them. */
const PERSONAL =
  /^(_entities|workers?|needs?|match|matches|explanation|growthGoals|nodes?|edges|goals|skills|consents|fieldVisibility|connections?|contact|exchange|expertise|learningGoals|teachers)$/;

const listIn = (type: GraphQLOutputType): number => (isListType(getNullableType(type)) ? 1 : 0);

/** The most lists in one another among some selections. */
function listsWithin(schema: GraphQLSchema, selections: readonly Selection[]): number {
  return selections.reduce((most, { type, field, inner }) => {
    const owner = schema.getType(type);
    const own = isObjectType(owner) ? owner.getFields()[field] : undefined;
    return Math.max(most, (own ? listIn(own.type) : 0) + listsWithin(schema, inner));
  }, 0);
}
