import fc from "fast-check";
import { keepHouse } from "../../src/housekeeping.js";
import {
  attempt,
  must,
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  type Organisation,
  type People,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let partner: Organisation;
let skillId: string;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  partner = await newPartner(test, people);
  skillId = await newSkill(test, "storytelling");
});
afterAll(() => test.stop());

const asked = () => [{ skillId, proficiency: "COMPETENT" }];

describe("a need", () => {
  it("keeps what it was created with", async () => {
    const goal = {
      partnerId: partner.id,
      title: "Goal",
      indicator: { name: "n", unit: "u", baseline: 0, target: 9 },
    };
    const { communityGoal } = await must(
      test,
      "createCommunityGoal",
      "communityGoal { id }",
      goal,
      partner.member,
    );
    const fields = {
      title: "Tell stories in the park",
      description: "Every Saturday.",
      capacity: 3,
      hoursPerWeek: 2.5,
      modality: "HYBRID",
      country: "US",
      region: "North",
      languages: ["en", "so"],
      startsOn: "2999-01-01",
      endsOn: "2999-06-30",
    };
    const skills = [{ skillId, importance: "NICE", proficiency: "PROFICIENT", mentored: true }];
    const { need } = await must(
      test,
      "createNeed",
      `need { ${Object.keys(fields).join(" ")} status version partner { id } communityGoal { id }
        skills { importance proficiency mentored skill { id } } }`,
      { partnerId: partner.id, communityGoalId: communityGoal.id, skills, ...fields },
      partner.member,
    );
    expect(need).toEqual({
      ...fields,
      status: "DRAFT",
      version: 1,
      partner: { id: partner.id },
      communityGoal: { id: communityGoal.id },
      skills: [{ importance: "NICE", proficiency: "PROFICIENT", mentored: true, skill: { id: skillId } }],
    });
  });

  it("serves only goals of its own partner", async () => {
    const other = await newPartner(test, people);
    const goal = {
      partnerId: other.id,
      title: "Theirs",
      indicator: { name: "n", unit: "u", baseline: 0, target: 9 },
    };
    const { communityGoal } = await must(
      test,
      "createCommunityGoal",
      "communityGoal { id }",
      goal,
      other.member,
    );
    const input = {
      partnerId: partner.id,
      title: "Need",
      skills: asked(),
      communityGoalId: communityGoal.id,
    };
    const { userErrors } = await attempt(test, "createNeed", "need { id }", input, partner.member);
    expect(userErrors).toMatchObject([{ code: "NOT_FOUND", field: ["input", "communityGoalId"] }]);
  });

  it("as a draft is seen by its partner and administrators only", async () => {
    const id = await newNeed(test, partner, { publish: false, skills: asked() });
    const other = await newPartner(test, people);
    const see = async (viewer?: Parameters<TestService["execute"]>[2]) =>
      (await test.execute("query Q($id: ID!) { need(id: $id) { status } }", { id }, viewer)).data.need;
    expect(await see()).toBeNull();
    expect(await see(other.member)).toBeNull();
    expect(await see(partner.member)).toEqual({ status: "DRAFT" });
    expect(await see(people.admin)).toEqual({ status: "DRAFT" });
    const lists = async (viewer?: Parameters<TestService["execute"]>[2]) =>
      (await test.execute("{ needs(first: 100) { nodes { id } } }", {}, viewer)).data.needs.nodes;
    expect(await lists(other.member)).not.toContainEqual({ id });
    expect(await lists(partner.member)).toContainEqual({ id });
  });

  it("asks for a skill before it is opened", async () => {
    const id = await newNeed(test, partner, { publish: false, skills: [] });
    const { userErrors } = await attempt(
      test,
      "publishNeed",
      "need { id }",
      { id, expectedVersion: 1 },
      partner.member,
    );
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "skills"] }]);
  });

  it("cannot end before it begins, nor be open when it is over", async () => {
    const wrong = {
      partnerId: partner.id,
      title: "N",
      skills: asked(),
      startsOn: "2999-02-01",
      endsOn: "2999-01-01",
    };
    const order = await attempt(test, "createNeed", "need { id }", wrong, partner.member);
    expect(order.userErrors).toMatchObject([{ field: ["input", "endsOn"] }]);
    const past = { partnerId: partner.id, title: "N", skills: asked(), endsOn: "2001-01-01", publish: true };
    const over = await attempt(test, "createNeed", "need { id }", past, partner.member);
    expect(over.userErrors).toMatchObject([{ field: ["input", "endsOn"] }]);
  });

  it("names the very skill of the list that is wrong", async () => {
    const skills = [...asked(), { skillId: partner.id, proficiency: "NOVICE" }];
    const { userErrors } = await attempt(
      test,
      "createNeed",
      "need { id }",
      { partnerId: partner.id, title: "N", skills },
      partner.member,
    );
    expect(userErrors).toMatchObject([
      { code: "BAD_USER_INPUT", field: ["input", "skills", "1", "skillId"] },
    ]);
    expect(userErrors[0].message).toContain("id of a skill");
  });

  it("is found by its filters", async () => {
    const narrow = await newSkill(test, "telling ghost stories", { broaderIds: [skillId] });
    const id = await newNeed(test, partner, {
      title: "Ghosts & Candlelight",
      region: "Far North",
      modality: "REMOTE",
      hoursPerWeek: 1,
      skills: [{ skillId: narrow, proficiency: "NOVICE" }],
    });
    const found = async (filter: object) =>
      (await test.execute("query Q($f: NeedFilter) { needs(filter: $f) { nodes { id } } }", { f: filter }))
        .data.needs.nodes;
    const both = { region: "Far North", partnerId: partner.id };
    for (const filter of [
      { ...both, search: "ghosts candlelight" },
      { ...both, skillId },
      { ...both, modality: "REMOTE" },
      { ...both, maxHoursPerWeek: 1 },
      { ...both, statuses: ["OPEN", "FILLED"] },
    ])
      expect(await found(filter)).toEqual([{ id }]);
    for (const filter of [
      { ...both, search: "daylight" },
      { ...both, modality: "HYBRID" },
      { ...both, maxHoursPerWeek: 0.5 },
      { ...both, statuses: ["FILLED"] },
    ])
      expect(await found(filter)).toEqual([]);
  });

  it("leaves the lists with its partner", async () => {
    const leaving = await newPartner(test, people);
    const id = await newNeed(test, leaving, { skills: asked() });
    const listed = async () =>
      (
        await test.execute("query Q($p: ID!) { needs(filter: { partnerId: $p }) { nodes { id } } }", {
          p: leaving.id,
        })
      ).data.needs.nodes;
    expect(await listed()).toEqual([{ id }]);
    await must(
      test,
      "archivePartner",
      "partner { id }",
      { id: leaving.id, expectedVersion: 1 },
      leaving.member,
    );
    expect(await listed()).toEqual([]);
  });
});

describe("the life of a need", () => {
  const steps = ["publishNeed", "fillNeed", "reopenNeed", "closeNeed"] as const;
  type Step = (typeof steps)[number];

  /** Written from the words of the design, not from the code: what each status allows. */
  const allowed: Record<string, Partial<Record<Step, string>>> = {
    DRAFT: { publishNeed: "OPEN", closeNeed: "CLOSED" },
    OPEN: { fillNeed: "FILLED", closeNeed: "CLOSED" },
    FILLED: { reopenNeed: "OPEN", closeNeed: "CLOSED" },
    CLOSED: {},
  };

  it("takes allowed steps only, along any road", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 6 }), async (road) => {
        const id = await newNeed(test, partner, { publish: false, skills: asked() });
        let [status, version] = ["DRAFT", 1];
        for (const step of road) {
          const answer = await attempt(
            test,
            step,
            "need { status version }",
            { id, expectedVersion: version },
            partner.member,
          );
          const next = allowed[status]?.[step];
          if (next === undefined) {
            expect(answer.userErrors).toMatchObject([{ code: "INVALID_TRANSITION" }]);
          } else {
            [status, version] = [next, version + 1];
            expect(answer.need).toEqual({ status, version });
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("ends its edits when it is closed", async () => {
    const id = await newNeed(test, partner, { skills: asked() });
    await must(test, "closeNeed", "need { id }", { id, expectedVersion: 1 }, partner.member);
    const change = { id, expectedVersion: 2, title: "Changed" };
    const { userErrors } = await attempt(test, "updateNeed", "need { id }", change, partner.member);
    expect(userErrors).toMatchObject([{ code: "INVALID_TRANSITION" }]);
  });

  it("ends by itself when its last day has passed", async () => {
    const over = await newNeed(test, partner, { skills: asked(), endsOn: "2999-05-31" });
    const going = await newNeed(test, partner, { skills: asked(), endsOn: "2999-06-01" });
    await keepHouse({ ...test.service.house, today: () => "2999-06-01" });
    const { data } = await test.execute(
      "query Q($a: ID!, $b: ID!) { a: need(id: $a) { status } b: need(id: $b) { status } }",
      {
        a: over,
        b: going,
      },
      partner.member,
    );
    expect(data).toEqual({ a: { status: "EXPIRED" }, b: { status: "OPEN" } });
  });

  it("is in the hands of its partner", async () => {
    const id = await newNeed(test, partner, { skills: asked() });
    const other = await newPartner(test, people);
    const { userErrors } = await attempt(
      test,
      "closeNeed",
      "need { id }",
      { id, expectedVersion: 1 },
      other.member,
    );
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
});
