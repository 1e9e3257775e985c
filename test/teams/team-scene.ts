import {
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

export let test: TestService;
export let people: People;
export let staff: Staff;
export let partner: Organisation;
let count = 0;

/** A consortium of its own for each test, with a library and a partner. */
export function inTeamScene(): void {
  beforeAll(async () => {
    test = await startTestService();
  });
  beforeEach(async () => {
    people = await newConsortium(test);
    staff = await newLibrary(test, people);
    partner = await newPartner(test, people);
  });
  afterAll(() => test.stop());
}

/** Skills that nothing relates. */
const WORDS = ["quilting", "beekeeping", "astronomy", "calligraphy", "fencing", "pottery"];
export async function newSkills(many: number): Promise<string[]> {
  const skills: string[] = [];
  for (const word of WORDS.slice(0, many))
    skills.push(await newSkill(test, `${word}${process.pid}x${count++}`));
  return skills;
}

export const musts = (skills: readonly string[], level = "COMPETENT") => ({
  skills: skills.map((skillId) => ({ skillId, proficiency: level, importance: "MUST" })),
});

/** Who has some skills as asked for, and wants to grow in the first of them. */
export const expert = (skills: readonly string[], fields: object = {}): Promise<Person> =>
  newWorker(test, people, staff.libraryId, {
    skills: skills.map((skillId) => ({ skillId, proficiency: "ADVANCED_BEGINNER" })),
    goals: [{ skillId: skills[0], target: "EXPERT", current: "ADVANCED_BEGINNER" }],
    ...fields,
  });
