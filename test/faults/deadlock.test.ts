import { Client } from "pg";
import type { EntityManager } from "typeorm";
import { SYSTEM, setViewer } from "../../src/platform/database/viewer.js";
import { newConsortium, newPartner, uuidIn } from "../support/people.js";
import { administer, databaseUrl } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let one: string;
let other: string;

beforeAll(async () => {
  test = await startTestService();
  const people = await newConsortium(test);
  one = uuidIn((await newPartner(test, people)).id);
  other = uuidIn((await newPartner(test, people)).id);
});
afterAll(() => test.stop());

/** Resolves for all once so many have come. */
function meeting(size: number): () => Promise<void> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let here = 0;
  return () => {
    if (++here >= size) open();
    return opened;
  };
}

/** Adds a word to the descriptions of both partners in a transaction, in the given order; gives how often it began. */
async function lockBoth(ids: readonly string[], word: string, meet: () => Promise<void>): Promise<number> {
  let attempts = 0;
  await test.service.commands.transact(async ({ manager }) => {
    attempts += 1;
    for (const id of ids) {
      await manager.query(
        "update partner set description = coalesce(description, '') || $2 || ' ' where id = $1",
        [id, word],
      );
      await meet();
    }
  });
  return attempts;
}

const descriptions = async () =>
  (
    await test.service.dataSource.query(
      "select description from partner where id = any($1::uuid[]) order by id",
      [[one, other]],
    )
  ).map(({ description }: { description: string }) => description.trim().split(" ").sort());

describe("two transactions that wait for each other", () => {
  it.each([
    ["which PostgreSQL finds out", "200ms"],
    ["before PostgreSQL finds out", "1min"],
  ])("both succeed, %s", async (_, deadlockTimeout) => {
    const name = new URL(test.url).pathname.slice(1);
    await administer(
      databaseUrl(test.url, "postgres"),
      `alter database ${name} set deadlock_timeout = '${deadlockTimeout}'`,
    );
    // The setting holds for new connections.
    await test.service.dataSource.query(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and application_name = 'skillbridge'",
      [name],
    );
    await test.service.dataSource.query("update partner set description = ''");
    const meet = meeting(2);
    const attempts = await Promise.all([
      lockBoth([one, other], "a", meet),
      lockBoth([other, one], "b", meet),
    ]);
    expect(await descriptions()).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
    // One of them at least had to begin again.
    expect(attempts[0]! + attempts[1]!).toBeGreaterThan(2);
  });
});

/** A transaction may choose its isolation at its very beginning only, when it has been told already who asks. */
async function beginAgainRepeatably(manager: EntityManager): Promise<void> {
  await manager.query("rollback");
  await manager.query("begin isolation level repeatable read");
  await setViewer(manager, SYSTEM);
}

describe("a transaction that cannot be serialized", () => {
  it("is begun again, three times at most", async () => {
    const rival = new Client({ connectionString: test.url });
    await rival.connect();
    const run = async (failures: number) => {
      let attempts = 0;
      await test.service.commands.transact(async ({ manager }) => {
        attempts += 1;
        await beginAgainRepeatably(manager);
        await manager.query("select from partner where id = $1", [one]);
        // Somebody else is faster.
        if (attempts <= failures) await rival.query("update partner set url = null where id = $1", [one]);
        await manager.query("update partner set url = null where id = $1", [one]);
      });
      return attempts;
    };
    try {
      expect(await run(3)).toBe(4);
      await expect(run(4)).rejects.toMatchObject({ driverError: { code: "40001" } });
    } finally {
      await rival.end();
    }
  });
});
