import type { User } from "../../src/platform/auth/principal.js";
import { channelOf, step as connectionStep, look, newMeeting } from "../connections/introduced.js";
import { kindsOf, tellAll } from "../notifications/notified.js";
import {
  attempt,
  must,
  newCommunityGoal,
  newLibrary,
  newPartner,
  newSkill,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { card, newCard, newPublished, step } from "./carded.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const NEED = `need { id status title description modality capacity country region languages partner { id } communityGoal { id }
  skills { skill { id } proficiency importance mentored } fromCard { id } }`;
const CONNECTION = `connection { id version status initiator message worker { id name } need { id } fromCard { id } }`;

/** A partner with an open need, and the published card of a worker who fits it. */
async function newScene(fields: object = {}) {
  const meeting = await newMeeting(test);
  const { worker, staff, skillId } = meeting;
  const cardId = await newPublished(test, worker, staff, { skills: [{ skillId }], ...fields });
  return { ...meeting, cardId };
}

const turn = (cardId: string, user: User, more: object = {}) =>
  attempt(test, "turnCardIntoNeed", NEED, { cardId, ...more }, user);

const introduce = (cardId: string, needId: string, user: User, more: object = {}) =>
  attempt(test, "introduceFromCard", CONNECTION, { cardId, needId, ...channelOf(user), ...more }, user);

const fromCard = async (needId: string, user?: User) => {
  const query = "query Q($id: ID!) { need(id: $id) { fromCard { id } } }";
  return (await test.execute(query, { id: needId }, user)).data.need.fromCard;
};

const leadsOf = async (cardId: string, user?: User) =>
  (await card(test, cardId, user, "leads { needs introductions }")).leads;

describe("turning a card into a need", () => {
  it("drafts a need with what the card offers, at the partner's place", async () => {
    const { cardId, partner, skillId } = await newScene({
      title: "Evenings of tales",
      modality: "REMOTE",
    });
    const place = { id: partner.id, expectedVersion: 1, country: "US", region: "South" };
    await must(test, "updatePartner", "partner { id }", place, partner.member);
    const { need, userErrors } = await turn(cardId, partner.member);
    expect(userErrors).toEqual([]);
    expect(need).toEqual({
      ...{ id: need.id, status: "DRAFT", title: "Evenings of tales", description: "", modality: "REMOTE" },
      ...{ capacity: 1, country: "US", region: "South", languages: [], partner: { id: partner.id } },
      communityGoal: null,
      skills: [
        { skill: { id: skillId }, proficiency: "ADVANCED_BEGINNER", importance: "MUST", mentored: false },
      ],
      fromCard: { id: cardId },
    });
    const published = { id: need.id, expectedVersion: 1 };
    expect((await must(test, "publishNeed", "need { status }", published, partner.member)).need).toEqual({
      status: "OPEN",
    });
  });

  it("takes a title, a description and a goal of the partner", async () => {
    const { cardId, partner } = await newScene();
    const communityGoalId = await newCommunityGoal(test, partner, { baseline: 0, target: 10 });
    const more = { title: "Tales for the young", description: "Once a week.", communityGoalId };
    const { need } = await turn(cardId, partner.member, more);
    expect(need).toMatchObject({
      ...{ title: "Tales for the young", description: "Once a week." },
      communityGoal: { id: communityGoalId },
    });
    const other = await newScene();
    const refused = await turn(other.cardId, other.partner.member, { communityGoalId });
    expect(refused).toMatchObject({ need: null, userErrors: [{ code: "NOT_FOUND" }] });
  });

  it("asks for the level that a library names, and for work on one's own where it names none", async () => {
    const { staff, partner } = await newScene();
    const [named, unnamed] = [
      await newSkill(test, "a named level"),
      await newSkill(test, "an unnamed level"),
    ];
    const skills = [{ skillId: named, level: "EXPERT" }, { skillId: unnamed }];
    const cardId = await newCard(test, staff.manager, { skills });
    await step(test, "publish", cardId, 1, staff.manager);
    const { need } = await turn(cardId, partner.member);
    expect(
      need.skills.map((asked: { skill: { id: string }; proficiency: string }) => [
        asked.skill.id,
        asked.proficiency,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [named, "EXPERT"],
        [unnamed, "COMPETENT"],
      ]),
    );
  });

  it("tells whoever the card is of that somebody took it up", async () => {
    const { cardId, partner, worker, staff } = await newScene();
    const offer = await newCard(test, staff.manager);
    await step(test, "publish", offer, 1, staff.manager);
    await tellAll(test);
    const before = await kindsOf(test, staff.manager);
    await turn(cardId, partner.member);
    await tellAll(test);
    expect((await kindsOf(test, worker.self))[0]).toBe("SHOWCASE_TAKEN_UP");
    expect(await kindsOf(test, staff.manager)).toEqual(before);
    await turn(offer, partner.member);
    await tellAll(test);
    expect(await kindsOf(test, staff.manager)).toEqual(["SHOWCASE_TAKEN_UP", ...before]);
  });

  it("is done once for an idempotency key, even when the card is withdrawn meanwhile", async () => {
    const { cardId, partner, worker } = await newScene();
    const more = { idempotencyKey: "the-same-key" };
    const { need } = await turn(cardId, partner.member, more);
    await step(test, "withdraw", cardId, 3, worker.self);
    const again = await turn(cardId, partner.member, more);
    expect([again.need.id, again.userErrors]).toEqual([need.id, []]);
    expect(await turn(cardId, partner.member)).toMatchObject({
      userErrors: [{ code: "NOT_FOUND", field: ["input", "cardId"] }],
    });
  });

  it("leaves out skills that the partner may not see", async () => {
    const { cardId, partner, worker } = await newScene();
    const query = "query Q($id: ID!) { worker(id: $id) { skills { nodes { id } } } }";
    const { data } = await test.execute(query, { id: worker.id }, worker.self);
    const hide = { id: data.worker.skills.nodes[0].id, expectedVersion: 1, visibility: "LIBRARY" };
    await must(test, "updateWorkerSkill", "workerSkill { id }", hide, worker.self);
    expect((await turn(cardId, partner.member)).need.skills).toEqual([]);
  });

  it("is for members of partners, and of cards that they find", async () => {
    const { cardId, worker, staff, people, partner } = await newScene();
    for (const user of [worker.self, staff.manager, people.admin])
      expect(await turn(cardId, user)).toMatchObject({ need: null, userErrors: [{ code: "FORBIDDEN" }] });
    const draft = await newCard(test, worker.self);
    const close = { id: worker.id, expectedVersion: 2, discoverability: "LIBRARY" };
    await must(test, "updateWorker", "worker { id }", close, worker.self);
    const answers = [];
    for (const id of [cardId, draft]) answers.push((await turn(id, partner.member)).userErrors);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject([{ code: "NOT_FOUND", field: ["input", "cardId"] }]);
  });
});

describe("an introduction from a card", () => {
  it("is proposed by the partner, under a pseudonym until both have said yes", async () => {
    const { cardId, needId, partner, worker } = await newScene();
    const { connection, userErrors } = await introduce(cardId, needId, partner.member, {
      message: "We liked your card.",
    });
    expect(userErrors).toEqual([]);
    expect(connection).toMatchObject({
      ...{ status: "PROPOSED", initiator: "PARTNER", message: "We liked your card." },
      ...{
        need: { id: needId },
        worker: { id: worker.id, name: expect.stringMatching(/^Candidate /) },
        fromCard: { id: cardId },
      },
    });
    await tellAll(test);
    expect((await kindsOf(test, worker.self))[0]).toBe("CONNECTION_PROPOSED");
    await connectionStep(test, "acceptConnection", connection, worker.self);
    expect((await look(test, connection.id, partner.member)).worker.name).toBe("Ada Introduced");
  });

  it("is refused for a library's card, and says what to do", async () => {
    const { needId, partner, staff } = await newScene();
    const offer = await newCard(test, staff.manager);
    await step(test, "publish", offer, 1, staff.manager);
    const { userErrors } = await introduce(offer, needId, partner.member);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "cardId"] }]);
    expect(userErrors[0].message).toContain("turnCardIntoNeed");
  });

  it("is refused where the two are introduced already, or there are too many", async () => {
    const { cardId, needId, partner } = await newScene();
    await introduce(cardId, needId, partner.member);
    expect((await introduce(cardId, needId, partner.member)).userErrors).toMatchObject([
      { code: "DUPLICATE", field: ["input", "needId"] },
    ]);
    const needs = [];
    for (let n = 0; n < 5; n++) {
      const { need } = await turn(cardId, partner.member);
      await must(test, "publishNeed", "need { id }", { id: need.id, expectedVersion: 1 }, partner.member);
      needs.push(need.id);
    }
    const answers = [];
    for (const id of needs) answers.push((await introduce(cardId, id, partner.member)).userErrors);
    expect(answers.slice(0, 4)).toEqual([[], [], [], []]);
    expect(answers[4]).toMatchObject([{ code: "LIMIT_REACHED", field: ["input", "cardId"] }]);
  });

  it("is about an open need of the partner's own", async () => {
    const { cardId, partner, people } = await newScene();
    const draft = (await turn(cardId, partner.member)).need.id;
    const other = await newPartner(test, people);
    const others = (await newScene()).needId;
    const answers = [];
    for (const needId of [draft, others])
      answers.push((await introduce(cardId, needId, partner.member)).userErrors);
    answers.push((await introduce(cardId, draft, other.member)).userErrors);
    for (const userErrors of answers)
      expect(userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["input", "needId"] }]);
  });

  it("is nothing for others than members of partners", async () => {
    const { cardId, needId, worker, staff, people } = await newScene();
    for (const user of [worker.self, staff.manager, people.admin])
      expect(await introduce(cardId, needId, user, { channel: "x" })).toMatchObject({
        ...{ connection: null, userErrors: [{ code: "FORBIDDEN" }] },
      });
  });
});

describe("what became of a card", () => {
  it("is counted for the worker, and for the managers of a library's", async () => {
    const { cardId, needId, partner, worker, staff } = await newScene();
    await turn(cardId, partner.member);
    await introduce(cardId, needId, partner.member);
    expect(await leadsOf(cardId, worker.self)).toEqual({ needs: 1, introductions: 1 });
    for (const user of [partner.member, staff.manager]) expect(await leadsOf(cardId, user)).toBeNull();
    const offer = await newCard(test, staff.manager);
    await step(test, "publish", offer, 1, staff.manager);
    await turn(offer, partner.member);
    expect(await leadsOf(offer, staff.manager)).toEqual({ needs: 1, introductions: 0 });
  });

  it("is told of a need to its partner and to the worker, and to nobody else", async () => {
    const { cardId, partner, worker, people } = await newScene();
    const { need } = await turn(cardId, partner.member);
    await must(test, "publishNeed", "need { id }", { id: need.id, expectedVersion: 1 }, partner.member);
    const other = await newPartner(test, people);
    const { manager } = await newLibrary(test, people);
    for (const user of [partner.member, worker.self])
      expect(await fromCard(need.id, user)).toEqual({ id: cardId });
    for (const user of [other.member, manager, people.admin, undefined])
      expect(await fromCard(need.id, user)).toBeNull();
  });

  it("follows an introduction that was made later about the need", async () => {
    const { cardId, partner, worker } = await newScene();
    const { need } = await turn(cardId, partner.member);
    await must(test, "publishNeed", "need { id }", { id: need.id, expectedVersion: 1 }, partner.member);
    const input = { needId: need.id, ...channelOf(worker.self) };
    const { connection } = await must(test, "proposeConnection", CONNECTION, input, worker.self);
    expect(connection.fromCard).toEqual({ id: cardId });
  });

  it("costs no more statements for many needs than for one", async () => {
    const { cardId, partner } = await newScene();
    const ask = async () => {
      const query =
        "query Q($id: ID!) { needs(filter: { partnerId: $id, statuses: [DRAFT] }) { nodes { fromCard { id title } } } }";
      const { data, statements } = await test.execute(query, { id: partner.id }, partner.member);
      return { cards: data.needs.nodes.length, statements };
    };
    await turn(cardId, partner.member);
    const one = await ask();
    for (let n = 0; n < 4; n++) await turn(cardId, partner.member);
    expect(await ask()).toEqual({ cards: 5, statements: one.statements });
  });

  it("is in the export of the worker, without what is the partner's own", async () => {
    const { cardId, partner, worker, needId } = await newScene();
    await turn(cardId, partner.member);
    await introduce(cardId, needId, partner.member);
    const { data } = await test.execute("{ exportMyData { document } }", {}, worker.self);
    const leads: { need_id: string | null; partner_id: string | null }[] =
      data.exportMyData.document.cardLeads;
    expect(leads.map(({ need_id, partner_id }) => [need_id, partner_id])).toEqual(
      expect.arrayContaining([
        [null, null],
        [uuidIn(needId), uuidIn(partner.id)],
      ]),
    );
    expect(leads).toHaveLength(2);
  });
});
