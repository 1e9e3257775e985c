import { randomUUID } from "node:crypto";
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
import { card, newCard, newPublished, shown, step } from "./carded.js";

let test: TestService;
let people: People;
let library: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  library = await newLibrary(test, people, { name: "Elm Library", country: "US", region: "Dakota" });
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const worker = (fields: Record<string, unknown> = {}) => newWorker(test, people, library.libraryId, fields);
const update = (user: Parameters<typeof attempt>[4], id: string, expectedVersion: number, change: object) =>
  must(test, "updateWorker", "worker { version }", { id, expectedVersion, ...change }, user);

describe("a worker's card", () => {
  it("is written by the worker, decided on by the library, and then seen by partners under a pseudonym", async () => {
    const skillId = await newSkill(test, "knitting circles");
    const ann = await worker({ name: "Ann Example", skills: [{ skillId, proficiency: "EXPERT" }] });
    const id = await newCard(test, ann.self, {
      ...{ title: " Knitting for groups ", summary: "Evenings.", skills: [{ skillId }], languages: ["en"] },
    });
    expect(await card(test, id, partner.member)).toBeNull();
    expect(await card(test, id, library.manager)).toBeNull();
    expect(await step(test, "submit", id, 1, ann.self)).toMatchObject({ card: { status: "SUBMITTED" } });
    const { data } = await test.execute("{ submittedCards { nodes { id title } } }", {}, library.manager);
    expect(data.submittedCards.nodes).toContainEqual({ id, title: "Knitting for groups" });
    const published = await step(test, "publish", id, 2, library.manager, { note: "Lovely." });
    expect(published).toMatchObject({ card: { status: "PUBLISHED", version: 3 }, userErrors: [] });

    const selection = `kind title summary name pseudonym showName status note publishedAt remote languages country
      region worker { id } library { name } skills { level skill { preferredLabel } } merit foundBy { value }`;
    const seen = await card(test, id, partner.member, selection);
    expect(seen).toEqual({
      ...{ kind: "WORKER", title: "Knitting for groups", summary: "Evenings.", languages: ["en"] },
      ...{ name: seen.pseudonym, pseudonym: expect.stringMatching(/^Candidate [0-9A-Z]{6}$/) },
      ...{ showName: false, status: "PUBLISHED", note: null, publishedAt: expect.anything(), remote: true },
      ...{ country: "US", region: "Dakota", worker: null, library: null, merit: null, foundBy: null },
      skills: [{ level: "EXPERT", skill: { preferredLabel: "knitting circles" } }],
    });
    expect(await card(test, id, ann.self, "note name worker { id } library { name }")).toEqual({
      ...{ note: "Lovely.", name: "Ann Example", worker: { id: ann.id }, library: { name: "Elm Library" } },
    });
    expect(await card(test, id, undefined, selection)).toEqual(seen);
  });

  it("shows the name to whoever sees it where the worker chose so, and no longer than that", async () => {
    const ben = await worker({ name: "Ben Example" });
    const id = await newPublished(test, ben, library, { showName: true });
    expect(await card(test, id, partner.member, "name worker { id }")).toEqual({
      ...{ name: "Ben Example", worker: { id: ben.id } },
    });
    expect(await card(test, id, undefined, "name worker { id }")).toEqual({
      name: "Ben Example",
      worker: null,
    });
    const input = { id, expectedVersion: 3, showName: false };
    const { card: changed } = await must(test, "updateShowcaseCard", "card { status }", input, ben.self);
    expect(changed.status).toBe("PUBLISHED");
    expect(await card(test, id, partner.member, "name worker { id }")).toEqual({
      ...{ name: expect.stringMatching(/^Candidate/), worker: null },
    });
    expect(JSON.stringify(await card(test, id, undefined, "name"))).not.toContain("Ben");
  });

  it("leaves the showcase with the next statement after its worker may not be found any more", async () => {
    const cleo = await worker();
    const id = await newPublished(test, cleo, library);
    const list = () => shown(test, partner.member, null, { first: 100 });
    expect(await list()).toContain(id);
    await update(cleo.self, cleo.id, 2, { discoverability: "PARTNERS" });
    expect(await list()).toContain(id);
    expect(await card(test, id)).toBeNull();
    expect(await shown(test, undefined, null, { first: 100 })).not.toContain(id);
    await update(cleo.self, cleo.id, 3, { discoverability: "CONSORTIUM" });
    expect(await list()).not.toContain(id);
    expect(await card(test, id, partner.member)).toBeNull();
    // Colleagues find the worker, and so the card; the worker always does.
    expect(await card(test, id, cleo.self)).not.toBeNull();
    await update(cleo.self, cleo.id, 4, { discoverability: "PARTNERS" });
    await must(test, "archiveWorker", "worker { id }", { id: cleo.id, expectedVersion: 5 }, library.manager);
    expect(await list()).not.toContain(id);
    expect(await card(test, id, partner.member)).toBeNull();
  });

  it("is hidden with its worker, whatever stands in the hint by which cards are found", async () => {
    const cora = await worker();
    const id = await newPublished(test, cora, library);
    const hint = async () =>
      (
        await test.service.dataSource.query("select open_to from showcase_card where id = $1", [uuidIn(id)])
      )[0].open_to;
    for (const [version, discoverability] of ["PRIVATE", "PARTNERS", "CONSORTIUM"].entries()) {
      await update(cora.self, cora.id, version + 2, { discoverability });
      expect(await hint()).toBe(discoverability);
    }
    await test.service.dataSource.query("update showcase_card set open_to = 'PUBLIC' where id = $1", [
      uuidIn(id),
    ]);
    for (const viewer of [
      undefined,
      partner.member,
      (await newPartner(test, await newConsortium(test))).member,
    ])
      expect(await shown(test, viewer, null, { first: 100 })).not.toContain(id);
  });

  it("is found by the one partner whom the worker gave a consent, until it is taken back", async () => {
    const dora = await worker({ discoverability: "LIBRARY" });
    const id = await newPublished(test, dora, library);
    const other = await newPartner(test, people);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const consent = {
      partnerId: partner.id,
      purpose: "INTRODUCTION",
      discloses: ["DISCOVERY"],
      expiresAt: until,
    };
    const granted = await must(test, "grantConsent", "consent { id }", consent, dora.self);
    const list = (member: Organisation) => shown(test, member.member, null, { first: 100 });
    expect(await list(partner)).toContain(id);
    expect(await list(other)).not.toContain(id);
    const revoked = { id: granted.consent.id };
    await must(test, "revokeConsent", "consent { id }", revoked, dora.self);
    expect(await list(partner)).not.toContain(id);
    expect(await card(test, id, partner.member)).toBeNull();
  });

  it("shows only skills that whoever looks may see, whenever they look", async () => {
    const labels = [randomUUID(), randomUUID(), randomUUID()].map((id) => `skill ${id}`);
    const [open, closing, removed] = await Promise.all(labels.map((label) => newSkill(test, label)));
    const skills = [open, closing, removed].map((skillId) => ({ skillId, proficiency: "COMPETENT" }));
    const eve = await worker({ skills });
    const id = await newPublished(test, eve, library, {
      skills: [open, closing, removed].map((skillId) => ({ skillId })),
    });
    const labelsFor = async (viewer?: Parameters<typeof card>[2]) =>
      (await card(test, id, viewer, "skills { visibility skill { preferredLabel } }")).skills
        .map(({ skill }: { skill: { preferredLabel: string } }) => skill.preferredLabel)
        .sort();
    expect(await labelsFor(partner.member)).toEqual([...labels].sort());
    const { data } = await test.execute(
      "query Q($id: ID!) { worker(id: $id) { skills { nodes { id version skill { id } } } } }",
      { id: eve.id },
      eve.self,
    );
    const entry = (skillId: string) =>
      data.worker.skills.nodes.find(({ skill }: { skill: { id: string } }) => skill.id === skillId);
    const change = { id: entry(closing!).id, expectedVersion: 1 };
    await must(
      test,
      "updateWorkerSkill",
      "workerSkill { id }",
      { ...change, visibility: "PARTNERS" },
      eve.self,
    );
    expect(await labelsFor()).toEqual([labels[0], labels[2]].sort());
    expect(await labelsFor(partner.member)).toEqual([...labels].sort());
    const closed = { ...change, expectedVersion: 2, visibility: "CONSORTIUM", proficiency: "EXPERT" };
    await must(test, "updateWorkerSkill", "workerSkill { id }", closed, eve.self);
    const gone = { id: entry(removed!).id, expectedVersion: 1 };
    await must(test, "removeWorkerSkill", "workerSkill { id }", gone, eve.self);
    expect(await labelsFor(partner.member)).toEqual([labels[0]]);
    // Not even those colleagues who see the skill in the profile: a card is what partners see.
    expect(await labelsFor(library.manager)).toEqual([labels[0]]);
    expect(await labelsFor(eve.self)).toEqual([labels[0], labels[1]].sort());
    // What is hidden is not found either.
    expect(await shown(test, partner.member, { skillId: open })).toEqual([id]);
    expect(await shown(test, partner.member, { skillId: closing })).toEqual([]);
    expect(await shown(test, partner.member, { search: labels[1] })).toEqual([]);
    expect(await shown(test, partner.member, { search: labels[0] })).toEqual([id]);
  });

  it("is found by its skills where it is found without them, after each change", async () => {
    const skillId = await newSkill(test, randomUUID());
    const gil = await worker({ skills: [{ skillId, proficiency: "COMPETENT" }] });
    const id = await newPublished(test, gil, library, { skills: [{ skillId }] });
    const stranger = await newPartner(test, await newConsortium(test));
    const found = async () => [
      (await shown(test, partner.member, { skillId })).includes(id),
      (await shown(test, stranger.member, { skillId })).includes(id),
    ];
    expect(await found()).toEqual([true, true]);
    await update(gil.self, gil.id, 2, { discoverability: "PARTNERS" });
    expect(await found()).toEqual([true, false]);
    await update(gil.self, gil.id, 3, { discoverability: "PUBLIC" });
    expect(await found()).toEqual([true, true]);
    await step(test, "withdraw", id, 3, gil.self);
    expect(await found()).toEqual([false, false]);
    await step(test, "submit", id, 4, gil.self);
    await step(test, "publish", id, 5, library.manager);
    expect(await found()).toEqual([true, true]);
  });

  it("waits for the library again when what it says changes", async () => {
    const fay = await worker();
    const id = await newPublished(test, fay, library);
    const change = (expectedVersion: number, fields: object) =>
      must(
        test,
        "updateShowcaseCard",
        "card { status version }",
        { id, expectedVersion, ...fields },
        fay.self,
      );
    expect((await change(3, { region: "Elsewhere" })).card.status).toBe("PUBLISHED");
    expect((await change(4, { summary: "Buy my boat." })).card.status).toBe("SUBMITTED");
    expect(await card(test, id, partner.member)).toBeNull();
    const rejected = await step(test, "reject", id, 5, library.manager, { note: "No boats." });
    expect(rejected.card.status).toBe("REJECTED");
    expect((await card(test, id, fay.self, "note")).note).toBe("No boats.");
    expect((await step(test, "publish", id, 6, library.manager)).userErrors).toMatchObject([
      { code: "INVALID_TRANSITION" },
    ]);
    expect((await step(test, "submit", id, 6, fay.self)).card.status).toBe("SUBMITTED");
    expect((await step(test, "publish", id, 7, library.manager)).card.status).toBe("PUBLISHED");
    expect((await step(test, "withdraw", id, 8, fay.self)).card.status).toBe("WITHDRAWN");
    expect(await card(test, id, library.manager)).toBeNull();
    expect((await step(test, "publish", id, 9, library.manager)).userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
  });

  it("is not written over what somebody else changed, and not twice for one key", async () => {
    const gus = await worker();
    const input = { title: "Once", idempotencyKey: randomUUID() };
    const [one, again] = [
      await must(test, "createShowcaseCard", "card { id }", input, gus.self),
      await must(test, "createShowcaseCard", "card { id }", input, gus.self),
    ];
    expect(again.card.id).toBe(one.card.id);
    const change = { id: one.card.id, expectedVersion: 1, title: "Twice" };
    await must(test, "updateShowcaseCard", "card { id }", change, gus.self);
    expect(await attempt(test, "updateShowcaseCard", "card { id }", change, gus.self)).toMatchObject({
      userErrors: [{ code: "CONFLICT", currentVersion: 2 }],
    });
  });

  it.each<[string, object, string[]]>([
    ["a skill that the worker does not have", {}, ["input", "skills", "0", "skillId"]],
    [
      "a skill that the worker keeps from partners",
      { visibility: "CONSORTIUM" },
      ["input", "skills", "0", "skillId"],
    ],
    ["a level of its own", { visibility: "PUBLIC", level: "EXPERT" }, ["input", "skills", "0", "level"]],
  ])("is refused %s", async (_, { visibility, level }: { visibility?: string; level?: string }, field) => {
    const skillId = await newSkill(test, randomUUID());
    const skills = visibility ? [{ skillId, proficiency: "COMPETENT", visibility }] : [];
    const { self } = await worker({ skills });
    const input = { title: "A card", skills: [{ skillId, level }] };
    expect(await attempt(test, "createShowcaseCard", "card { id }", input, self)).toMatchObject({
      ...{ card: null, userErrors: [{ code: "BAD_USER_INPUT", field }] },
    });
  });

  it("is one of ten in use at most, also when they are written at once", async () => {
    const { self, id } = await worker();
    const ask = () => attempt(test, "createShowcaseCard", "card { id }", { title: "One more" }, self);
    for (let cards = 0; cards < 9; cards++) await ask();
    const payloads = await Promise.all([ask(), ask(), ask()]);
    const refused = payloads.flatMap(({ userErrors }) => userErrors);
    expect(refused.map(({ code }) => code)).toEqual(["LIMIT_REACHED", "LIMIT_REACHED"]);
    const list = "query Q($id: ID!) { worker(id: $id) { showcaseCards { id } } }";
    const { data } = await test.execute(list, { id }, self);
    expect(data.worker.showcaseCards).toHaveLength(10);
    const archived = data.worker.showcaseCards[0].id;
    expect((await step(test, "archive", archived, 1, self)).userErrors).toEqual([]);
    expect((await ask()).userErrors).toEqual([]);
  });

  it("is on record with the worker, and tells that it happened", async () => {
    const hal = await worker();
    const id = await newPublished(test, hal, library);
    const entries = await test.service.dataSource.query(
      `select e.action, e.record_type as type from audit_entry e join audit_subject s on s.entry_id = e.id
       where s.worker_id = $1 and e.record_id = $2 order by e.id`,
      [hal.self.workerId, uuidIn(id)],
    );
    expect(entries).toEqual(
      ["createShowcaseCard", "submitShowcaseCard", "publishShowcaseCard"].map((action) => ({
        action,
        type: "card",
      })),
    );
    const events = await test.service.dataSource.query(
      "select kind, data from domain_event where worker_id = $1 and kind like 'showcase.%' order by id",
      [hal.self.workerId],
    );
    expect(events).toEqual(
      ["showcase.submitted", "showcase.published"].map((kind) => ({ kind, data: { cardId: uuidIn(id) } })),
    );
  });

  it("goes with its worker, and what counted it, when they are erased", async () => {
    const ida = await worker();
    const id = await newPublished(test, ida, library);
    test.service.impressions.count(partner.member, [{ id: uuidIn(id) }]);
    await test.service.impressions.flush();
    await must(test, "eraseMe", "isErased", { confirmation: "ERASE" }, ida.self);
    expect(await card(test, id, partner.member)).toBeNull();
    for (const table of ["showcase_card_skill", "showcase_impression", "showcase_turn"]) {
      const rows = await test.service.dataSource.query(`select from ${table} where card_id = $1`, [
        uuidIn(id),
      ]);
      expect({ table, rows: rows.length }).toEqual({ table, rows: 0 });
    }
  });
});
