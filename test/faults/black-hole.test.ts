import { setTimeout as delay } from "node:timers/promises";
import type { User } from "../../src/platform/auth/principal.js";
import {
  administratorIn,
  expectAnswered,
  expectUnavailable,
  read,
  skillFromElsewhere,
  takeEveryConnection,
  write,
} from "../support/database-faults.js";
import { eventually } from "../support/eventually.js";
import { type HttpTestService, startHttpService } from "../support/http-service.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { TcpProxy } from "../support/tcp-proxy.js";

let database: TestDatabase;
let proxy: TcpProxy;
let test: HttpTestService;
let admin: User;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await administratorIn(database.url);
  proxy = await TcpProxy.before(database.url);
  test = await startHttpService(proxy.url, { OPERATIONS_AT_ONCE: "32" });
});
afterAll(async () => {
  await test?.stop();
  await proxy?.close();
  await database?.drop();
});

describe("a database that says nothing any more", () => {
  it.each(["go on", "stay silent"] as const)(
    "fails requests, also those in flight, and is forgotten when it speaks again while old connections %s",
    async (old) => {
      (await takeEveryConnection(test))();
      proxy.delayBy(100);
      const inFlight = Array.from({ length: 12 }, (_, i) => (i % 2 ? read(test) : write(test, admin)));
      await delay(50);
      proxy.blackHole();
      proxy.delayBy(0);
      for (const answer of await Promise.all(inFlight)) expectUnavailable(answer);
      expectUnavailable(await read(test));
      expectUnavailable(await write(test, admin));
      expect((await test.page("/healthz")).status).toBe(200);
      const ready = await test.page("/readyz");
      expect(ready.status).toBe(503);
      expect(ready.body.reason).toBe("The database is not available.");

      proxy.pass(old);
      // At once: nobody has to find out for every old connection that it is dead.
      for (let i = 0; i < 10; i++) {
        expectAnswered(await read(test));
        expectAnswered(await write(test, admin));
      }
      const skill = await skillFromElsewhere(database.url);
      await eventually(() => expect(test.service.taxonomy.get(skill)).not.toBeNull());
      await eventually(async () => expect((await test.page("/readyz")).status).toBe(200));
    },
  );
});

describe("a replica that is cut off from notifications alone", () => {
  it("shows since when it knows nothing and what waits, is not ready after a while, and catches up", async () => {
    proxy.blackHole("skillbridge changes");
    const skill = await skillFromElsewhere(database.url);
    expectAnswered(await read(test));
    await eventually(async () =>
      expect(await test.page("/readyz")).toMatchObject({
        status: 200,
        body: { changes: expect.stringMatching(/^applied \d+ s ago, [1-9] waiting$/) },
      }),
    );
    expect(test.service.taxonomy.get(skill)).toBeNull();
    const age = async () =>
      Number(/^skillbridge_changes_age_seconds (\S+)$/m.exec((await test.page("/metrics")).body)?.[1]);
    const first = await age();
    await delay(100);
    expect(await age()).toBeGreaterThan(first);
    const now = Date.now();
    const later = jest.spyOn(Date, "now").mockReturnValue(now + 21_000);
    const stale = await test.page("/readyz");
    later.mockRestore();
    expect(stale).toMatchObject({
      status: 503,
      body: { reason: expect.stringMatching(/^Changes have not been applied for \d+ s, [1-9] waiting\.$/) },
    });

    proxy.pass("stay silent");
    await eventually(() => expect(test.service.taxonomy.get(skill)).not.toBeNull());
    await eventually(async () =>
      expect((await test.page("/readyz")).body.changes).toMatch(/^applied \d s ago, 0 waiting$/),
    );
  });
});
