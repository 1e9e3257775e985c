import type { ExecutionResult } from "graphql";

/** What came of asking, in a form to compare. */
export interface Outcome {
  /** Data, errors and cost, byte for byte. */
  readonly bytes: string;
  /** Errors below what became null, in the order of the alphabet. */
  readonly below: readonly string[];
}

/** Instants as answers tell them. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * An answer as clients get it: the keys of its data in their order; of each error the message, the places in the query,
 * the path and all extensions; and what it cost. Left out are:
 * - the order of errors, since fields that fail together do so in any order;
 * - instants after `since`, which are different each time somebody asks, such as when a match was made;
 * - which errors there are below what became null: the first one is enough (GraphQL specification, section 6.4.4), and
 *   where several fields fail, who is first depends on what each waits for.
 * @param since when the first of the answers that are to be compared was asked for, in milliseconds
 */
export function outcomeOf({ data, errors = [], extensions }: ExecutionResult, since: number): Outcome {
  const told = (value: unknown) =>
    JSON.stringify(value, (_, inner) =>
      typeof inner === "string" && INSTANT.test(inner) && Date.parse(inner) >= since ? "now" : inner,
    );
  const placed = errors.map((error) => ({ told: told(error), below: nullAbove(data, error.path) }));
  const bytes = [
    `data: ${told(data)}`,
    ...placed.flatMap((error) => (error.below ? [] : [error.told])).sort(),
    ...new Set(placed.flatMap(({ below }) => (below ? [`errors below ${below}`] : [])).sort()),
    `extensions: ${told(extensions)}`,
  ];
  return {
    bytes: bytes.join("\n"),
    below: placed.flatMap((error) => (error.below ? [error.told] : [])).sort(),
  };
}

/** The path to what is null above an error's place; undefined when there is none. */
function nullAbove(data: unknown, path: readonly (string | number)[] = []): string | undefined {
  let value = data;
  for (const [level, key] of path.entries()) {
    if (value === undefined) return undefined;
    if (value === null) return JSON.stringify(path.slice(0, level));
    value = (value as Record<string | number, unknown>)[key];
  }
  return undefined;
}

/**
 * Whether a fast answer is the plain one. Of several errors below what became null each way tells those that came first for
 * it; what they have in common is that clients can tell what each is.
 */
const isSame = (fast: Outcome, plain: Outcome): boolean =>
  fast.bytes === plain.bytes &&
  (plain.below.every((error) => fast.below.includes(error)) || fast.below.every(hasCode));

const hasCode = (told: string) => typeof JSON.parse(told).extensions?.code === "string";

/** How two answers differ, in words; null when they do not. */
export const difference = (fast: Outcome, plain: Outcome): string | null =>
  isSame(fast, plain) ? null : `${inWords([fast])}\nelsewhere\n${inWords([plain])}`;

const inWords = (outcomes: readonly Outcome[]): string =>
  [...new Set(outcomes.map(({ bytes, below }) => [bytes, ...below].join("\n")))].join("\nor\n");

/** Where several fields fail at once, how many are told depends on which was first: an answer has several forms then. */
const TRIES = 8;

/**
 * How two answers to the same question differ, whatever form they take; null when they were the same once. What differs
 * because something changed in the meantime does not do so for long.
 * @param first what came of asking the fast way
 */
export async function lastingDifference(
  first: Outcome,
  askAgain: () => Promise<Outcome>,
  askPlain: () => Promise<Outcome>,
): Promise<string | null> {
  const fast = [first];
  const plain = [await askPlain()];
  for (let tries = 1; tries < TRIES; tries++) {
    if (fast.some((one) => plain.some((other) => isSame(one, other)))) return null;
    fast.push(await askAgain());
    plain.push(await askPlain());
  }
  const isSettled = fast.some((one) => plain.some((other) => isSame(one, other)));
  return isSettled ? null : `${inWords(fast)}\nelsewhere\n${inWords(plain)}`;
}
