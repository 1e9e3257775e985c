import type { User } from "../../src/platform/auth/principal.js";
import { caughtUp } from "../support/caught-up.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
} from "../support/people.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";

let database: TestDatabase;
let here: TestService;
let there: TestService;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startTestService(database);
  there = await startTestService(database);
});
afterAll(async () => {
  await there.stop();
  await here.stop();
  await database.drop();
});

const LOOK = `query Q($need: ID!, $worker: ID!) {
  worker(id: $worker) { name } workers { nodes { id } } match(needId: $need, workerId: $worker) { growth }
  need(id: $need) { matches { nodes { worker { id } } } } }`;

async function newWorld() {
  const people = await newConsortium(here);
  const { libraryId } = await newLibrary(here, people);
  const skillId = await newSkill(here, `replicated ${Math.random()}`);
  const partner = await newPartner(here, people);
  const need = await newNeed(here, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
  const goals = [{ skillId, target: "EXPERT", visibility: "PARTNERS" }];
  const { id, self } = await newWorker(here, people, libraryId, {
    name: "Replicated",
    goals,
    discoverability: "LIBRARY",
  });
  const seen = async (replica: TestService, viewer: User = partner.member) => {
    const { data, errors } = await replica.execute(LOOK, { need, worker: id }, viewer);
    expect(errors).toEqual([]);
    return [
      data.worker?.name ?? null,
      data.workers.nodes.length,
      data.match !== null,
      data.need.matches.nodes.length,
    ];
  };
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const consent = { partnerId: partner.id, purpose: "INTRODUCTION", expiresAt };
  return { seen, self, consent, need, partner };
}

const ALL = ["Replicated", 1, true, 1];
const NOTHING = [null, 0, false, 0];

describe("a consent that is revoked at one replica", () => {
  it("is over at both: at once where it was revoked, and elsewhere as soon as that is told", async () => {
    const { seen, self, consent } = await newWorld();
    const give = { ...consent, discloses: ["DISCOVERY", "IDENTITY"] };
    const { consent: given } = await must(here, "grantConsent", "consent { id }", give, self);
    expect(await seen(here)).toEqual(ALL);
    await caughtUp(there);
    expect(await seen(there)).toEqual(ALL);
    await must(there, "revokeConsent", "consent { id }", { id: given.id }, self);
    expect(await seen(there)).toEqual(NOTHING);
    await caughtUp(here);
    expect(await seen(here)).toEqual(NOTHING);
  });

  it("discloses nobody at a replica that was not told yet, which says to ask again", async () => {
    const { seen, self, consent, need, partner } = await newWorld();
    await must(
      here,
      "grantConsent",
      "consent { id }",
      { ...consent, discloses: ["DISCOVERY", "IDENTITY"] },
      self,
    );
    expect(await seen(here)).toEqual(ALL);
    // Without a word to the outbox.
    await here.service.dataSource.query("update consent_grant set revoked_at = now() where worker_id = $1", [
      self.workerId,
    ]);
    const query =
      "query Q($need: ID!) { need(id: $need) { matches { nodes { score worker { id name } } } } }";
    const { data, errors } = await here.execute(query, { need }, partner.member);
    expect(data).toEqual({ need: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: "This match has just changed. Ask again in a moment.",
        extensions: expect.objectContaining({ code: "SERVICE_UNAVAILABLE" }),
      }),
    ]);
    await here.service.commands.transact(async ({ changed }) => changed("consent", self.workerId!));
    expect(await seen(here)).toEqual(NOTHING);
    await caughtUp(there);
  });

  it("is not there in a replica that starts afterwards, and one that stands is", async () => {
    const { seen, self, consent } = await newWorld();
    const give = { ...consent, discloses: ["DISCOVERY", "IDENTITY"] };
    const { consent: given } = await must(here, "grantConsent", "consent { id }", give, self);
    const late = await startTestService(database);
    try {
      expect(await seen(late)).toEqual(ALL);
    } finally {
      await late.stop();
    }
    await must(here, "revokeConsent", "consent { id }", { id: given.id }, self);
    const later = await startTestService(database);
    try {
      expect(await seen(later)).toEqual(NOTHING);
    } finally {
      await later.stop();
    }
  });
});

describe("consents of somebody who is erased", () => {
  it("leave the memory of every replica", async () => {
    const { self, consent } = await newWorld();
    await must(here, "grantConsent", "consent { id }", { ...consent, discloses: ["DISCOVERY"] }, self);
    await caughtUp(there);
    await here.service.commands.transact(async ({ manager, changed }) => {
      await manager.query("delete from worker where id = $1", [self.workerId]);
      changed("worker", self.workerId!);
    });
    await caughtUp(there);
    const [{ count }] = await here.service.dataSource.query(
      "select count(*)::int as count from consent_grant where worker_id = $1",
      [self.workerId],
    );
    expect(count).toBe(0);
    const metric = async ({ service }: TestService) =>
      /^skillbridge_match_index_consents (\d+)$/m.exec(await service.metrics.text())?.[1];
    expect([await metric(here), await metric(there)]).toEqual(["0", "0"]);
  });
});
