import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { APPLICATION_ROLE, asApplication } from "../../src/platform/database/application-role.js";
import { Reads } from "../../src/platform/database/reads.js";
import { patiently } from "../support/patiently.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

let database: TestDatabase;
let reads: Reads;

beforeEach(async () => {
  database = await createTestDatabase();
  // One connection, so that all have to share it.
  reads = new Reads(asApplication(database.url), 1);
});
afterEach(async () => {
  await reads.close();
  await database.drop();
});

const user = (subject: string = randomUUID()): User => ({
  kind: "user",
  role: "WORKER",
  subject,
  consortiumId: randomUUID(),
  workerId: randomUUID(),
});

const WHO = {
  name: "who",
  text: "select viewer_subject() as subject, viewer_worker() as worker, $1::int as n",
};
const SLOW = { name: "slow", text: "select viewer_subject() as subject from pg_sleep(0.001 * $1::int)" };
const WRONG = { name: "wrong", text: "select 1 / $1::int" };
const seenBy = ({ subject, workerId }: User, n: number) => [{ subject, worker: workerId, n }];

describe("statements of many callers over one connection", () => {
  it("each run as who asked them, also between statements that fail", async () => {
    const callers = Array.from({ length: 7 }, () => user());
    const asked = Array.from({ length: 700 }, async (_, n) => {
      const caller = callers[(n * 31) % callers.length]!;
      const bound = reads.as(caller);
      if (n % 5 === 0) await expect(bound.run(WRONG, [0])).rejects.toThrow(/division/);
      if (n % 7 === 0) expect(await bound.run(SLOW, [n % 3])).toEqual([{ subject: caller.subject }]);
      expect(await bound.run(WHO, [n])).toEqual(seenBy(caller, n));
    });
    await Promise.all(asked);
  });

  it("run as nobody when nobody asks them, whoever asked before", async () => {
    const caller = user();
    expect(await reads.as(caller).run(WHO, [1])).toEqual(seenBy(caller, 1));
    expect(await reads.run(WHO, [2])).toEqual([{ subject: null, worker: null, n: 2 }]);
    expect(await reads.as({ kind: "anonymous" }).run(WHO, [3])).toEqual([
      { subject: null, worker: null, n: 3 },
    ]);
  });

  it("give nothing when PostgreSQL did not take in who asks, and go on with the next", async () => {
    const [good, bad] = [user(), user("not \u0000 a text for PostgreSQL")];
    await reads.as(good).run(WHO, [0]);
    const answers = await Promise.allSettled([
      reads.as(bad).run(WHO, [1]),
      reads.as(bad).run(WHO, [2]),
      reads.as(good).run(WHO, [3]),
      reads.as(bad).run(WHO, [4]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "rejected"]);
    expect((answers[2] as PromiseFulfilledResult<unknown>).value).toEqual(seenBy(good, 3));
    expect(await reads.as(good).run(WHO, [5])).toEqual(seenBy(good, 5));
    await expect(reads.as(bad).run(WHO, [6])).rejects.toThrow();
    expect(await reads.run(WHO, [7])).toEqual([{ subject: null, worker: null, n: 7 }]);
  });

  it("run as who asked them after the connection was lost", async () => {
    const callers = [user(), user()];
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.allSettled([
        ...callers.map((caller, n) => reads.as(caller).run(WHO, [n])),
        patiently(database.url, (owner) =>
          owner.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
          ),
        ).catch(() => {}),
        ...callers.map((caller, n) => reads.as(caller).run(SLOW, [n + 3])),
      ]);
      for (const [at, answer] of answers.entries())
        if (answer.status === "fulfilled" && at !== 2)
          expect(answer.value).toMatchObject([{ subject: callers[at < 2 ? at : at - 3]!.subject }]);
      for (const [n, caller] of callers.entries()) {
        const again = async (): Promise<unknown> => {
          for (let tries = 0; ; tries++)
            try {
              return await reads.as(caller).run(WHO, [n]);
            } catch (error) {
              if (tries === 20) throw error;
            }
        };
        expect(await again()).toEqual(seenBy(caller, n));
      }
    }
  });
});

it("keeps the options that an address has", () => {
  const url = new URL(asApplication("postgres://me@host/db?options=-c%20work_mem%3D8MB&sslmode=require"));
  expect(url.searchParams.get("options")).toBe(`-c work_mem=8MB -c role=${APPLICATION_ROLE}`);
  expect(url.searchParams.get("sslmode")).toBe("require");
});
