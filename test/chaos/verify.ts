import type { Client as Postgres } from "pg";
import { uuidIn } from "../support/people.js";
import { SKILLS_OF_A_NEED, type Write } from "./writes.js";

/** What the database holds of the writes of a run. */
export interface Findings {
  /** Acknowledged and not there. */
  readonly lost: string[];
  /** There more than once. */
  readonly doubled: string[];
  /** There in parts: without its skills, its change in the outbox or its idempotency key. */
  readonly halfDone: string[];
  /** Given up by the client and done all the same, wholly. */
  readonly doneThoughAbandoned: number;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly skills: number;
  readonly outbox: number;
}

const ROWS = `
  select id, title as label, (select count(*)::int from need_skill where need_id = need.id) as skills,
    (select count(*)::int from outbox where topic = 'need' and need.id = any(record_ids)) as outbox
  from need where title like 'chaos %'
  union all
  select id, name, ${SKILLS_OF_A_NEED},
    (select count(*)::int from outbox where topic = 'partner' and partner.id = any(record_ids))
  from partner where name like 'chaos %'`;

/** Compares everything that was created with what is there; nothing may be there that nobody wrote. */
export async function verifyCreated(postgres: Postgres, writes: readonly Write[]): Promise<Findings> {
  const rows = new Map<string, Row[]>();
  for (const row of (await postgres.query<Row>(ROWS)).rows)
    rows.set(row.label, [...(rows.get(row.label) ?? []), row]);
  const { rows: kept } = await postgres.query<{ key: string }>("select key from idempotency_record");
  const keys = new Set(kept.map(({ key }) => key));
  const found = {
    lost: [] as string[],
    doubled: [] as string[],
    halfDone: [] as string[],
    doneThoughAbandoned: 0,
  };
  for (const write of writes.filter(({ kind }) => kind !== "update")) {
    const mine = rows.get(write.label) ?? [];
    rows.delete(write.label);
    const name = `${write.kind} ${write.key}`;
    const [row] = mine;
    if (write.acknowledged && row?.id !== uuidIn(write.acknowledged)) found.lost.push(name);
    if (mine.length > 1) found.doubled.push(name);
    if (write.abandoned && row) found.doneThoughAbandoned += 1;
    const isWhole = row && row.skills === SKILLS_OF_A_NEED && row.outbox > 0;
    if (row ? !isWhole || !keys.has(write.key) : keys.has(write.key)) found.halfDone.push(name);
  }
  for (const label of rows.keys()) found.doubled.push(`nobody wrote ${label}`);
  return found;
}

/** How often each partner was changed, by its version. */
export async function changesOf(postgres: Postgres, ids: readonly string[]): Promise<number[]> {
  const { rows } = await postgres.query<{ id: string; version: number }>(
    "select id, version from partner where id = any($1::uuid[])",
    [ids.map(uuidIn)],
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return ids.map((id) => versions.get(uuidIn(id))! - 1);
}
