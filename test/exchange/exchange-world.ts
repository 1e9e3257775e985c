import { must, newSkill, type Organisation } from "../support/people.js";
import type { TestService } from "../support/service.js";

export type Viewer = Parameters<TestService["execute"]>[2];

/** Says that the people of a partner want to learn a skill. */
export const wantToLearn = async (
  test: TestService,
  { id, member }: Organisation,
  skillId: string,
  fields: object = {},
): Promise<string> => {
  const input = { partnerId: id, skillId, target: "COMPETENT", ...fields };
  const made = await must(test, "createPartnerLearningGoal", "learningGoal { id }", input, member);
  return made.learningGoal.id;
};

export const skills = (test: TestService, ...labels: string[]): Promise<string[]> =>
  Promise.all(labels.map((label) => newSkill(test, label)));

const TEACHERS = `nodes { value worker { id name }
    teaches { skill { id } through { id } link { kind value } from to priority value contribution learningGoal { id } } }
  pageInfo { hasNextPage endCursor }`;

const EXPERTISE = `query Q($id: ID!, $first: Int! = 20, $after: String, $filter: TeacherFilter) { partner(id: $id) {
  expertise(first: $first, after: $after, filter: $filter) { ${TEACHERS} } } }`;

const GOALS = `query Q($id: ID!, $first: Int! = 20, $after: String, $filter: TeacherFilter) { partner(id: $id) {
  learningGoals { id teachers(first: $first, after: $after, filter: $filter) { ${TEACHERS} } } } }`;

export interface ShownTeacher {
  readonly value: number;
  readonly worker: { readonly id: string; readonly name: string };
  readonly teaches: readonly { readonly through: { readonly id: string }; readonly contribution: number }[];
}

export interface TeacherPage {
  readonly nodes: readonly ShownTeacher[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Who teaches the people of a partner, as a viewer is told. */
export const expertiseOf = async (
  test: TestService,
  id: string,
  viewer: Viewer,
  more: object = {},
): Promise<TeacherPage> => (await test.execute(EXPERTISE, { id, ...more }, viewer)).data.partner.expertise;

/** Who teaches towards a learning goal. */
export const teachersOf = async (
  test: TestService,
  { id, goalId }: { id: string; goalId: string },
  viewer: Viewer,
  more: object = {},
): Promise<TeacherPage> => {
  const { data } = await test.execute(GOALS, { id, ...more }, viewer);
  const goals: { id: string; teachers: TeacherPage }[] = data.partner.learningGoals;
  return goals.find((goal) => goal.id === goalId)!.teachers;
};

export const idsIn = ({ nodes }: TeacherPage): string[] => nodes.map(({ worker }) => worker.id);
