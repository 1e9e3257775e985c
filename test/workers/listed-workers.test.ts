import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { Proficiency } from "../../src/skills/index.js";
import { listWorkers, type WorkerCriteria } from "../../src/workers/worker.reads.js";
import { WHOLE } from "../../src/workers/worker.shape.js";
import {
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Person,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let partner: User;
let colleague: User;
/** Ids of skills. */
let cooking: string;
let sewing: string;
/** Workers by what they have. */
const people: Record<string, Person> = {};

beforeAll(async () => {
  test = await startTestService();
  const consortium = await newConsortium(test);
  const { libraryId } = await newLibrary(test, consortium);
  [cooking, sewing] = [await newSkill(test, randomUUID()), await newSkill(test, randomUUID())];
  const knows = (skillId: string, visibility = "PUBLIC", proficiency = "COMPETENT") => ({
    skillId,
    visibility,
    proficiency,
  });
  const wants = (skillId: string, visibility = "PUBLIC") => ({ skillId, visibility, target: "EXPERT" });
  const add = async (name: string, profile: Parameters<typeof newWorker>[3]) => {
    people[name] = await newWorker(test, consortium, libraryId, profile);
  };
  await add("cook", { skills: [knows(cooking)] });
  await add("tailor", { skills: [knows(sewing)], goals: [wants(cooking)] });
  await add("both", { skills: [knows(sewing), knows(cooking)] });
  await add("beginner", { skills: [knows(cooking, "PUBLIC", "NOVICE")], goals: [wants(cooking)] });
  await add("hidden skill", { skills: [knows(cooking, "CONSORTIUM")] });
  await add("hidden goal", { skills: [knows(cooking)], goals: [wants(cooking, "CONSORTIUM")] });
  await add("hidden", { skills: [knows(cooking), knows(sewing)], discoverability: "CONSORTIUM" });
  await add("neither", {});
  partner = (await newPartner(test, consortium)).member;
  colleague = people.neither!.self;
});
afterAll(() => test.stop());

/** The names of who is listed, page by page of two. */
async function listed(user: User, criteria: WorkerCriteria): Promise<string[]> {
  const nameOf = new Map(Object.entries(people).map(([name, { id }]) => [uuidIn(id), name]));
  const names: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await listWorkers(
      test.service.reads.as(user),
      user,
      criteria,
      { first: 2, after },
      WHOLE,
    );
    names.push(...nodes.map(({ id }) => nameOf.get(id)!));
    if (!pageInfo.hasNextPage) return names;
    after = pageInfo.endCursor!;
  }
}

/** With so many skills that nobody has, holders are looked for in another way. */
const nobodys = Array.from({ length: 60 }, () => randomUUID());

describe.each([
  ["a few skills", []],
  ["many skills", nobodys],
])("workers listed by %s", (_, more) => {
  const among = (...ids: string[]) => [...ids.map(uuidIn), ...more];

  it("are who shows one of them, in the order of ids and once each", async () => {
    expect(await listed(partner, { skillIds: among(sewing) })).toEqual(["tailor", "both"]);
    const either = ["cook", "tailor", "both", "beginner", "hidden goal"];
    expect(await listed(partner, { skillIds: among(sewing, cooking) })).toEqual(either);
    const cooks = ["cook", "both", "beginner", "hidden skill", "hidden goal", "hidden"];
    expect(await listed(colleague, { skillIds: among(cooking) })).toEqual(cooks);
    expect(await listed(partner, { skillIds: more })).toEqual([]);
  });

  it("are who masters it well enough", async () => {
    const criteria = { skillIds: among(cooking), minProficiency: Proficiency.COMPETENT };
    expect(await listed(partner, criteria)).toEqual(["cook", "both", "hidden goal"]);
  });

  it("are who shows a goal in one of them, with a skill where that is asked as well", async () => {
    const growthSkillIds = among(cooking);
    expect(await listed(partner, { growthSkillIds })).toEqual(["tailor", "beginner"]);
    expect(await listed(colleague, { growthSkillIds })).toEqual(["tailor", "beginner", "hidden goal"]);
    for (const skillIds of [[uuidIn(sewing)], among(sewing), [uuidIn(sewing), ...nobodys]])
      expect(await listed(partner, { growthSkillIds, skillIds })).toEqual(["tailor"]);
    expect(await listed(colleague, { growthSkillIds, skillIds: among(cooking) })).toEqual([
      "beginner",
      "hidden goal",
    ]);
  });
});
