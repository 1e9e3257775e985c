import { randomUUID } from "node:crypto";
import { personalData } from "../../src/compose-schema.js";
import { recordIntroduction } from "../../src/matching/index.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Person,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { tablesAboutWorkers } from "./personal-tables.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const exported = async (user: Person["self"]) => {
  const { data, errors } = await test.execute("{ exportMyData { madeAt document } }", {}, user);
  expect(errors).toEqual([]);
  return data.exportMyData.document;
};

const sql = (text: string, values: unknown[]) => test.service.dataSource.query(text, values);

/** What a worker leaves behind who works with somebody, and what comes of it. */
async function workTogether(
  { self }: Person,
  { connectionId, needId, partnerId, skillId }: Readonly<Record<string, string>>,
): Promise<void> {
  const { workerId, consortiumId } = self;
  const [about, within] = [{ connection_id: connectionId }, { consortium_id: consortiumId }];
  const [alertId, cardId] = [randomUUID(), randomUUID()];
  const told = { ...within, recipient: "WORKER", recipient_id: workerId, delivery: "OFF", in_app: true };
  const planId = randomUUID();
  await sql(
    `insert into allocation_plan (id, consortium_id, name, goal, candidates_per_need, places_per_worker, minimum_per_worker, min_score)
     values ($1, $2, 'A plan', 'TOTAL_SCORE', 50, 1, 1, 0)`,
    [planId, consortiumId],
  );
  const rows = {
    connection_message: { ...about, side: "WORKER", body: "Hello." },
    agreement: {
      ...{ ...about, state: "AGREED", proposed_by: "WORKER", scope: "Teach.", hours_total: 4 },
      ...{ starts_on: "2030-01-01", ends_on: "2030-02-01" },
    },
    milestone: { ...about, title: "The first evening" },
    hours_entry: { ...about, worked_on: "2026-01-02", hours: 2, side: "WORKER" },
    outcome_feedback: { ...about, side: "WORKER", answers: [{ score: 5 }] },
    skill_rating: { ...within, skill_id: skillId, proficiency: "EXPERT", source: "SELF" },
    career_entry: {
      ...{ ...about, partner_id: partnerId, need_title: "Evenings", hours: 2 },
      ...{ started_on: "2026-01-01", ended_on: "2026-02-01" },
    },
    credential: { ...within, skill_id: skillId, proficiency: "EXPERT", jwt: "a.b.c", with_name: false },
    notification: { ...told, event_id: randomUUID(), kind: "CREDENTIAL_ISSUED" },
    notification_preference: { ...told, kind: "CREDENTIAL_ISSUED" },
    alert: { id: alertId, ...within, name: "Tell me", min_score: 60 },
    alert_match: { alert_id: alertId, owner_id: workerId, need_id: needId, score: 70 },
    allocation_place: { ...within, plan_id: planId, rank: 1, need_id: needId, score: 70 },
    allocation_unserved: { ...within, plan_id: planId, rank: 1, missing: 1, reason: "NO_PLACE_LEFT" },
    showcase_card: { id: cardId, ...within, kind: "WORKER", title: "What I can do" },
    card_lead: { ...within, ...about, card_id: cardId, partner_id: partnerId, need_id: needId },
  };
  for (const [table, row] of Object.entries(rows)) {
    const all: object = { id: randomUUID(), worker_id: workerId, ...row };
    const values = Object.values(all).map((value) => (Array.isArray(value) ? JSON.stringify(value) : value));
    const places = values.map((_, n) => `$${n + 1}`);
    await sql(`insert into ${table} (${Object.keys(all)}) values (${places})`, values);
  }
  await sql(
    `insert into showcase_impression (id, card_id, day, consortium_id, worker_id, impressions)
     values (gen_random_uuid(), $1, '2026-01-02', $2, $3, 7)`,
    [cardId, consortiumId, workerId],
  );
  await sql(
    `with alert as (insert into expertise_alert (id, consortium_id, partner_id, name)
       values (gen_random_uuid(), $1, $2, 'Tell us') returning id, partner_id)
     insert into expertise_find (id, alert_id, partner_id, card_id, worker_id)
     select gen_random_uuid(), id, partner_id, $3, $4 from alert`,
    [consortiumId, partnerId, cardId, workerId],
  );
}

/** What others entrusted to it is not the worker's to know. */
const WITHHELD: Readonly<Record<string, object>> = {
  connections: { partner_channel: null, partner_contact: null },
  expertiseFinds: { alert_id: null, partner_id: null },
};

describe("an export", () => {
  it("speaks about every table that has rows about workers", async () => {
    const told = personalData.map(({ table, workerColumn }) => `${table}.${workerColumn}`);
    // In an export and an erasure by ways of their own.
    const beside = ["audit_entry.actor_worker_id", "audit_subject.worker_id"];
    const found = (await tablesAboutWorkers(test.service.dataSource)).map(
      ({ table, column }) => `${table}.${column}`,
    );
    expect(found.filter((one) => !told.includes(one) && !beside.includes(one))).toEqual([]);
    await test.service.dataSource.query("create table forgotten (id uuid, worker_id uuid references worker)");
    expect(await tablesAboutWorkers(test.service.dataSource)).toContainEqual({
      table: "forgotten",
      column: "worker_id",
    });
    await test.service.dataSource.query("drop table forgotten");
  });

  it("holds every row about the worker with every column, and nobody else's", async () => {
    const people = await newConsortium(test);
    const { libraryId, manager } = await newLibrary(test, people);
    const skillId = await newSkill(test, `exported ${randomUUID()}`);
    const skills = [{ skillId, proficiency: "NOVICE", visibility: "PRIVATE", evidence: "seen" }];
    const goals = [{ skillId, target: "EXPERT", visibility: "PRIVATE", why: "to know" }];
    const worker = await newWorker(test, people, libraryId, { skills, goals, summary: "It is me." });
    const other = await newWorker(test, people, libraryId, { skills, goals });
    const partner = await newPartner(test, people);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const consent = { partnerId: partner.id, purpose: "REFERENCE", discloses: ["CONTACT"], expiresAt: until };
    await must(test, "grantConsent", "consent { id }", consent, worker.self);
    const needId = await newNeed(test, partner, {
      skills: [{ skillId, proficiency: "NOVICE" }],
    });
    await test.service.commands.transact((transaction) =>
      recordIntroduction(transaction, { workerId: other.self.workerId!, needId: uuidIn(needId) }),
    );
    const proposal = { needId, workerId: worker.id, channel: "Room 7", contactName: "Paula Partner" };
    const made = await must(test, "proposeConnection", "connection { id }", proposal, partner.member);
    await workTogether(worker, {
      ...{ connectionId: uuidIn(made.connection.id), needId: uuidIn(needId) },
      ...{ partnerId: uuidIn(partner.id), skillId: uuidIn(skillId) },
    });
    const input = { workerId: worker.id, reason: "to look at the export", minutes: 5 };
    await must(test, "breakGlass", "breakGlass { id }", input, people.admin);
    const change = { id: worker.id, expectedVersion: 2, jobTitle: "Reader", idempotencyKey: randomUUID() };
    await must(test, "updateWorker", "worker { id }", change, worker.self);

    const document = await exported(worker.self);
    for (const { section, table, workerColumn } of personalData) {
      const rows: Record<string, unknown>[] = await test.service.dataSource.query(
        `select to_jsonb(t) as row from ${table} t where ${workerColumn} = $1`,
        [worker.self.workerId],
      );
      expect({ section, rows: rows.length }).toEqual({ section, rows: 1 });
      const row = { ...(rows[0]!.row as object), ...WITHHELD[section] };
      expect(document[section]).toEqual([expect.objectContaining(row)]);
    }
    expect(document.skills[0].skill).toMatch(/^exported/);
    expect(document.idempotencyKeys).toMatchObject([
      { operation: "updateWorker", subject: worker.self.subject },
    ]);
    const actions = document.auditLog.map((entry: { action: string }) => entry.action);
    expect(actions).toEqual(expect.arrayContaining(["createWorker", "breakGlass", "updateWorker"]));
    expect(JSON.stringify(document)).not.toContain(other.self.workerId);
    // Not before everybody has said yes.
    expect(JSON.stringify(document)).not.toMatch(/Room 7|Paula/);
    await sql("update connection set status = 'CONNECTED' where id = $1", [uuidIn(made.connection.id)]);
    expect((await exported(worker.self)).connections[0].partner_channel).toBe("Room 7");
    expect(JSON.stringify(await exported(manager))).not.toContain("It is me.");
  });

  it("gives everybody what their token did", async () => {
    const people = await newConsortium(test);
    const { member } = await newPartner(test, people);
    await exported(member);
    const document = await exported(member);
    expect(document.worker).toEqual([]);
    expect(document.auditLog).toMatchObject([{ action: "exportMyData", actor: member.subject }]);
  });

  it("needs a token", async () => {
    const { errors } = await test.execute("{ exportMyData { document } }");
    expect(errors[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});
