import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { to } from "pg-copy-streams";
import { type BinaryRow, readBinaryCopy } from "../../src/platform/database/binary-copy.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  client = await connect(database.url);
});
afterEach(async () => {
  await client.end().catch(() => {});
});
afterAll(() => database.drop());

async function connect(url: string): Promise<Client> {
  const connection = new Client(url);
  connection.on("error", () => {});
  await connection.connect();
  return connection;
}

/** A row of every kind, and rows of nulls and of nothing much between them. */
const KINDS = `select * from (values
  (true, 1.5::float8, 7::int2, 12345678901::int8, 'Ünïcødé ''quoted''', '01020304-aabb-7ccd-8eef-ffffffffffff'::uuid,
    array['en', '', 'fr-CA', 'ß'], 'PUBLIC'::visibility),
  (null, null, null::int2, null, null, null, null, null),
  (false, -0.25, (-32768)::int2, -1, '', '00000000-0000-0000-0000-000000000000', array[]::text[], 'PRIVATE'),
  (true, 'infinity', 0::int2, 0, repeat('x', 300), 'ffffffff-ffff-ffff-ffff-ffffffffffff', array['one'], 'LIBRARY')) as kinds`;

const EXPECTED = [
  [
    1,
    1.5,
    7,
    12345678901,
    "Ünïcødé 'quoted'",
    "01020304-aabb-7ccd-8eef-ffffffffffff",
    ["en", "", "fr-CA", "ß"],
    "PUBLIC",
  ],
  Array(8).fill(null),
  [0, -0.25, -32768, -1, "", "00000000-0000-0000-0000-000000000000", [], "PRIVATE"],
  [
    1,
    Number.POSITIVE_INFINITY,
    0,
    0,
    "x".repeat(300),
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ["one"],
    "LIBRARY",
  ],
];

const readKinds = (row: BinaryRow): unknown[] =>
  [
    () => row.byte(0),
    () => row.float8(1),
    () => row.int2(2),
    () => row.int8(3),
    () => row.text(4),
    () => row.uuid(5),
    () => row.texts(6),
    () => row.text(7),
  ].map((read, field) => (row.isNull(field) ? null : read()));

/** A connection whose server sends some bytes in pieces of its own choice. */
const sending = (pieces: readonly Buffer[]) => ({ query: () => Readable.from(pieces) }) as unknown as Client;

/** The bytes of a copy, as they are sent. */
async function bytesOf(query: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of client.query(to(`copy (${query}) to stdout (format binary)`))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function rowsFrom(from: Client, query = KINDS): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  expect(await readBinaryCopy(from, query, (row) => rows.push(readKinds(row)))).toBe(rows.length);
  return rows;
}

describe("reading a binary copy", () => {
  it("gives every value of every row, with nulls", async () => {
    expect(await rowsFrom(client)).toEqual(EXPECTED);
  });

  it("gives the same wherever the bytes are cut", async () => {
    const bytes = await bytesOf(KINDS);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await rowsFrom(sending([bytes.subarray(0, cut), bytes.subarray(cut)]))).toEqual(EXPECTED);
    const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    expect(await rowsFrom(sending(single))).toEqual(EXPECTED);
    for (const length of [2, 3, 7, 19, 20, 64]) {
      const count = Math.ceil(bytes.length / length);
      const pieces = Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
      expect(await rowsFrom(sending(pieces))).toEqual(EXPECTED);
    }
  });

  it("takes rows larger than what arrives at a time", async () => {
    const lengths: number[] = [];
    const query = "select repeat(chr(96 + n), n * 70000) from generate_series(1, 12) n";
    const rows = await readBinaryCopy(client, query, (row) => {
      const text = row.text(0);
      expect(new Set(text).size).toBe(1);
      lengths.push(text.length);
    });
    expect([rows, lengths]).toEqual([12, Array.from({ length: 12 }, (_, at) => (at + 1) * 70_000)]);
  });

  it("gives nothing for a query without rows, and rows without fields", async () => {
    expect(await rowsFrom(client, "select 1 where false")).toEqual([]);
    expect(await readBinaryCopy(client, "select from generate_series(1, 3)", () => {})).toBe(3);
  });

  it("gives ids as words, and the same bytes as the same string", async () => {
    const query = `select v, v from unnest(array['01020304-aabb-7ccd-8eef-fffffffffffe', '01020304-aabb-7ccd-8eef-ffffffffffff',
      '01020304-aabb-7ccd-8eef-fffffffffffe']::uuid[]) v`;
    const [words, raws] = [[], []] as [number[][], string[]];
    await readBinaryCopy(client, query, (row) => {
      words.push([...row.words(1, new Uint32Array(4))]);
      raws.push(row.raw(0));
    });
    expect(words[1]).toEqual([0x01020304, 0xaabb7ccd, 0x8eefffff, 0xffffffff]);
    expect([raws[0] === raws[2], raws[0] === raws[1]]).toEqual([true, false]);
  });

  it("goes on with the next query on the same connection", async () => {
    for (let times = 0; times < 3; times++) expect(await rowsFrom(client)).toHaveLength(4);
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});

describe("a copy that fails", () => {
  it("rejects at once for a query that is none", async () => {
    await expect(readBinaryCopy(client, "select nothing from nowhere", () => {})).rejects.toThrow("nowhere");
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("rejects when the query fails after some rows", async () => {
    let rows = 0;
    const query = "select 1 / (50000 - n) from generate_series(1, 100000) n";
    await expect(readBinaryCopy(client, query, () => void rows++)).rejects.toThrow("division by zero");
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(50_000);
  });

  it("rejects when a row is not taken", async () => {
    const refusing = () => {
      throw new Error("no more");
    };
    await expect(readBinaryCopy(client, KINDS, refusing)).rejects.toThrow("no more");
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("rejects when the bytes end before the data does", async () => {
    const bytes = await bytesOf(KINDS);
    for (const length of [0, 10, 19, 25, 200, bytes.length - 2, bytes.length - 1])
      await expect(rowsFrom(sending([bytes.subarray(0, length)]))).rejects.toThrow();
  });

  it("rejects when the connection is lost in the middle", async () => {
    const relay = await relayTo(database.url, { mostBytes: 300_000 });
    const cut = await connect(relay.url);
    let rows = 0;
    const query = "select n, repeat('x', 100) from generate_series(1, 100000) n";
    await expect(readBinaryCopy(cut, query, () => void rows++)).rejects.toThrow();
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(100_000);
    await relay.close();
  });

  it("rejects when the server ends the connection", async () => {
    const [{ pid }] = (await client.query("select pg_backend_pid() as pid")).rows;
    const other = await connect(database.url);
    const slow = readBinaryCopy(client, "select pg_sleep(0.01) from generate_series(1, 1000)", () => {});
    const rejected = expect(slow).rejects.toThrow();
    await delay(100);
    await other.query("select pg_terminate_backend($1)", [pid]);
    await rejected;
    await other.end();
  });
});

it("reads what comes over a network that cuts everything small", async () => {
  const relay = await relayTo(database.url, { pieces: 11 });
  const slow = await connect(relay.url);
  expect(await rowsFrom(slow)).toEqual(EXPECTED);
  await slow.end();
  await relay.close();
});

/** A way to the database that breaks off after so many bytes, or hands them on in small pieces. */
async function relayTo(url: string, { mostBytes = Number.POSITIVE_INFINITY, pieces = 0 }) {
  const target = new URL(url);
  const [host, port] = [target.hostname, Number(target.port)];
  const sockets: Socket[] = [];
  const server: Server = createServer((near) => {
    const far = dial(port, host);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on("error", () => {}).setNoDelay(true);
    let passed = 0;
    near.pipe(far);
    far.on("data", (bytes: Buffer) => {
      passed += bytes.length;
      if (passed > mostBytes) near.destroy();
      else if (pieces === 0) near.write(bytes);
      else for (let at = 0; at < bytes.length; at += pieces) near.write(bytes.subarray(at, at + pieces));
    });
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  target.hostname = "127.0.0.1";
  target.port = String((server.address() as { port: number }).port);
  return {
    url: target.href,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
