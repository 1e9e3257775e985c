import type { ExecutionResult } from "graphql";

/** Instants as answers tell them. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * An answer, byte for byte as clients get it: the keys of its data in their order; of each error the message, the places
 * in the query, the path and all extensions; and what it cost. Two things are left out:
 * - the order of errors, since fields that fail together do so in any order;
 * - instants after `since`, which are different each time somebody asks, such as when a match was made.
 * @param since when the first of the answers that are to be compared was asked for, in milliseconds
 */
export function bytesOf({ data, errors, extensions }: ExecutionResult, since: number): string {
  const timeless = (_: string, value: unknown) =>
    typeof value === "string" && INSTANT.test(value) && Date.parse(value) >= since ? "now" : value;
  const placed = errors?.map((error) => JSON.stringify(error, timeless)).sort();
  const rest = [JSON.stringify(data, timeless), ...(placed ?? []), JSON.stringify(extensions, timeless)];
  return rest.filter((part) => part !== undefined).join("\n");
}

/** What came of asking: an answer, or what was thrown. */
export const outcomeOf = async (answer: Promise<ExecutionResult>, since: number): Promise<string> => {
  try {
    return bytesOf(await answer, since);
  } catch (error) {
    return `thrown: ${(error as Error).message}`;
  }
};

/** Where several fields fail at once, how many are told depends on which was first: an answer has several forms then. */
const TRIES = 8;

/**
 * How two answers to the same question differ, whatever form they take; null when they were the same once. What differs
 * because something changed in the meantime does not do so for long.
 * @param one what came of asking the first way
 * @param askAgain asks the first way again
 * @param askOther asks the second way
 */
export async function lastingDifference(
  one: string,
  askAgain: () => Promise<string>,
  askOther: () => Promise<string>,
): Promise<string | null> {
  const here = new Set([one]);
  const there = new Set([await askOther()]);
  for (let tries = 1; ; tries++) {
    if ([...here].some((answer) => there.has(answer))) return null;
    if (tries === TRIES) break;
    here.add(await askAgain());
    there.add(await askOther());
  }
  return `${[...here].join("\nor\n")}\nelsewhere\n${[...there].join("\nor\n")}`;
}
