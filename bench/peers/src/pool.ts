import { Pool, type QueryResultRow } from "pg";
import { RANKING_SETTINGS } from "./ranking.js";

/** A named statement: PostgreSQL parses it once for each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export const CONNECTIONS = 10;

/** Every connection gets what ranking by SQL needs; the other statements do not care. */
export const CONNECTION_OPTIONS = Object.entries(RANKING_SETTINGS)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(" ");

export function openPool(databaseUrl: string): Pool {
  const settings = { connectionString: databaseUrl, options: CONNECTION_OPTIONS };
  return new Pool({ ...settings, max: CONNECTIONS, min: CONNECTIONS, idleTimeoutMillis: 0 });
}

export async function rowsOf<Row extends QueryResultRow>(
  pool: Pool,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await pool.query<Row>({ name, text, values: [...values] })).rows;
}

/** The row of each id, in the order of the ids; null where there is none. */
export function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The rows that belong to each owner, in the order of the owners. */
export function grouped<Row>(
  owners: readonly string[],
  rows: readonly Row[],
  ownerOf: (row: Row) => string,
): Row[][] {
  const groups = new Map<string, Row[]>(owners.map((owner) => [owner, []]));
  for (const row of rows) groups.get(ownerOf(row))?.push(row);
  return owners.map((owner) => groups.get(owner)!);
}
