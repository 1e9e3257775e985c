import { Pool, type PoolClient } from "pg";
import { asApplication } from "../../src/platform/database/application-role.js";
import { withSetting } from "../../src/platform/database/connection-address.js";
import { newId } from "../../src/platform/database/new-id.js";
import { SET_VIEWER, viewerOf } from "../../src/platform/database/viewer.js";
import type { Mutation, Recording, Slot } from "./mutation.js";
import type { Recorded } from "./recording.js";

/** As many as the service keeps for writes. */
const POOL_SIZE = 10;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

type Fill = (fresh: readonly string[], slot: Slot) => unknown;

interface Step {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly Fill[];
}

/**
 * Sends what the service sent for a mutation over a plain pool of the same size: the same statements under the same names
 * in the same order, with fresh ids and keys in place of the recorded ones, and as many of them at once. All of those of
 * one mutation go over one connection.
 */
export class Replay {
  private readonly pool: Pool;
  private readonly groups: readonly (readonly Step[])[];
  private readonly freshCount: number;

  constructor(url: string, mutation: Mutation, { first, second }: Recording) {
    const known = new Set(JSON.stringify(first).match(UUID));
    const fresh = [...new Set(JSON.stringify(second).match(UUID))].filter((id) => !known.has(id));
    this.freshCount = fresh.length;
    const target = mutation.targets[0] ?? null;
    const steps = second.map(({ name, text, values }, at) => ({
      name,
      text,
      values: values.map((value, place) => fillerOf(value, first[at]?.values[place], fresh, target)),
    }));
    this.groups = grouped(steps, second);
    const connectionString = withSetting(asApplication(url), "plan_cache_mode", "force_generic_plan");
    this.pool = new Pool({ connectionString, max: POOL_SIZE, pipeline: true } as object);
    const viewer = [...viewerOf(mutation.user).values];
    this.pool.on("connect", (client) => void client.query({ ...SET_VIEWER, values: viewer }));
  }

  /** @returns the rows of the last statements, which are the answer's */
  async run(slot: Slot): Promise<unknown[]> {
    const client = await this.pool.connect();
    try {
      const rows = await this.send(client, slot);
      slot.version += 1;
      return rows;
    } finally {
      client.release();
    }
  }

  private async send(client: PoolClient, slot: Slot): Promise<unknown[]> {
    const fresh = Array.from({ length: this.freshCount }, newId);
    let rows: unknown[] = [];
    for (const group of this.groups) {
      const answers = group.map(({ name, text, values }) =>
        client.query({ name, text, values: values.map((fill) => fill(fresh, slot)) }),
      );
      rows = (await Promise.all(answers)).map((answer) => answer.rows);
    }
    return rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** What stands in for a recorded value: what was the same in both recordings stays as it is. */
function fillerOf(value: unknown, before: unknown, fresh: readonly string[], target: string | null): Fill {
  if (Array.isArray(value)) {
    const parts = value.map((part, at) => fillerOf(part, (before as unknown[])?.[at], fresh, target));
    return (ids, slot) => parts.map((part) => part(ids, slot));
  }
  // The only number that differs is the version that is expected.
  if (typeof value === "number" && value !== before) return (_, slot) => slot.version;
  if (typeof value !== "string") return () => value;
  const pieces = value.split(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/).map((piece): Fill => {
    const place = fresh.indexOf(piece);
    if (place >= 0) return (ids) => ids[place];
    return piece === target ? (_, slot) => slot.target : () => piece;
  });
  return (ids, slot) => pieces.map((piece) => piece(ids, slot)).join("");
}

function grouped(steps: readonly Step[], recorded: readonly Recorded[]): Step[][] {
  const groups: Step[][] = [];
  for (const [at, step] of steps.entries())
    if (recorded[at]!.together && groups.length > 0) groups.at(-1)!.push(step);
    else groups.push([step]);
  return groups;
}
