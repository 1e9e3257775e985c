import { must, newConsortium, newLibrary, newNeed, newPartner, newWorker } from "../support/people.js";
import { type TestService } from "../support/service.js";
import { expert, inTeamScene, musts, newSkills, partner, people, staff, test } from "./team-scene.js";

type Viewer = Parameters<TestService["execute"]>[2];

const TEAMS = `query Q($id: ID!, $first: Int, $filter: MatchFilter) { need(id: $id) { teams(first: $first, filter: $filter) {
  reason optimal lowerBound unmetMustHaves { id }
  teams { totalScore coverage overlap exceedsPlaces
    members { growth covers { id } goals { skill { id } strength } match { score growth need { id } worker { id name } } } } } } }`;

inTeamScene();

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds depends on the selection
const teamsOf = async (id: string, viewer: Viewer, more: object = {}): Promise<any> =>
  (await test.execute(TEAMS, { id, first: 10, ...more }, viewer)).data.need.teams;

const idsOf = (team: { members: { match: { worker: { id: string } } }[] }) =>
  team.members.map(({ match }) => match.worker.id).sort();

describe("the teams for a need", () => {
  it("are the smallest sets of workers that together cover what nobody covers alone", async () => {
    const [one, two, three] = (await newSkills(3)) as [string, string, string];
    const both = await expert([one, two]);
    const last = await expert([three]);
    const other = await expert([two, three]);
    await expert([two]);
    const needId = await newNeed(test, partner, { ...musts([one, two, three]), capacity: 2 });
    const { teams, ...rest } = await teamsOf(needId, partner.member);
    expect(rest).toEqual({ reason: null, optimal: true, lowerBound: 2, unmetMustHaves: [] });
    expect(teams.map(idsOf)).toEqual(
      expect.arrayContaining([[both.id, last.id].sort(), [both.id, other.id].sort()]),
    );
    expect(teams).toHaveLength(2);
    const [first] = teams;
    expect(first).toMatchObject({ exceedsPlaces: false });
    for (const team of teams) {
      const scores = team.members.map((member: { match: { score: number } }) => member.match.score);
      expect(team.totalScore).toBeCloseTo(
        scores.reduce((sum: number, score: number) => sum + score),
        0,
      );
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
    expect(teams.map(({ overlap }: { overlap: number }) => overlap).sort()).toEqual([0, 1]);
    const member = first.members.find(
      ({ match }: { match: { worker: { id: string } } }) => match.worker.id === both.id,
    );
    expect(member.covers.map(({ id }: { id: string }) => id).sort()).toEqual([one, two].sort());
    expect(member.goals).toEqual([{ skill: { id: one }, strength: 1 }]);
    expect(member.growth).toBe(member.match.growth);
    expect(member.match.need.id).toBe(needId);
    expect(await teamsOf(needId, staff.manager, { first: 1 })).toMatchObject({ teams: [{}] });
  });

  it("cover as much as the best member does of each skill", async () => {
    const [one, two] = (await newSkills(2)) as [string, string];
    await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: one, proficiency: "EXPERT" }],
      goals: [{ skillId: one, current: "ADVANCED_BEGINNER", target: "EXPERT" }],
    });
    await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: two, proficiency: "ADVANCED_BEGINNER" }],
      goals: [{ skillId: two, current: "NOVICE", target: "EXPERT" }],
    });
    const needId = await newNeed(test, partner, musts([one, two]));
    // The second covers two of three levels; both skills weigh the same.
    expect((await teamsOf(needId, partner.member)).teams).toMatchObject([{ coverage: 83.3 }]);
  });

  it("exceed the places of a need that looks for fewer", async () => {
    const skills = await newSkills(2);
    for (const skillId of skills) await expert([skillId]);
    const needId = await newNeed(test, partner, { ...musts(skills), capacity: 1 });
    expect((await teamsOf(needId, partner.member)).teams).toMatchObject([{ exceedsPlaces: true }]);
  });

  it("are of one where one is enough, and say so", async () => {
    const skills = await newSkills(2);
    const alone = await expert(skills);
    for (const skillId of skills) await expert([skillId]);
    const needId = await newNeed(test, partner, musts(skills));
    const { teams, reason, lowerBound } = await teamsOf(needId, partner.member);
    expect({ reason, lowerBound }).toEqual({ reason: "ONE_IS_ENOUGH", lowerBound: 1 });
    expect(teams.map(idsOf)).toEqual([[alone.id]]);
  });

  it("do for the rest where nobody covers a must-have, and name it", async () => {
    const skills = (await newSkills(3)) as [string, string, string];
    const [one, two, nobodys] = skills;
    const members = [await expert([one]), await expert([two])];
    const needId = await newNeed(test, partner, musts(skills));
    const { teams, unmetMustHaves, reason } = await teamsOf(needId, partner.member);
    expect(teams.map(idsOf)).toEqual([members.map(({ id }) => id).sort()]);
    expect(unmetMustHaves).toEqual([{ id: nobodys }]);
    expect(reason).toBeNull();
  });

  it("are none without must-haves, or where nobody covers one", async () => {
    const [one, two] = (await newSkills(2)) as [string, string];
    const nice = { skills: [{ skillId: one, proficiency: "COMPETENT", importance: "NICE" }] };
    const none = { teams: [], optimal: true, lowerBound: 0 };
    await expert([one]);
    expect(await teamsOf(await newNeed(test, partner, nice), partner.member)).toEqual({
      ...none,
      reason: "NO_MUST_HAVES",
      unmetMustHaves: [],
    });
    expect(await teamsOf(await newNeed(test, partner, musts([two])), partner.member)).toEqual({
      ...none,
      reason: "NO_CANDIDATES",
      unmetMustHaves: [{ id: two }],
    });
  });

  it("have a specialist of a low score", async () => {
    const [one, two] = (await newSkills(2)) as [string, string];
    const strong = await expert([one]);
    for (let place = 0; place < 4; place++) await expert([one]);
    const [skillId] = (await newSkills(1)) as [string];
    const weak = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: two, proficiency: "ADVANCED_BEGINNER" }],
      goals: [
        { skillId, target: "EXPERT", priority: 3 },
        { skillId: two, current: "COMPETENT", target: "EXPERT", priority: 1 },
      ],
    });
    const needId = await newNeed(test, partner, musts([one, two]));
    const { teams } = await teamsOf(needId, partner.member);
    expect(teams).toHaveLength(5);
    for (const team of teams) expect(idsOf(team)).toContain(weak.id);
    expect(teams.flatMap(idsOf)).toContain(strong.id);
  });

  it("are made of whom a filter lets pass", async () => {
    const skills = await newSkills(2);
    const elsewhere = await newLibrary(test, people);
    const members = [await expert([skills[0]!]), await expert([skills[1]!])];
    const other = await newWorker(test, people, elsewhere.libraryId, {
      skills: skills.map((skillId) => ({ skillId, proficiency: "EXPERT" })),
      goals: [{ skillId: skills[0], target: "EXPERT", current: "ADVANCED_BEGINNER" }],
    });
    const needId = await newNeed(test, partner, musts(skills));
    expect((await teamsOf(needId, staff.manager)).teams.map(idsOf)).toEqual([[other.id]]);
    const filter = { libraryId: staff.libraryId };
    const { teams } = await teamsOf(needId, staff.manager, { filter });
    expect(teams.map(idsOf)).toEqual([members.map(({ id }) => id).sort()]);
    const wrong = await test.execute(TEAMS, { id: needId, filter: { libraryId: needId } }, staff.manager);
    expect(wrong.errors[0]!.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("are read in as many statements however many they and their members are", async () => {
    const skills = await newSkills(3);
    for (const skillId of skills) for (let place = 0; place < 3; place++) await expert([skillId]);
    const statementsFor = async (asked: readonly string[], first: number) => {
      const id = await newNeed(test, partner, musts(asked));
      const { data, statements } = await test.execute(TEAMS, { id, first }, partner.member);
      expect(data.need.teams.teams).toHaveLength(first);
      return statements;
    };
    expect(await statementsFor(skills, 10)).toBe(await statementsFor(skills.slice(0, 1), 1));
  });

  it("are at most 10", async () => {
    const needId = await newNeed(test, partner, musts(await newSkills(1)));
    for (const first of [0, 11]) {
      const { errors } = await test.execute(TEAMS, { id: needId, first }, partner.member);
      expect(errors[0]!.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});

describe("what a viewer may see", () => {
  it("decides who covers what: a hidden skill makes nobody a member for a partner", async () => {
    const [one, two] = (await newSkills(2)) as [string, string];
    const first = await expert([one]);
    const second = await newWorker(test, people, staff.libraryId, {
      skills: [{ skillId: two, proficiency: "EXPERT", visibility: "CONSORTIUM" }],
      goals: [{ skillId: one, target: "EXPERT", current: "NOVICE" }],
    });
    const needId = await newNeed(test, partner, musts([one, two]));
    const seen = await teamsOf(needId, staff.manager);
    expect(seen.teams.map(idsOf)).toEqual([[second.id]]);
    const shown = await teamsOf(needId, partner.member);
    expect(shown.unmetMustHaves).toEqual([{ id: two }]);
    expect(shown.teams.flatMap(idsOf).sort()).toEqual([first.id, second.id].sort());
    const own = await teamsOf(needId, second.self);
    expect(own.teams.map(idsOf)).toEqual([[second.id]]);
  });

  it("is a pseudonym for a partner, and a name for the library", async () => {
    const skills = await newSkills(2);
    for (const skillId of skills) await expert([skillId], { name: "Ada Named" });
    const needId = await newNeed(test, partner, musts(skills));
    const namesFor = async (viewer: Viewer) =>
      (await teamsOf(needId, viewer)).teams[0].members.map(
        ({ match }: { match: { worker: { name: string } } }) => match.worker.name,
      );
    for (const name of await namesFor(partner.member)) expect(name).toMatch(/^Candidate \w+$/);
    expect(await namesFor(staff.manager)).toEqual(["Ada Named", "Ada Named"]);
  });

  it("ends with the discoverability that is taken back", async () => {
    const skills = await newSkills(2);
    const [, second] = [await expert([skills[0]!]), await expert([skills[1]!])];
    const needId = await newNeed(test, partner, musts(skills));
    expect((await teamsOf(needId, partner.member)).teams).toHaveLength(1);
    const close = { id: second.id, expectedVersion: 2, discoverability: "LIBRARY" };
    await must(test, "updateWorker", "worker { id }", close, second.self);
    const { unmetMustHaves, reason } = await teamsOf(needId, partner.member);
    expect({ unmetMustHaves, reason }).toEqual({
      unmetMustHaves: [{ id: skills[1] }],
      reason: "ONE_IS_ENOUGH",
    });
  });

  it("is nothing for other partners, analysts, administrators, strangers and the anonymous", async () => {
    const skills = await newSkills(2);
    for (const skillId of skills) await expert([skillId]);
    const needId = await newNeed(test, partner, musts(skills));
    const strangers = await newConsortium(test);
    const others: Viewer[] = [
      (await newPartner(test, people)).member,
      people.analyst,
      people.admin,
      (await newLibrary(test, strangers)).manager,
    ];
    for (const viewer of others)
      expect(await teamsOf(needId, viewer)).toMatchObject({
        ...{ teams: [], reason: "NO_CANDIDATES", unmetMustHaves: [] },
      });
    const { errors } = await test.execute(TEAMS, { id: needId, first: 1 });
    expect(errors[0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("ends with the need", async () => {
    const skills = await newSkills(2);
    for (const skillId of skills) await expert([skillId]);
    const needId = await newNeed(test, partner, musts(skills));
    const close = { id: needId, expectedVersion: 1 };
    await must(test, "closeNeed", "need { id }", close, partner.member);
    expect(await teamsOf(needId, partner.member)).toMatchObject({ teams: [], reason: "NO_CANDIDATES" });
  });
});
