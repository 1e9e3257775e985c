import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { ChangeFeed } from "../../src/platform/database/change-feed.js";
import { Origin } from "../../src/platform/database/origin.js";
import { OutboxFollower } from "../../src/platform/database/outbox-follower.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { createTestDatabase } from "../support/postgres-for-tests.js";

it("a transaction that commits while a later one is being applied is not skipped", async () => {
  const database = await createTestDatabase();
  const logger = createLogger("silent");
  const feed = new ChangeFeed(logger);
  const follower = new OutboxFollower(database.url, feed, new Origin(), logger);
  const [early, late] = [new Client(database.url), new Client(database.url)];
  await Promise.all([early.connect(), late.connect()]);
  const write = (client: Client, id: string) =>
    client.query("insert into outbox (topic, record_ids, origin) values ('worker', array[$1::uuid], $2)", [
      id,
      randomUUID(),
    ]);
  const wake = (client: Client) => client.query("select pg_notify('skillbridge_outbox', '')");

  const [first, second] = [randomUUID(), randomUUID()];
  const applied: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  feed.on(["worker"], async ([id]) => {
    applied.push(id!);
    if (id === second) await held;
  });
  try {
    await follower.start();
    await early.query("begin");
    await write(early, first);
    await write(late, second);
    await wake(late);
    for (let tries = 0; tries < 400 && !applied.includes(second); tries++) await delay(10);
    expect(applied).toEqual([second]);
    await early.query("commit");
    release();
    await wake(late);
    for (let tries = 0; tries < 200 && !applied.includes(first); tries++) await delay(20);
    expect(applied).toEqual([second, first]);
  } finally {
    release();
    await follower.stop();
    await Promise.all([early.end(), late.end()]);
    await database.drop();
  }
});

it("what a process wrote itself does not wake it", async () => {
  const database = await createTestDatabase();
  const logger = createLogger("silent");
  const origin = new Origin();
  const feed = new ChangeFeed(logger);
  const follower = new OutboxFollower(database.url, feed, origin, logger);
  const looks: unknown[] = [];
  const query = jest.spyOn(Client.prototype, "query");
  const looked = () =>
    query.mock.calls.filter(([asked]) => (asked as { name?: string }).name === "outbox.read");
  const client = new Client(database.url);
  await client.connect();
  try {
    await follower.start();
    while (looked().length < 1) await delay(5);
    await client.query("select pg_notify('skillbridge_outbox', $1)", [origin.id]);
    await delay(100);
    looks.push(looked().length);
    await client.query("select pg_notify('skillbridge_outbox', $1)", [randomUUID()]);
    while (looked().length < 2) await delay(5);
    expect(looks).toEqual([1]);
  } finally {
    query.mockRestore();
    await follower.stop();
    await client.end();
    await database.drop();
  }
});

it("who catches up waits until what others committed before is applied, though nothing woke it", async () => {
  const database = await createTestDatabase();
  const logger = createLogger("silent");
  const feed = new ChangeFeed(logger);
  const follower = new OutboxFollower(database.url, feed, new Origin(), logger);
  const applied: string[] = [];
  feed.on(["worker"], async ([id]) => {
    await delay(30);
    applied.push(id!);
  });
  const client = new Client(database.url);
  await client.connect();
  try {
    await follower.start();
    const written: string[] = [];
    for (let count = 0; count < 5; count++) {
      written.push(randomUUID());
      await client.query(
        "insert into outbox (topic, record_ids, origin) values ('worker', array[$1::uuid], $2)",
        [written.at(-1), randomUUID()],
      );
      await follower.catchUp();
      expect(applied).toEqual(written);
    }
    await follower.stop();
    await expect(follower.catchUp()).rejects.toThrow("cannot be followed");
  } finally {
    await follower.stop();
    await client.end();
    await database.drop();
  }
});
