import { type ContenderSource, type RunningContender, wireRequest } from "./contender.js";
import { type Operation, UNIQUE, type Variables } from "./operations.js";

/** So many variable sets of each operation are compared. */
const COMPARED = 12;

/**
 * JSON with keys in alphabetical order and without `extensions`, so that two answers that say the same are the same text.
 * @param value anything that came from JSON
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner) => {
    if (key === "extensions") return undefined;
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/**
 * Asks everybody the same and compares the answers byte for byte.
 * @returns how many answers of each were compared
 * @throws Error that shows where two answers part
 */
export async function expectSameAnswers(
  running: readonly RunningContender[],
  operation: Operation,
): Promise<number> {
  const sets = operation.variables.slice(0, COMPARED);
  for (const variables of sets) {
    let first: { name: string; text: string } | undefined;
    for (const contender of running) {
      const { name } = contender.source;
      const text = canonical(await answer(contender, operation, variables));
      if (first && text !== first.text) throw new Error(difference(operation.name, first, { name, text }));
      first ??= { name, text };
    }
  }
  return sets.length;
}

let made = 0;

/** Asks once. @throws Error when the answer is an error */
async function answer(
  { source, origin }: RunningContender,
  operation: Operation,
  variables: Variables,
): Promise<unknown> {
  const { path, headers, body } = wireRequest(source, operation, variables);
  const unique = `${process.pid}-${Date.now()}-${++made}`;
  const response = await fetch(`${origin}${path}`, {
    method: "POST",
    headers,
    body: body.replaceAll(UNIQUE, unique),
  });
  const text = await response.text();
  const { data, errors } = parsed(text);
  if (response.status !== 200 || errors || !data)
    throw new Error(
      `${source.name} does not answer ${operation.name}: ${response.status} ${text.slice(0, 1000)}`,
    );
  return dataOf(source, operation, data);
}

const dataOf = (source: ContenderSource, operation: Operation, data: unknown): unknown =>
  source.data ? source.data(operation, data) : data;

function parsed(text: string): { data?: unknown; errors?: unknown } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const AROUND = 150;

interface Named {
  readonly name: string;
  readonly text: string;
}

/** Where two texts part, in words. */
export function difference(operation: string, one: Named, other: Named): string {
  let at = 0;
  while (at < one.text.length && one.text[at] === other.text[at]) at++;
  const from = Math.max(0, at - AROUND);
  const part = ({ name, text }: Named) => `  ${name}: ...${text.slice(from, at + AROUND)}...`;
  return `Answers to ${operation} differ at ${at} of ${one.text.length} and ${other.text.length}:\n${part(one)}\n${part(other)}`;
}
