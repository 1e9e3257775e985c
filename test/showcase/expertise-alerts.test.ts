import { keepHouse } from "../../src/housekeeping.js";
import { eventsOf } from "../alerts/alerted.js";
import { kindsOf, tellAll } from "../notifications/notified.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newCard, newPublished, step } from "./carded.js";
import { findsOf, foundCards, newExpertiseAlert, seekAlerts, seekCards, sweep } from "./sought.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

interface Town {
  readonly people: People;
  readonly staff: Staff;
  readonly partner: Organisation;
}

async function newTown(): Promise<Town> {
  const people = await newConsortium(test);
  const staff = await newLibrary(test, people, { country: "US", region: "North" });
  return { people, staff, partner: await newPartner(test, people) };
}

/** Somebody with a skill, and a published card that shows it. */
async function shownWorker({ people, staff }: Town, skillId: string, fields: object = {}, of: object = {}) {
  const skills = [{ skillId, proficiency: "EXPERT", visibility: "PARTNERS" }];
  const worker = await newWorker(test, people, staff.libraryId, {
    ...{ discoverability: "PARTNERS", skills, ...of },
  });
  const cardId = await newPublished(test, worker, staff, { skills: [{ skillId }], ...fields });
  return { worker, cardId };
}

let count = 0;
const aSkill = () => newSkill(test, `sought skill ${process.pid} ${count++}`);

/** Makes one skill stand in for another, as a build of affinities would. */
const near = (from: string, to: string, value: number) =>
  test.service.dataSource.query(
    "insert into skill_affinity (to_id, from_id, kind, value) values ($1, $2, 'RELATED', $3)",
    [uuidIn(to), uuidIn(from), value],
  );

describe("an alert on expertise", () => {
  it("tells of a card that is published, once, however often it changes", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    const alertId = await newExpertiseAlert(test, town.partner.member, { skillId });
    const { cardId, worker } = await shownWorker(town, skillId);
    await seekCards(test, cardId);
    await seekCards(test, cardId);
    const change = { id: cardId, expectedVersion: 3, languages: ["en"] };
    await must(test, "updateShowcaseCard", "card { id }", change, worker.self);
    await seekCards(test, cardId);
    await sweep(test);
    const [find, ...others] = (await findsOf(test, town.partner.member))[alertId]!;
    expect(others).toEqual([]);
    expect(find).toEqual({ id: find!.id, affinity: 1, card: { id: cardId, title: "What I can do" } });
    const { consortiumId } = town.people;
    const events = await eventsOf(test, "expertise.found", consortiumId);
    expect(events).toEqual([
      {
        ...{ workerId: null, partnerId: uuidIn(town.partner.id), needId: null },
        data: { expertiseAlertId: uuidIn(alertId), expertiseFindId: uuidIn(find!.id), affinity: 1 },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(uuidIn(worker.id));
    await tellAll(test);
    expect(await kindsOf(test, town.partner.member)).toContain("EXPERTISE_FOUND");
  });

  it("tells a partner once of a card that several of its alerts find", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    const alerts = [
      await newExpertiseAlert(test, town.partner.member, { skillId }),
      await newExpertiseAlert(test, town.partner.member),
    ];
    const { cardId } = await shownWorker(town, skillId);
    await seekCards(test, cardId);
    const finds = await findsOf(test, town.partner.member);
    for (const id of alerts) expect(finds[id]!.map(({ card }) => card!.id)).toEqual([cardId]);
    expect(await eventsOf(test, "expertise.found", town.people.consortiumId)).toHaveLength(1);
  });

  it("finds what is in the showcase already, for a new alert", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    const { cardId } = await shownWorker(town, skillId);
    await seekAlerts(test, await newExpertiseAlert(test, town.partner.member, { skillId }));
    expect(await foundCards(test, town.partner.member)).toEqual([cardId]);
  });

  it("finds skills that stand in for the one that is sought, as far as it asks for", async () => {
    const town = await newTown();
    const [sought, close, far] = [await aSkill(), await aSkill(), await aSkill()];
    await near(close, sought, 0.6);
    await near(far, sought, 0.3);
    const strict = await newExpertiseAlert(test, town.partner.member, { skillId: sought });
    const loose = await newExpertiseAlert(test, town.partner.member, { skillId: sought, minAffinity: 0.5 });
    const exact = await shownWorker(town, sought);
    const standsIn = await shownWorker(town, close);
    const tooFar = await shownWorker(town, far);
    await seekCards(test, exact.cardId, standsIn.cardId, tooFar.cardId);
    const finds = await findsOf(test, town.partner.member);
    const found = (id: string) => finds[id]!.map(({ card, affinity }) => [card!.id, affinity]).sort();
    expect(found(strict)).toEqual([[exact.cardId, 1]]);
    expect(found(loose)).toEqual([[exact.cardId, 1] as const, [standsIn.cardId, 0.6] as const].sort());
  });

  it.each([
    { by: "country", wanted: { country: "US" }, fits: { country: "US" }, not: { country: "CA" } },
    {
      ...{ by: "region", wanted: { region: "North" } },
      ...{ fits: { country: "US", region: "North" }, not: { country: "US", region: "South" } },
    },
    {
      by: "language",
      wanted: { language: "es" },
      fits: { languages: ["en", "es"] },
      not: { languages: ["en"] },
    },
    { by: "remote", wanted: { remote: true }, fits: { modality: "HYBRID" }, not: { modality: "ON_SITE" } },
    { by: "on site", wanted: { remote: false }, fits: { modality: "ON_SITE" }, not: { modality: "REMOTE" } },
  ])("finds only what fits by $by", async ({ wanted, fits, not }) => {
    const town = await newTown();
    const skillId = await aSkill();
    await newExpertiseAlert(test, town.partner.member, { skillId, ...wanted });
    const fitting = await shownWorker(town, skillId, fits);
    const other = await shownWorker(town, skillId, not);
    await seekCards(test, fitting.cardId, other.cardId);
    await sweep(test);
    expect(await foundCards(test, town.partner.member)).toEqual([fitting.cardId]);
  });

  it("finds the offers of libraries", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    const alertId = await newExpertiseAlert(test, town.partner.member, { skillId });
    const cardId = await newCard(test, town.staff.manager, { skills: [{ skillId, level: "EXPERT" }] });
    await seekCards(test, cardId);
    expect((await findsOf(test, town.partner.member))[alertId]).toEqual([]);
    expect((await step(test, "publish", cardId, 1, town.staff.manager)).userErrors).toEqual([]);
    await seekCards(test, cardId);
    expect(await foundCards(test, town.partner.member)).toEqual([cardId]);
  });

  it("finds neither a worker nor a skill that the partner may not see, until it may", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    await newExpertiseAlert(test, town.partner.member, { skillId });
    const { cardId, worker } = await shownWorker(town, skillId);
    const close = { id: worker.id, expectedVersion: 2, discoverability: "LIBRARY" };
    await must(test, "updateWorker", "worker { id }", close, worker.self);
    await seekCards(test, cardId);
    await sweep(test);
    expect(await foundCards(test, town.partner.member)).toEqual([]);
    await must(
      test,
      "updateWorker",
      "worker { id }",
      { ...close, expectedVersion: 3, discoverability: "PARTNERS" },
      worker.self,
    );
    const { data } = await test.execute(
      "query Q($id: ID!) { worker(id: $id) { skills { nodes { id } } } }",
      { id: worker.id },
      worker.self,
    );
    const entry = { id: data.worker.skills.nodes[0].id, expectedVersion: 1 };
    await must(
      test,
      "updateWorkerSkill",
      "workerSkill { id }",
      { ...entry, visibility: "LIBRARY" },
      worker.self,
    );
    await seekCards(test, cardId);
    await sweep(test);
    expect(await foundCards(test, town.partner.member)).toEqual([]);
    const open = { ...entry, expectedVersion: 2, visibility: "PARTNERS" };
    await must(test, "updateWorkerSkill", "workerSkill { id }", open, worker.self);
    await sweep(test);
    expect(await foundCards(test, town.partner.member)).toEqual([cardId]);
    // And what was found is not shown any more than any other card.
    await must(test, "updateWorker", "worker { id }", { ...close, expectedVersion: 4 }, worker.self);
    expect(await foundCards(test, town.partner.member)).toEqual([undefined]);
  });

  it("finds nothing of another consortium, unless both are open to each other", async () => {
    const [here, there] = [await newTown(), await newTown()];
    const skillId = await aSkill();
    await newExpertiseAlert(test, here.partner.member, { skillId });
    const everybody = {
      discoverability: "PUBLIC",
      skills: [{ skillId, proficiency: "EXPERT", visibility: "PUBLIC" }],
    };
    const look = async () => {
      const { cardId } = await shownWorker(there, skillId, {}, everybody);
      await seekCards(test, cardId);
      await sweep(test);
      return (await foundCards(test, here.partner.member)).includes(cardId);
    };
    const before = await look();
    const idOf = async ({ people }: Town) =>
      (await test.execute("{ me { consortium { id } } }", {}, people.admin)).data.me.consortium.id;
    for (const [from, to] of [[here, there] as const, [there, here] as const])
      await must(
        test,
        "setDiscovery",
        "consortium { id }",
        { consortiumId: await idOf(to), open: true },
        from.people.admin,
      );
    expect([before, await look()]).toEqual([false, true]);
  });

  it("finds nothing while it rests, or once it is archived", async () => {
    const town = await newTown();
    const skillId = await aSkill();
    const resting = await newExpertiseAlert(test, town.partner.member, { skillId });
    const archived = await newExpertiseAlert(test, town.partner.member, { skillId });
    const change = { expectedVersion: 1 };
    const rest = { id: resting, active: false, ...change };
    await must(test, "updateExpertiseAlert", "alert { id active }", rest, town.partner.member);
    const input = { id: archived, ...change };
    await must(test, "archiveExpertiseAlert", "alert { id }", input, town.partner.member);
    const { cardId } = await shownWorker(town, skillId);
    await seekCards(test, cardId);
    await seekAlerts(test, resting, archived);
    await sweep(test);
    expect(await findsOf(test, town.partner.member)).toEqual({ [resting]: [] });
  });
});

describe("keeping alerts on expertise", () => {
  it("changes what is left in, and refuses what it cannot seek", async () => {
    const { partner } = await newTown();
    const skillId = await aSkill();
    const group = await newSkill(test, `heading ${process.pid} ${count++}`, {}, "GROUP");
    const id = await newExpertiseAlert(test, partner.member, { skillId, region: "North", minAffinity: 0.4 });
    const selection = "alert { version name minAffinity region country skill { id } }";
    const changed = await must(
      test,
      "updateExpertiseAlert",
      selection,
      { id, expectedVersion: 1, region: null, country: "US" },
      partner.member,
    );
    expect(changed.alert).toEqual({
      ...{
        version: 2,
        name: "Tell me",
        minAffinity: 0.4,
        region: null,
        country: "US",
        skill: { id: skillId },
      },
    });
    const stale = { id, expectedVersion: 1, name: "Other" };
    const attempts = [
      await attempt(test, "updateExpertiseAlert", "alert { id }", stale, partner.member),
      await attempt(
        test,
        "createExpertiseAlert",
        "alert { id }",
        { name: "x", skillId: group },
        partner.member,
      ),
      await attempt(
        test,
        "createExpertiseAlert",
        "alert { id }",
        { name: "x", minAffinity: 0 },
        partner.member,
      ),
    ];
    expect(attempts.map(({ userErrors: [{ code, field }] }) => [code, field.at(-1)])).toEqual([
      ["CONFLICT", "expectedVersion"],
      ["NOT_FOUND", "skillId"],
      ["BAD_USER_INPUT", "minAffinity"],
    ]);
  });

  it("has at most 20 in use", async () => {
    const { partner } = await newTown();
    for (let n = 0; n < 20; n++) await newExpertiseAlert(test, partner.member);
    const refused = await attempt(
      test,
      "createExpertiseAlert",
      "alert { id }",
      { name: "x" },
      partner.member,
    );
    expect(refused.userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
  });

  it("goes on with the skill that a duplicate was merged into, and forgets what was archived long ago", async () => {
    const { partner } = await newTown();
    const [duplicateId, survivorId] = [await aSkill(), await aSkill()];
    const id = await newExpertiseAlert(test, partner.member, { skillId: duplicateId });
    const { admin } = await newConsortium(test);
    await must(test, "mergeSkills", "skill { id }", { duplicateId, survivorId, expectedVersion: 1 }, admin);
    const { data } = await test.execute("{ expertiseAlerts { id skill { id } } }", {}, partner.member);
    expect(data.expertiseAlerts).toEqual([{ id, skill: { id: survivorId } }]);
    const input = { id, expectedVersion: 1 };
    await must(test, "archiveExpertiseAlert", "alert { id }", input, partner.member);
    const { dataSource, house } = test.service;
    await keepHouse(house);
    const rows = () => dataSource.query("select from expertise_alert where id = $1", [uuidIn(id)]);
    expect(await rows()).toHaveLength(1);
    await dataSource.query(
      "update expertise_alert set archived_at = now() - interval '91 days' where id = $1",
      [uuidIn(id)],
    );
    await keepHouse(house);
    expect(await rows()).toHaveLength(0);
  });
});
