import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { DataSource } from "typeorm";
import { ChangeFeed } from "../../src/platform/database/change-feed.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { Origin } from "../../src/platform/database/origin.js";
import { forgetChanges } from "../../src/platform/database/outbox.js";
import { OutboxFollower } from "../../src/platform/database/outbox-follower.js";
import { Reads } from "../../src/platform/database/reads.js";
import type { SqlRunner } from "../../src/platform/jobs/enqueue-job.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { onServerOfItsOwn } from "../support/own-server.js";
import {
  administer,
  createTestDatabase,
  databaseUrl,
  TEMPLATE_VARIABLE,
  type TestDatabase,
} from "../support/postgres-for-tests.js";

onServerOfItsOwn();

let database: TestDatabase;
let source: DataSource;
let follower: OutboxFollower;
/** What handlers were told, in order; "everything" where that was to be read anew. */
let told: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  source = createDataSource({ url: database.url, entities: [] });
  await source.initialize();
  const logger = createLogger("silent");
  const feed = new ChangeFeed(logger);
  told = [];
  feed.on(["worker"], async (ids) => void told.push(...(ids.length > 0 ? ids : ["everything"])));
  follower = new OutboxFollower(database.url, feed, new Origin(), logger);
  await follower.start();
});
afterEach(async () => {
  await follower.stop();
  await source.destroy();
  await database.drop();
});

const insert = `insert into outbox (topic, record_ids, origin, created_at)
  values ('worker', array[$1::uuid], gen_random_uuid(), now() - $2::interval)`;

/** Writes a change of a record as another process does, and gives the record's id. */
async function change(by: SqlRunner = source, age = "0"): Promise<string> {
  const id = randomUUID();
  await by.query(insert, [id, age]);
  await by.query("select pg_notify('skillbridge_outbox', '')", []);
  return id;
}

/** Ends the connection of the follower and waits until it is gone. */
async function cutOff(): Promise<void> {
  const [{ ended }] = await source.query(
    `select count(pg_terminate_backend(pid, 5000))::int as ended from pg_stat_activity
     where datname = current_database() and application_name = 'skillbridge changes'`,
  );
  expect(ended).toBe(1);
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries++) await delay(20);
}

async function connect(): Promise<Client> {
  const client = new Client(database.url);
  await client.connect();
  return client;
}

describe("a replica that was cut off", () => {
  it("goes on where it was", async () => {
    const before = await change();
    await until(() => told.includes(before));
    await cutOff();
    const missed = [await change(), await change()];
    await until(() => told.length > 2);
    const after = await change();
    await until(() => told.includes(after));
    expect(told).toEqual([before, ...missed, after]);
  });

  it("applies once what was open across the cut", async () => {
    const late = await connect();
    await late.query("begin");
    const open = await change(late);
    const ahead = await change();
    await until(() => told.includes(ahead));
    await cutOff();
    const meanwhile = await change();
    await until(() => told.includes(meanwhile));
    expect(told).toEqual([ahead, meanwhile]);
    await late.query("commit");
    await until(() => told.includes(open));
    await late.end();
    // What was applied ahead of the late one comes by again when the position passes over it.
    const last = await change();
    await until(() => told.includes(last));
    expect(told).toEqual([ahead, meanwhile, open, last]);
  });

  it("applies what was committed while it was away, although it was open before", async () => {
    const late = await connect();
    await late.query("begin");
    const open = await change(late);
    const ahead = await change();
    await until(() => told.includes(ahead));
    await cutOff();
    await late.query("commit");
    await late.end();
    await until(() => told.includes(open));
    expect(told).toEqual([ahead, open]);
  });

  it("reads everything anew, once, when the outbox has forgotten what came since", async () => {
    const before = await change();
    await until(() => told.includes(before));
    await cutOff();
    await change(source, "2 days");
    expect(await forgetChanges(source.manager, 10)).toBe(1);
    const kept = await change();
    await until(() => told.includes("everything"));
    const after = await change();
    await until(() => told.includes(after));
    // What is there anyway may be told too: it came before everything was read.
    expect(told.filter((id) => id !== kept)).toEqual([before, "everything", after]);
  });

  it("reads everything anew when the database is another one than before", async () => {
    const before = await change();
    await until(() => told.includes(before));
    await source.destroy();
    // As when a backup is restored: another database by the same name.
    const name = new URL(database.url).pathname.slice(1);
    const server = databaseUrl(database.url, "postgres");
    await administer(
      server,
      `drop database ${name} with (force)`,
      `create database ${name} template ${process.env[TEMPLATE_VARIABLE]}`,
    );
    await source.initialize();
    await until(() => told.includes("everything"));
    const after = await change();
    await until(() => told.includes(after));
    expect(told).toEqual([before, "everything", after]);
  });

  it("goes on where it was when only what it knows was forgotten", async () => {
    const before = await change(source, "2 days");
    await until(() => told.includes(before));
    expect(await forgetChanges(source.manager, 10)).toBe(1);
    await cutOff();
    const after = await change();
    await until(() => told.includes(after));
    expect(told).toEqual([before, after]);
  });
});

describe("the outbox", () => {
  it("does not forget what a transaction that still runs may come before", async () => {
    const late = await connect();
    await late.query("begin");
    await late.query("select txid_current()");
    await change(source, "2 days");
    expect(await forgetChanges(source.manager, 10)).toBe(0);
    await late.query("commit");
    await late.end();
    expect(await forgetChanges(source.manager, 10)).toBe(1);
  });

  it("forgets some at a time and remembers the last of them, whichever came first", async () => {
    for (let i = 0; i < 5; i++) await change(source, `${2 + i} days`);
    const fresh = await change();
    const [last] = await source.query("select xid, id as row_id from outbox order by id offset 4 limit 1");
    expect(await forgetChanges(source.manager, 3)).toBe(3);
    expect(await forgetChanges(source.manager, 3)).toBe(2);
    expect(await forgetChanges(source.manager, 3)).toBe(0);
    expect(await source.query("select xid, row_id from outbox_horizon")).toEqual([last]);
    expect(await source.query("select record_ids from outbox")).toEqual([{ record_ids: [fresh] }]);
  });

  it("tells how many changes wait to be applied", async () => {
    const reads = new Reads(database.url, 1);
    await cutOff();
    await change();
    await change();
    expect(await follower.waiting(reads)).toBe(2);
    await until(() => told.length === 2);
    for (let tries = 0; tries < 100 && (await follower.waiting(reads)) > 0; tries++) await delay(20);
    expect(await follower.waiting(reads)).toBe(0);
    await reads.close();
  });
});
