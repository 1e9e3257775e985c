import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from } from "pg-copy-streams";

/** What a column may be given; PostgreSQL reads it as the column's type. */
export type CopyValue = string | number | boolean | null;

const CHUNK = 64 * 1024;

/**
 * Writes rows with COPY, which is by far the fastest way in.
 * @param client the connection whose transaction the rows belong to
 * @param target table and columns, as SQL of this code base: `skill (id, uri)`
 */
export async function copyRows(
  client: ClientBase,
  target: string,
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunksOf(rows)), client.query(from(`copy ${target} from stdin`)));
}

async function* chunksOf(
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): AsyncGenerator<Buffer> {
  let text = "";
  for await (const row of rows) {
    text += `${row.map(copyText).join("\t")}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const copyText = (value: CopyValue): string =>
  value === null ? "\\N" : String(value).replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]!);
