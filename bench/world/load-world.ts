import type { ClientBase } from "pg";
import { copyLines } from "./copy-lines.js";
import type { World } from "./world.js";
import { type TableRows, taxonomyRows, worldRows } from "./world-rows.js";

/** Told how far a stage is. */
export type Progress = (stage: string, done: number, total: number) => void;

/**
 * Writes a world into the migrated, empty tables of a database: by COPY, without the checks of foreign keys, and with
 * the indexes made afterwards.
 */
export async function loadWorld(client: ClientBase, world: World, onProgress: Progress): Promise<void> {
  await client.query("set maintenance_work_mem = '512MB'; set statement_timeout = 0");
  await client.query("begin");
  await client.query("truncate skill, consortium cascade");
  for (const rows of taxonomyRows(world)) await load(client, rows, onProgress);
  await client.query("commit");
  await client.query("set session_replication_role = replica");
  for (const rows of worldRows(world)) await loadFrozen(client, rows, onProgress);
  await client.query("set session_replication_role = origin");
  onProgress("Gathering statistics", 0, 1);
  await client.query("vacuum analyze");
  onProgress("Gathering statistics", 1, 1);
}

export async function load(
  client: ClientBase,
  rows: TableRows,
  onProgress: Progress,
  options = "",
): Promise<void> {
  const stage = `Loading ${rows.table}`;
  const lines = rows.lines((done) => onProgress(stage, done, rows.total));
  await copyLines(client, `${rows.table} (${rows.columns})`, lines, options);
  onProgress(stage, rows.total, rows.total);
}

/** A table that is emptied in the transaction that fills it needs no vacuum before it can serve index-only scans. */
async function loadFrozen(client: ClientBase, rows: TableRows, onProgress: Progress): Promise<void> {
  await client.query("begin");
  await client.query(`truncate ${rows.table} cascade`);
  const indexes = await dropIndexes(client, rows.table);
  await load(client, rows, onProgress, "with (freeze)");
  for (const [place, definition] of indexes.entries()) {
    onProgress(`Indexing ${rows.table}`, place, indexes.length);
    await client.query(definition);
  }
  await client.query("commit");
}

/** @returns the statements that make the table's indexes anew; those of constraints stay */
async function dropIndexes(client: ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
