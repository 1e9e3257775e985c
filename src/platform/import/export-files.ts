import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { to } from "pg-copy-streams";
import type { EntityManager } from "typeorm";
import type { IdType } from "../graphql/typed-id.js";

/** A CSV file and the SELECT whose columns and rows it gets, in their order. */
export interface ExportedFile {
  readonly file: string;
  readonly query: string;
}

/**
 * Writes CSV files with COPY: UTF-8, a header row, LF, quotes only where they are needed. All of them appear together,
 * once they are complete; files of the same name are replaced.
 * @param manager of a transaction in which everything is read as of one moment
 * @param folder made when it is not there
 * @param onFile told how many rows went to each file
 */
export async function exportFiles(
  manager: EntityManager,
  folder: string,
  files: readonly ExportedFile[],
  onFile: (file: string, rows: number) => void = () => {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The same figures and dates whatever the server is set to.
  for (const setting of ["statement_timeout = 0", "datestyle = 'ISO'", "extra_float_digits = 1"])
    await manager.query(`set local ${setting}`);
  const parts = files.map(({ file }) => join(folder, `.${file}.${process.pid}.part`));
  try {
    for (const [index, { file, query }] of files.entries())
      onFile(file, await copyOut(manager, query, parts[index]!));
    for (const [index, { file }] of files.entries()) await rename(parts[index]!, join(folder, file));
  } finally {
    for (const part of parts) await rm(part, { force: true }).catch(() => {});
  }
}

async function copyOut(manager: EntityManager, query: string, path: string): Promise<number> {
  const client = (await manager.queryRunner!.connect()) as Client;
  const rows = client.query(to(`copy (${query}) to stdout (format csv, header true, encoding 'UTF8')`));
  try {
    // On the disk before it gets its name, so that a power cut leaves no empty file behind either.
    await pipeline(rows, createWriteStream(path, { flush: true } as object));
  } catch (error) {
    // PostgreSQL would go on sending, and everything after it on this connection would wait in vain.
    await client.end();
    throw error;
  }
  return rows.rowCount;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `typedId` as an SQL expression, so that PostgreSQL can sort by it: a UUID's 128 bits as 26 letters of base 32. */
export const typedIdSql = (type: IdType, id: string) =>
  `('${type}_' || (select string_agg(substr('${ALPHABET}', 1 + substring(bits from 1 + 5 * place for 5)::bit(5)::integer, 1), '' order by place)
    from generate_series(0, 25) place, (select B'00' || ('x' || replace(${id}::text, '-', ''))::bit(128) as bits) uuid))`;

/** How a record is named in files: by its external id, or its typed id where it has none. In byte order, everywhere the same. */
export const externalIdSql = (type: IdType, alias: string) =>
  `coalesce(${alias}.external_id, ${typedIdSql(type, `${alias}.id`)}) collate "C"`;
