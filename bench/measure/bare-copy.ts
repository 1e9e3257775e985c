import type { Socket } from "node:net";
import { Client } from "pg";

const HEADER = 5;
const READY_FOR_QUERY = 0x5a;
const ERROR_RESPONSE = 0x45;

/**
 * The same as `rawCopy` by a reader that does next to nothing: it takes what the socket gives, looks at the header of
 * each message to see when PostgreSQL is done, and passes nothing on.
 */
export async function bareCopy(
  url: string,
  queries: readonly string[],
): Promise<{ seconds: number; bytes: number }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  // From here on nobody else reads what comes.
  stream.removeAllListeners("data");
  try {
    const begin = performance.now();
    let bytes = 0;
    for (const query of queries)
      bytes += await readToEnd(stream, `copy (${query}) to stdout (format binary)`);
    return { seconds: (performance.now() - begin) / 1000, bytes };
  } finally {
    await client.end();
  }
}

/** Sends a query and reads until PostgreSQL is ready for the next one. @returns how many bytes came */
function readToEnd(stream: Socket, query: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const messages = new MessageHeaders();
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      const kind = messages.lastOf(chunk);
      if (kind !== READY_FOR_QUERY) return;
      stream.off("data", take).off("error", reject);
      if (messages.failed) reject(new Error(`PostgreSQL refused: ${query}`));
      else resolve(bytes);
    };
    stream.on("data", take).on("error", reject);
    const text = Buffer.from(`Q....${query}\0`);
    text.writeInt32BE(text.length - 1, 1);
    stream.write(text);
  });
}

/** Goes from message to message: one byte of kind, four of length, and what they announce. */
class MessageHeaders {
  failed = false;
  private kind = 0;
  private length = 0;
  private headerBytes = 0;
  private left = 0;

  /** Takes in a chunk. @returns the kind of the message that ends with it; 0 where none does */
  lastOf(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at);
        this.left -= skipped;
        at += skipped;
        continue;
      }
      if (this.headerBytes === 0) this.kind = chunk[at]!;
      else this.length = (this.length << 8) | chunk[at]!;
      at += 1;
      if (++this.headerBytes < HEADER) continue;
      this.failed ||= this.kind === ERROR_RESPONSE;
      this.left = this.length - 4;
      this.headerBytes = this.length = 0;
    }
    return this.left === 0 && this.headerBytes === 0 ? this.kind : 0;
  }
}
