import { rebuildAffinities } from "../../src/matching/index.js";
import { patiently } from "../support/patiently.js";
import {
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import type { TestService } from "../support/service.js";

export const MATCHES = `query Q($id: ID!, $filter: MatchFilter, $orderBy: MatchOrder! = SCORE, $first: Int! = 20, $after: String) {
  need(id: $id) { matches(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { score growth coverage worker { id } }
    pageInfo { hasNextPage endCursor } } } }`;

export const PAIR = `query Q($needId: ID!, $workerId: ID!) { match(needId: $needId, workerId: $workerId) {
  score growth coverage noScoreReason scoringVersion obstacles unmetMustHaves { preferredLabel }
  explanation { score growth coverage
    skills { skill { preferredLabel } matchedBy matchedSkill { preferredLabel } link { kind value path { preferredLabel } }
      required current gap stretch rarity weight coverage contribution }
    goals { skill { preferredLabel } gap stretch reach strength contribution } } } }`;

export interface Page {
  readonly nodes: { worker: { id: string } }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

export type Viewer = Parameters<TestService["execute"]>[2];

export const pairOf = async (test: TestService, needId: string, workerId: string, viewer: Viewer) =>
  (await test.execute(PAIR, { needId, workerId }, viewer)).data.match;

export const workersOf = async (test: TestService, id: string, viewer: Viewer, more: object = {}) =>
  (await test.execute(MATCHES, { id, ...more }, viewer)).data.need.matches.nodes.map(
    (match: { worker: { id: string } }) => match.worker.id,
  );

/** Where a test takes place. */
export interface Setting {
  readonly people: People;
  readonly staff: Staff;
  readonly partner: Organisation;
}

export async function newSetting(test: TestService, people: People): Promise<Setting> {
  const staff = await newLibrary(test, people, { region: "North", country: "US" });
  return { people, staff, partner: await newPartner(test, people) };
}

/** A need for a skill, and somebody who has it and somebody who wants to grow in it. */
export async function simpleWorldOf(test: TestService, { people, staff, partner }: Setting, label: string) {
  const skillId = await newSkill(test, label);
  const goalOnly = await newWorker(test, people, staff.libraryId, {
    goals: [{ skillId, current: "NOVICE", target: "EXPERT", priority: 3 }],
  });
  const both = await newWorker(test, people, staff.libraryId, {
    skills: [{ skillId, proficiency: "ADVANCED_BEGINNER" }],
    goals: [{ skillId, target: "EXPERT", priority: 3 }],
  });
  const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
  return { skillId, goalOnly, both, needId };
}

/** Counts what is there now for rarity and learned links, as every night, and waits until the service knows. */
export async function buildAffinities(test: TestService): Promise<void> {
  await patiently(test.url, (source) => rebuildAffinities(source));
  await test.service.feed.publish([{ topic: "affinity", ids: [] }]);
}
