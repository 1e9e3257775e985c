import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg, { type Client } from "pg";
import type { User } from "../../src/platform/auth/principal.js";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { eventually } from "../support/eventually.js";
import { newConsortium } from "../support/people.js";
import { administer } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let user: User;
/** The records that parts of this process were told of. */
let told: string[];

beforeAll(async () => {
  test = await startTestService();
  user = (await newConsortium(test)).admin;
  test.service.feed.on(["probed"], async (ids) => void told.push(...ids));
});
beforeEach(() => {
  told = [];
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => test.stop());

/** Cuts the next connection that sends a commit, once that is sent and `until` resolves; its answer is lost. */
function cutAtCommit(until: () => Promise<unknown>): void {
  const { query } = pg.Client.prototype;
  let isCut = false;
  jest.spyOn(pg.Client.prototype, "query").mockImplementation(function cut(this: Client, ...args: unknown[]) {
    const answer = (query as (...all: unknown[]) => unknown).apply(this, args);
    if (args[0] === "commit" && !isCut) {
      isCut = true;
      const { stream } = (this as unknown as { connection: { stream: import("node:net").Socket } })
        .connection;
      stream.removeAllListeners("data");
      void until().then(() => stream.destroy());
    }
    return answer as never;
  } as typeof query);
}

const change = (id: string) =>
  test.service.commands.run(user, { name: "probe", input: {} }, async ({ changed }) => {
    changed("probed", id);
  });

const written = async (id: string): Promise<boolean> => {
  const rows = await test.service.dataSource.query("select from outbox where $1 = any(record_ids)", [id]);
  return rows.length > 0;
};

it("what was committed is applied, even if the answer was lost", async () => {
  const id = randomUUID();
  cutAtCommit(() => eventually(async () => expect(await written(id)).toBe(true)));
  await expect(change(id)).rejects.toThrow(DatabaseUnavailable);
  await eventually(() => expect(told).toContain(id));
});

it("what is committed later than the connection was lost is applied, too", async () => {
  await administer(
    test.url,
    `create function wait_for_key() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock_shared(4711); return null; end'`,
    `create constraint trigger wait_for_key after insert on outbox deferrable initially deferred
      for each row when (new.topic = 'probed') execute function wait_for_key()`,
  );
  const key = new pg.Client({ connectionString: test.url });
  await key.connect();
  try {
    await key.query("select pg_advisory_lock(4711)");
    const id = randomUUID();
    cutAtCommit(() => delay(50));
    await expect(change(id)).rejects.toThrow(DatabaseUnavailable);
    await eventually(() => expect(told).toContain(id));
    told = [];
    expect(await written(id)).toBe(false);
    await key.query("select pg_advisory_unlock(4711)");
    await eventually(() => expect(told).toContain(id));
    expect(await written(id)).toBe(true);
  } finally {
    await key.end();
    await administer(test.url, "drop trigger wait_for_key on outbox", "drop function wait_for_key()");
  }
});

it("what this process wrote and was told of is applied once", async () => {
  const id = randomUUID();
  await change(id);
  await administer(test.url, "select pg_notify('skillbridge_outbox', '')");
  await delay(300);
  expect(told).toEqual([id]);
});
