import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { counted, recording, roundTrips } from "../../bench/writes/recording.js";
import { newId } from "../../src/platform/database/new-id.js";
import { StatementNames } from "../../src/platform/database/statement-names.js";
import { Consortium } from "../../src/workers/consortium.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let partner: Organisation;
let skills: object[];
let worker: { readonly id: string };
let manager: Parameters<typeof must>[4];

beforeAll(async () => {
  test = await startTestService();
  const people = await newConsortium(test);
  partner = await newPartner(test, people);
  skills = [{ skillId: await newSkill(test, "asked for"), proficiency: "NOVICE" }];
  const staff = await newLibrary(test, people);
  manager = staff.manager;
  worker = await newWorker(test, people, staff.libraryId);
});
afterAll(() => test.stop());

const newNeedInput = (fields: object = {}) => ({
  partnerId: partner.id,
  title: "Stories",
  publish: true,
  skills,
  idempotencyKey: randomUUID(),
  ...fields,
});

/** What the transaction of a mutation sends, and how often it waits for an answer. */
async function transactionOf(mutate: () => Promise<unknown>) {
  const sent = await recording(async () => void (await mutate()));
  const { transaction } = counted(sent);
  return { statements: transaction, waits: roundTrips(sent.slice(0, transaction)) };
}

describe("a transaction with its key, its outbox row and its audit entry", () => {
  it("waits twice to create a need", async () => {
    const create = () => must(test, "createNeed", "need { id }", newNeedInput(), partner.member);
    // begin, who asks, lock, key, partner, skills; need, its skills, audit, key, outbox, commit
    expect(await transactionOf(create)).toEqual({ statements: 12, waits: 2 });
  });

  it("waits twice to change a worker", async () => {
    const change = { id: worker.id, expectedVersion: 2, jobTitle: "Archivist", idempotencyKey: randomUUID() };
    const update = () => must(test, "updateWorker", "worker { id }", change, manager);
    // begin, who asks, lock, key, worker; update, audit, key, outbox, commit
    expect(await transactionOf(update)).toEqual({ statements: 10, waits: 2 });
  });
});

it("a command that fails with the last of what it writes leaves nothing behind, and its key is not spent", async () => {
  const traces = async () => {
    const [counts] = await test.service.dataSource.query(
      `select (select count(*) from need) as needs, (select count(*) from audit_entry) as entries,
        (select count(*) from outbox) as changes, (select count(*) from idempotency_record) as keys`,
    );
    return counts;
  };
  const taken = newNeedInput({ externalId: "taken" });
  await must(test, "createNeed", "need { id }", taken, partner.member);
  const before = await traces();
  const again = { ...taken, idempotencyKey: randomUUID() };
  const refused = await attempt(test, "createNeed", "need { id }", again, partner.member);
  expect(refused.userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "externalId"] }]);
  expect(await traces()).toEqual(before);
  await must(test, "createNeed", "need { id }", { ...again, externalId: "free" }, partner.member);
});

describe("names of statements", () => {
  it("are for texts that come again and again, each its own", () => {
    const names = new StatementNames();
    expect([names.nameOf("select 1"), names.nameOf("select 1")]).toEqual([undefined, undefined]);
    const name = names.nameOf("select 1");
    expect(name).toMatch(/^write\./);
    expect(names.nameOf("select 1")).toBe(name);
    for (let i = 0; i < 3; i++) names.nameOf("select 2");
    expect(names.nameOf("select 2")).not.toBe(name);
  });

  it("are not for ever more texts", () => {
    const names = new StatementNames();
    const named = new Set<string>();
    for (let text = 0; text < 1000; text++)
      for (let times = 0; times < 4; times++) {
        const name = names.nameOf(`select ${text}`);
        if (name) named.add(name);
      }
    expect(named.size).toBe(200);
  });
});

describe("within a transaction", () => {
  const names = async (name: string) =>
    await test.service.dataSource.query("select name from consortium where name like $1", [`${name}%`]);
  const insert = (manager: EntityManager, name: string) => manager.insert(Consortium, { id: newId(), name });

  it("one that TypeORM is asked for is a part of it", async () => {
    const failing = test.service.commands.transact(async ({ manager }) => {
      await insert(manager, "nested outside");
      await manager.transaction((inner) => insert(inner, "nested inside"));
      throw new Error("after all");
    });
    await expect(failing).rejects.toThrow("after all");
    expect(await names("nested")).toEqual([]);
  });

  it("rows of one kind may be inserted more than once", async () => {
    for (let times = 0; times < 5; times++)
      await test.service.commands.transact(async (transaction) => {
        transaction.insert(Consortium, [{ id: newId(), name: `twice ${times} a` }]);
        transaction.insert(Consortium, [{ id: newId(), name: `twice ${times} b` }]);
      });
    expect(await names("twice")).toHaveLength(10);
  });

  it("what the driver does not send is not left out of what is committed", async () => {
    const endless: unknown[] = [];
    endless.push({ endless });
    const failing = test.service.commands.transact(async (transaction) => {
      transaction.insert(Consortium, [{ id: newId(), name: "left out" }]);
      transaction.insert(Consortium, [{ id: newId(), name: endless as unknown as string }]);
    });
    await expect(failing).rejects.toThrow();
    expect(await names("left out")).toEqual([]);
  });
});
