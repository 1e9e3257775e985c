import { Client } from "pg";
import type { Contender } from "./contender.js";
import { Total } from "./drive.js";
import type { Mutation, Slot } from "./mutation.js";

export interface MeasureOptions {
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  onProgress(message: string): void;
}

/** Totals by how many asked at a time and by contender. */
export type Measured = ReadonlyMap<number, ReadonlyMap<string, Total>>;

/** So often each has done a mutation before anything counts: code that has just begun to run is many times slower. */
const WARM_AFTER = 1500;
const WARM_UP_AT = 8;

/**
 * Lets each contender do the mutation until it is warm. PostgreSQL then counts its rows, as it would do by itself some
 * minute later: plans that were made for tables of no rows read all of them ever after.
 */
export async function warmUp(
  contenders: ReadonlyMap<string, { readonly contender: Contender; readonly url: string }>,
  mutation: Mutation,
  onProgress: (message: string) => void,
): Promise<void> {
  for (const [kind, { contender, url }] of contenders) {
    onProgress(`${mutation.name}, warming up: ${kind}`);
    for (let done = 0; done < WARM_AFTER; ) {
      const slots = await slotsFor(url, mutation, WARM_UP_AT);
      done += (await contender.turn(mutation, slots, 1)).taken.length;
    }
    await connectedTo(url, (client) => client.query("vacuum analyze"));
  }
}

/** Lets the contenders have their turns, A B C A B C, so that whatever else the machine does meets all of them. */
export async function measureWrites(
  contenders: ReadonlyMap<string, { readonly contender: Contender; readonly url: string }>,
  mutation: Mutation,
  { connections, rounds, seconds, onProgress }: MeasureOptions,
): Promise<Measured> {
  const measured = new Map<number, Map<string, Total>>();
  for (const at of connections) {
    const totals = new Map([...contenders.keys()].map((kind) => [kind, new Total()]));
    measured.set(at, totals);
    for (let round = 1; round <= rounds; round++)
      for (const [kind, { contender, url }] of contenders) {
        onProgress(`${mutation.name}, ${at} at a time, round ${round} of ${rounds}: ${kind}`);
        const driven = await contender.turn(mutation, await slotsFor(url, mutation, at), seconds);
        totals.get(kind)!.add(driven);
      }
  }
  return measured;
}

async function slotsFor(url: string, { targets }: Mutation, count: number): Promise<Slot[]> {
  if (targets.length === 0) return Array.from({ length: count }, () => ({ target: null, version: 0 }));
  const { rows } = await connectedTo(url, (client) =>
    client.query("select id, version from worker where id = any($1)", [targets.slice(0, count)]),
  );
  return rows.map(({ id, version }) => ({ target: id, version }));
}

async function connectedTo<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
