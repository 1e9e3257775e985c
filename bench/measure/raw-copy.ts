import { Client } from "pg";
import { to } from "pg-copy-streams";

/**
 * Reads rows by binary COPY and throws them away: the floor for whatever loads them.
 * @param queries the rows, one COPY each, on one connection
 * @returns how long it took and how many bytes came
 */
export async function rawCopy(
  url: string,
  queries: readonly string[],
): Promise<{ seconds: number; bytes: number }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const begin = performance.now();
    let bytes = 0;
    for (const query of queries) {
      const stream = client.query(to(`copy (${query}) to stdout (format binary)`));
      for await (const chunk of stream) bytes += (chunk as Buffer).length;
    }
    return { seconds: (performance.now() - begin) / 1000, bytes };
  } finally {
    await client.end();
  }
}
