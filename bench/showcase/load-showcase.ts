import type { ClientBase } from "pg";
import { load, type Progress } from "../world/load-world.js";
import { CLOCK, cardRows, peopleRows, skillRows } from "./showcase-world.js";

/** Writes published cards, with those whom they are of, into the migrated, empty tables of a database. */
export async function loadShowcase(
  client: ClientBase,
  cards: number,
  seed: number,
  onProgress: Progress,
): Promise<void> {
  await client.query("set maintenance_work_mem = '512MB'; set statement_timeout = 0");
  await client.query("begin");
  await client.query("truncate skill, consortium cascade");
  await load(client, skillRows(), onProgress);
  await client.query("set session_replication_role = replica");
  for (const rows of peopleRows(cards, seed)) await load(client, rows, onProgress);
  await client.query("set session_replication_role = origin");
  for (const rows of cardRows(cards, seed)) await load(client, rows, onProgress);
  await client.query("update showcase_clock set step = $1, kept_from = $2", [CLOCK.step, CLOCK.keptFrom]);
  await client.query("commit");
  await client.query("vacuum analyze");
}
