import type { GraphQLSchema } from "graphql";
import type { Principal } from "../../src/platform/auth/principal.js";
import { unknownId } from "../support/people.js";
import type { Answer, TestService } from "../support/service.js";

export const ASKERS = ["anonymous", "worker", "manager", "partner", "analyst", "admin"] as const;
export type Asker = (typeof ASKERS)[number];

/**
 * How what is asked for stands to whoever asks: their own, of their library, of another library or organisation of
 * their consortium, of another consortium; or none of these, where it stands to everybody alike.
 */
export const RELATIONS = ["own", "library", "consortium", "elsewhere", "anything"] as const;
export type Relation = (typeof RELATIONS)[number];

/** Something made for one question, and whoever is to ask it. */
export interface Target {
  readonly viewer: Principal;
  /** What it is asked for by; an unknown one of the same type takes its place to see what is absent. */
  readonly key: string;
  /** What an answer holds that shows it; the key when left out. */
  readonly shown?: string;
  readonly [more: string]: unknown;
}

export type Prepare<Scene> = (scene: Scene, asker: Asker, relation: Relation) => Promise<Target>;

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** What comes of an operation for every role and relation. */
export interface Rows<Scene> {
  /** As "Query.worker". */
  readonly operation: string;
  /** What it is asked for, where that makes a difference. */
  readonly about?: string;
  readonly prepare: Prepare<Scene>;
  readonly ask: (key: string, target: Target) => Question;
  /**
   * A table: the relations in the first line, then a line for each role. Outcomes of a query: `data`; `absent`, byte for
   * byte as for an id that nothing has; `empty`, a list or field without it; `401` and `403`. Of a mutation: `done`, or the
   * refusals `forbidden` and `not-found`, which again is byte for byte the answer for an unknown id. `-` where a role
   * cannot stand in that relation.
   */
  readonly expected: string;
}

/** What is the same for everybody, whatever it is asked for. */
export const FOR_EVERYBODY = `
              anything
    anonymous data
    worker    data
    manager   data
    partner   data
    analyst   data
    admin     data`;

export type Outcomes = Partial<Record<Asker, Partial<Record<Relation, string>>>>;

/** @throws Error when a role is missing or a line has not an outcome for each relation */
export function outcomesIn(table: string): Outcomes {
  const [head, ...lines] = table.trim().split("\n");
  const relations = head!.trim().split(/\s+/) as Relation[];
  if (relations.some((relation) => !RELATIONS.includes(relation))) throw new Error(`No relations: ${head}`);
  const outcomes: Outcomes = {};
  for (const line of lines) {
    const [asker, ...cells] = line.trim().split(/\s+/) as [Asker, ...string[]];
    if (cells.length !== relations.length) throw new Error(`Not an outcome for each relation: ${line}`);
    const applying = relations
      .map((relation, n) => [relation, cells[n]!] as const)
      .filter(([, cell]) => cell !== "-");
    outcomes[asker] = Object.fromEntries(applying);
  }
  const missing = ASKERS.filter((asker) => Object.keys(outcomes[asker] ?? {}).length === 0);
  if (missing.length > 0) throw new Error(`No outcome for ${missing.join(", ")}.`);
  return outcomes;
}

/** What comes of an operation in fact, for every role and relation that `expected` speaks about. */
export async function actualOutcomes<Scene extends { readonly test: TestService }>(
  scene: Scene,
  { prepare, ask }: Rows<Scene>,
  expected: Outcomes,
): Promise<Outcomes> {
  const actual: Outcomes = {};
  for (const asker of ASKERS)
    for (const relation of Object.keys(expected[asker] ?? {}) as Relation[]) {
      const target = await prepare(scene, asker, relation);
      const run = ({ query, variables }: Question) => scene.test.execute(query, variables, target.viewer);
      const answer = await run(ask(target.key, target));
      const absent = await run(ask(unknownLike(target.key), target));
      actual[asker] = { ...actual[asker], [relation]: outcomeOf(answer, absent, target.shown ?? target.key) };
    }
  return actual;
}

/** An id of the same type that nothing has; another text for a text. */
function unknownLike(key: string): string {
  const type = /^([a-z_]+)_[0-9a-z]{26}$/.exec(key)?.[1];
  return type ? unknownId(type as Parameters<typeof unknownId>[0]) : `${key} not`;
}

const bytes = ({ data, errors }: Answer) => JSON.stringify({ data, errors });

function outcomeOf(answer: Answer, absent: Answer, shown: string): string {
  const { data, errors } = answer;
  const code = errors[0]?.extensions.code;
  if (code === "UNAUTHENTICATED") return "401";
  if (code === "FORBIDDEN") return "403";
  if (code !== undefined) return `${code}: ${errors[0]!.message}`;
  const [payload] = Object.values(data) as ({ userErrors?: { code: string; message: string }[] } | null)[];
  const isAbsent = bytes(answer) === bytes(absent);
  if (payload?.userErrors) {
    const [refusal] = payload.userErrors;
    if (!refusal) return "done";
    if (refusal.code === "FORBIDDEN") return "forbidden";
    if (refusal.code === "NOT_FOUND") return isAbsent ? "not-found" : "found out";
    return `${refusal.code}: ${refusal.message}`;
  }
  const text = JSON.stringify(data);
  if (text.includes(shown)) return "data";
  if (isAbsent) return "absent";
  return text.includes('"nodes":[]') || NOTHING.test(text) ? "empty" : `odd: ${text}`;
}

/** The only field that is asked for of what is shown holds nothing. */
const NOTHING = /^\{"\w+":\{"\w+":(\[\]|null)\}\}$/;

/** A query with the key in its variable `$key`. */
export const asking =
  (query: string) =>
  (key: string): Question => ({ query, variables: { key } });

/** A mutation with an input that `inputOf` makes of the key. */
export const changing =
  (
    schema: () => GraphQLSchema,
    mutation: string,
    inputOf: (key: string, target: Target) => Record<string, unknown>,
  ) =>
  (key: string, target: Target): Question => {
    const type = schema().getMutationType()!.getFields()[mutation]!.args[0]!.type;
    const query = `mutation M($input: ${type}) { ${mutation}(input: $input) { __typename userErrors { code field message } } }`;
    return { query, variables: { input: inputOf(key, target) } };
  };
