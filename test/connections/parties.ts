import type { User } from "../../src/platform/auth/principal.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import type { TestService } from "../support/service.js";

/** Everybody who takes part in an introduction, and a need to be introduced about. */
export interface Parties {
  readonly people: People;
  readonly staff: Staff;
  readonly worker: Person;
  readonly partner: Organisation;
  readonly skillId: string;
  readonly needId: string;
}

/** @param worker fields of the worker, whom only the consortium finds unless they say otherwise */
export async function newParties(
  test: TestService,
  { worker = {}, need = {}, library = {} }: { worker?: object; need?: object; library?: object } = {},
): Promise<Parties> {
  const people = await newConsortium(test);
  const staff = await newLibrary(test, people, library);
  const skillId = await newSkill(test, `skill ${Math.random()}`);
  const person = await newWorker(test, people, staff.libraryId, {
    ...{ name: "Ruth Hidden", email: "ruth@library.example", discoverability: "CONSORTIUM" },
    goals: [{ skillId, current: "NOVICE", target: "EXPERT", visibility: "PARTNERS" }],
    ...worker,
  });
  const partner = await newPartner(test, people, { name: "Harbour Trust" });
  const skills = [{ skillId, proficiency: "COMPETENT" }];
  const needId = await newNeed(test, partner, { skills, capacity: 2, ...need });
  return { people, staff, worker: person, partner, skillId, needId };
}

/** What tests look at. */
export const SHOWN = `connection { id version status libraryConsent yourSide availableSteps expiresAt endReason endNote
  contact { name channel } worker { id name } history { event side fromStatus toStatus } score growth coverage
  scoringVersion affinityVersion }`;

/** Runs a step that must succeed, and gives back the connection. */
export const step = async (
  test: TestService,
  mutation: string,
  input: Record<string, unknown>,
  user: User,
  // biome-ignore lint/suspicious/noExplicitAny: what a payload holds depends on the selection
): Promise<any> => {
  const answer = await attemptStep(test, mutation, input, user);
  if (answer.userErrors.length > 0)
    throw new Error(`${mutation} was refused: ${JSON.stringify(answer.userErrors)}`);
  return answer.connection;
};

const END = /^(decline|withdraw)Connection$|^endCollaborationEarly$/;

/** The same for one that may be refused. */
export async function attemptStep(
  test: TestService,
  mutation: string,
  input: Record<string, unknown>,
  user: User,
  // biome-ignore lint/suspicious/noExplicitAny: what a payload holds depends on the selection
): Promise<any> {
  if (!END.test(mutation)) return await attempt(test, mutation, SHOWN, input, user);
  const query = `mutation M($input: EndConnectionInput!) { ${mutation}(input: $input) { ${SHOWN}
    userErrors { code field message currentVersion } } }`;
  const { data, errors } = await test.execute(query, { input }, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data[mutation];
}

/** The connection as somebody sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds depends on the selection
export async function seen(test: TestService, id: string, user: User): Promise<any> {
  const { data, errors } = await test.execute(
    `query Q($id: ID!) { c: connection(id: $id) ${SHOWN.slice("connection ".length)} }`,
    { id },
    user,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.c;
}

/** A connection that the worker proposed and the partner accepted. */
export async function connected(test: TestService, { worker, partner, needId }: Parties): Promise<string> {
  const { id } = await step(test, "proposeConnection", { needId, channel: "ruth@home.example" }, worker.self);
  const input = { id, expectedVersion: 1, channel: "+1 555 0100", contactName: "Ada" };
  await step(test, "acceptConnection", input, partner.member);
  return id;
}

export { must };
