import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLScalarType,
  parse,
  validate,
} from "graphql";
import { ANONYMOUS } from "../../src/platform/auth/principal.js";
import type { Reads } from "../../src/platform/database/reads.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createExecutor, createPlainExecutor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { difference, outcomeOf } from "./same-answer.js";

const schema = buildSchema(`
  scalar Even
  enum Colour { RED GREEN }
  interface Named { name: String }
  type Cat implements Named { name: String, lives: Int!, friend: Named, self: Cat!, kittens: [Cat!]! }
  type Dog implements Named { name: String, breed: String }
  union Pet = Cat | Dog
  input Point { x: Int = 1, y: Int!, deep: Deep, colour: Colour = GREEN, all: [Int!] }
  input Deep { x: Int = 1, y: Int!, deeper: [Deeper!] }
  input Deeper { y: Int = 5 }
  type Query {
    cat: Cat, cats: [Cat], surelyCats: [Cat!], pet: Pet, pets: [Pet!]!, named: [Named], number: Int, sure: Int!
    even: Even, colour: Colour, colours: [Colour!], list: [Int], lists: [[Int!]!], text: String, flag: Boolean, id: ID
    echo(text: String = "unsaid", number: Int, sure: Int! = 7, colour: Colour = RED, point: Point, points: [Point!], even: Even): String
    need(number: Int!): String
    throws: Int, throwsSurely: Int!, rejects: Int, rejectsText: Int, rejectsSurely: Int!, answersError: Int, answersErrors: [Int]
    nullCat: Cat!, notAList: [Int], notALeaf: String, wrongEnum: Colour, surelyWrong: Colour!, odd: Even, float: Int, huge: Int, notANumber: Int
    unknownPet: Pet, promisedList: [Int], surelyPromised: [Int!], sieve: [Cat!], late: String, later: Cat, sync: Cat
  }`);

const even = schema.getType("Even") as GraphQLScalarType;
even.serialize = (value) => {
  if (Number(value) % 2 !== 0) throw new Error("secret: odd");
  return value;
};
even.parseValue = (value) => {
  if (Number(value) % 2 !== 0) throw new Error("odd");
  return Number(value);
};

// Compiled, methods are only called by a resolver.
for (const name of ["Query", "Cat"])
  for (const field of Object.values((schema.getType(name) as GraphQLObjectType).getFields()))
    field.resolve = defaultFieldResolver;

const tom = {
  __typename: "Cat",
  name: "Tom",
  lives: 9,
  friend: { __typename: "Dog", name: "Rex" },
  kittens: [],
};
const dead = { __typename: "Cat", name: "Dead", lives: null, kittens: [null], self: null };
const rex = { __typename: "Dog", name: "Rex", breed: "mixed" };
const fault = () => {
  throw new Error("secret: it broke");
};
/** The arguments, in the order of their names: compiled code gives those with variables last. */
const told = (given: object) =>
  JSON.stringify(Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))));
const later = async <Value>(value: Value): Promise<Value> => value;

const rootValue = {
  cat: tom,
  cats: [tom, null, dead],
  surelyCats: [tom, null],
  pet: rex,
  pets: [tom, rex],
  named: [tom, rex],
  number: 4,
  sure: null,
  even: 4,
  colour: "RED",
  colours: ["RED", "GREEN"],
  list: [1, null, 3],
  lists: [[1], [2, 3]],
  text: 12,
  flag: 1,
  id: 3,
  echo: told,
  need: told,
  throws: fault,
  throwsSurely: fault,
  rejects: async () => fault(),
  rejectsText: () => Promise.reject("secret"),
  rejectsSurely: async () => fault(),
  answersError: new Error("secret: an error"),
  answersErrors: () => [1, new Error("secret: an error"), 3],
  nullCat: null,
  notAList: 5,
  notALeaf: { secret: 1 },
  wrongEnum: "SECRET",
  surelyWrong: "SECRET",
  odd: 3,
  float: 1.5,
  huge: 2 ** 40,
  notANumber: Number.NaN,
  unknownPet: { __typename: "Bird" },
  promisedList: () => [later(1), later(null), Promise.reject(new Error("secret: rejected"))],
  surelyPromised: () => [later(1), later(null)],
  sieve: () => later([tom, later({ ...tom, self: () => later(null) })]),
  late: () => later("late"),
  later: () => later({ ...tom, name: () => later("Late"), friend: async () => fault() }),
  sync: { ...tom, name: () => "Method", self: () => tom, kittens: () => [tom, dead] },
};

const logger = createLogger("silent");
const fast = createExecutor(schema, logger);
const plain = createPlainExecutor(schema, logger);
const context = createContext(
  { principal: ANONYMOUS, reads: { as: () => ({}) } as unknown as Reads },
  "request",
);

const CAT = "{ name lives kittens { name lives } }";
type Corner = readonly [query: string, variables?: Record<string, unknown>];

const CORNERS: readonly Corner[] = [
  ["{ __typename number t: text flag id even colour colours list lists late }"],
  ["{ cat { __typename name self { name } } pet { __typename ... on Dog { breed } ... on Cat { lives } } }"],
  ["{ pets { ... on Named { name } ... on Cat { lives } __typename } named { name ... on Dog { breed } } }"],
  [
    "{ ...A number ...B } fragment A on Query { text cat { name ...C } } fragment B on Query { cat { lives ...C } } fragment C on Cat { friend { name } name }",
  ],
  ["{ cat { name } number cat { lives } }"],
  ["{ a: number b: number cat { x: name y: name } }"],
  [
    '{ __schema { queryType { name } types { name kind } directives { name } } __type(name: "Cat") { name fields { name type { name } } } }',
  ],
  ...[true, false].flatMap((yes): Corner[] => [
    ["query Q($yes: Boolean!) { number @include(if: $yes) text @skip(if: $yes) }", { yes }],
    ["query Q($yes: Boolean!) { number @include(if: $yes) number @skip(if: $yes) }", { yes }],
    ["query Q($yes: Boolean!) { cat @include(if: $yes) { name } cat { lives } }", { yes }],
    [
      "query Q($yes: Boolean!) { cat { name ... @include(if: $yes) { lives } } ...F @skip(if: $yes) } fragment F on Query { text }",
      { yes },
    ],
    ["query Q($yes: Boolean!) { cat @include(if: $yes) @skip(if: $yes) { name } }", { yes }],
    [
      "query Q($yes: Boolean!) { pets { ... on Cat @include(if: $yes) { lives } ... on Dog { breed @skip(if: $yes) } } }",
      { yes },
    ],
    [
      "query Q($yes: Boolean!) { cat { ... @include(if: $yes) { friend { name } } friend { ... @skip(if: $yes) { __typename } } } }",
      { yes },
    ],
    [
      "query Q($yes: Boolean!) { ... @include(if: $yes) { text ... @skip(if: $yes) { number } } sure @include(if: $yes) }",
      { yes },
    ],
  ]),
  ["query Q($yes: Boolean = true) { number @include(if: $yes) }"],
  ["{ number @include(if: false) text @skip(if: true) cat @skip(if: false) { name } }"],
  ["{ echo }"],
  ["{ echo(text: null, number: null, colour: null) }"],
  ['{ echo(text: "x", number: 3, sure: 1, colour: GREEN, even: 4) }'],
  ["{ echo(point: { y: 2 }, points: { y: 3, all: 4 }) }"],
  ["{ echo(point: { y: 2, deep: { y: 3, x: null, deeper: { y: 6 } } }, points: []) }"],
  [
    "query Q($t: String, $n: Int, $s: Int = 3, $c: Colour) { echo(text: $t, number: $n, sure: $s, colour: $c) }",
  ],
  [
    "query Q($t: String, $n: Int, $s: Int = 3, $c: Colour) { echo(text: $t, number: $n, sure: $s, colour: $c) }",
    { t: null, n: null, s: 4, c: null },
  ],
  ["query Q($t: String, $c: Colour) { echo(text: $t, colour: $c) }", { t: "", c: "GREEN" }],
  ['query Q($t: String = "d", $c: Colour = GREEN) { echo(text: $t, colour: $c) }'],
  ["query Q($s: Int) { echo(sure: $s) }"],
  ["query Q($s: Int) { echo(sure: $s) number }", { s: null }],
  ["query Q($s: Int = 3) { need(number: $s) number }", { s: null }],
  ["query Q($s: Int = 3) { need(number: $s) number }"],
  ["query Q($p: Point) { echo(point: $p) }", { p: { y: 1 } }],
  ["query Q($p: Point) { echo(point: $p) }", { p: { y: 1, x: null, colour: "RED", deep: { y: 2 }, all: 3 } }],
  ["query Q($p: Point = { y: 4 }) { echo(point: $p) }"],
  ["query Q($ps: [Point!]) { echo(points: $ps) }", { ps: { y: 1 } }],
  ["query Q($ps: [Point!]) { echo(points: $ps) }", { ps: [{ y: 1 }, { y: "x" }] }],
  ["query Q($p: Point!) { echo(point: $p, points: [$p, { y: 3 }]) }", { p: { y: 1 } }],
  ["query Q($x: Int, $y: Int!) { echo(point: { x: $x, y: $y, all: [$y] }) }", { y: 1 }],
  ["query Q($x: Int, $y: Int!) { echo(point: { x: $x, y: $y, all: [$y] }) }", { x: null, y: 1 }],
  ["query Q($x: Int, $y: Int = 2) { echo(point: { x: $x, y: $y }) number }", { y: null }],
  ["query Q($x: Int = 5) { echo(point: { x: $x, y: 2 }) }"],
  ["query Q($all: [Int!], $c: Colour) { echo(point: { y: 2, all: $all, colour: $c }) }"],
  [
    "query Q($all: [Int!], $c: Colour) { echo(point: { y: 2, all: $all, colour: $c }) }",
    { all: 4, c: "RED" },
  ],
  ["query Q($e: Even) { echo(even: $e) }", { e: "4" }],
  ["query Q($e: Even) { echo(even: $e) }", { e: 3 }],
  ["query Q($e: Even = 4) { echo(even: $e) }"],
  ["query Q($n: Int!) { need(number: $n) }"],
  ["query Q($n: Int!) { need(number: $n) }", { n: "1" }],
  ["query Q($n: Int!) { need(number: $n) }", { n: 2 ** 40 }],
  ["query Q($c: Colour) { echo(colour: $c) }", { c: "BLUE" }],
  ["query Q($p: Point) { echo(point: $p) }", { p: { y: 1, z: 1 } }],
  ["query Q($n: Int!) { need(number: $n) }", { n: 1, more: "than asked for" }],
  ["{ throws number }"],
  ["{ throwsSurely number }"],
  ["{ rejects rejectsText number }"],
  ["{ rejectsSurely number }"],
  ["{ answersError answersErrors number }"],
  ["{ sure number }"],
  ["{ nullCat { name } number }"],
  ["{ notAList number }"],
  ["{ notALeaf number }"],
  ["{ wrongEnum number }"],
  ["{ surelyWrong number }"],
  ["{ odd number }"],
  ["{ float number }"],
  ["{ huge number }"],
  ["{ notANumber number }"],
  ["{ unknownPet { __typename } number }"],
  ["{ promisedList number }"],
  ["{ surelyPromised number }"],
  [`{ surelyCats ${CAT} number }`],
  [`{ cats ${CAT} number }`],
  ["{ sieve { name self { name } } number }"],
  ["{ cats { self { self { lives } } } number }"],
  ["{ later { name friend { name } lives } number }"],
  [`{ sync { name self { name } kittens { name lives } } number }`],
  [`{ a: later { name friend { name } } b: later { friend { __typename } } throws }`],
];

async function answers(query: string, variables: Record<string, unknown>) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const asked = { document, queryHash: query, operationName: null, variables, context, rootValue };
  return [await fast(asked), await plain(asked)] as const;
}

it.each(CORNERS.map(([query, variables = {}]) => [query, variables] as const))(
  "%s %j",
  async (query, variables) => {
    const [one, other] = await answers(query, variables);
    expect(difference(outcomeOf(one, 0), outcomeOf(other, 0))).toBeNull();
    expect(JSON.stringify(one)).not.toMatch(/secret/i);
  },
);

describe("what differs", () => {
  it("is the place of a field that is asked for twice, the first time in vain", async () => {
    const query = "query Q($yes: Boolean!) { number @include(if: $yes) cat { name } number }";
    const [one, other] = await answers(query, { yes: false });
    expect(one).toEqual(other);
    expect(Object.keys(one.data!)).toEqual(["number", "cat"]);
    expect(Object.keys(other.data!)).toEqual(["cat", "number"]);
  });
});
