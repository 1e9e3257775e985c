import { Client } from "pg";
import type { Transaction } from "../../src/platform/database/commands.js";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { newConsortium, newPartner, type People, uuidIn } from "../support/people.js";
import { administer, databaseUrl } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let one: string;
let other: string;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
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

/** Gives a setting of PostgreSQL another value, for this database and from now on. */
async function set(setting: string, value: string): Promise<void> {
  const name = new URL(test.url).pathname.slice(1);
  await administer(
    databaseUrl(test.url, "postgres"),
    `alter database ${name} set ${setting} = '${value}'`,
    // It holds for new connections.
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = '${name}' and application_name = 'skillbridge'`,
  );
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
    await set("deadlock_timeout", deadlockTimeout);
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

describe("a transaction that cannot be serialized", () => {
  let rival: Client;
  let attempts = 0;

  beforeAll(async () => {
    await set("default_transaction_isolation", "repeatable read");
    rival = new Client({ connectionString: test.url });
    await rival.connect();
  });
  beforeEach(() => {
    attempts = 0;
  });
  afterAll(() => rival.end());

  /** Changes what somebody else, who is faster, has changed since: so many times. */
  const overtaken =
    (failures: number) =>
    async ({ manager }: Transaction) => {
      attempts += 1;
      await manager.query("select from partner where id = $1", [one]);
      if (attempts <= failures) await rival.query("update partner set url = null where id = $1", [one]);
      await manager.query("update partner set url = null where id = $1", [one]);
    };

  it("is begun again, three times at most", async () => {
    await test.service.commands.transact(overtaken(3));
    expect(attempts).toBe(4);
    attempts = 0;
    const failing = test.service.commands.transact(overtaken(4));
    await expect(failing).rejects.toMatchObject({ driverError: { code: "40001" } });
  });

  it("is no fault of ours: whoever asked for it is told to come again", async () => {
    const failing = test.service.commands.run(
      people.admin,
      { name: "updatePartner", input: {} },
      overtaken(4),
    );
    await expect(failing).rejects.toThrow(DatabaseUnavailable);
  });
});
