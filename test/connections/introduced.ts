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

/** People who may be introduced to each other. */
export interface Meeting {
  readonly people: People;
  readonly staff: Staff;
  readonly partner: Organisation;
  readonly worker: Person;
  readonly skillId: string;
  readonly needId: string;
}

let count = 0;

/** A worker who wants to learn what a partner needs; findable by partners unless the fields say otherwise. */
export async function newMeeting(
  test: TestService,
  {
    worker = {},
    need = {},
    library = {},
  }: { worker?: Record<string, unknown>; need?: object; library?: object } = {},
): Promise<Meeting> {
  const people = await newConsortium(test);
  const staff = await newLibrary(test, people, library);
  const partner = await newPartner(test, people);
  const skillId = await newSkill(test, `meeting skill ${process.pid} ${count++}`);
  const needId = await newNeed(test, partner, {
    skills: [{ skillId, proficiency: "PROFICIENT" }],
    ...need,
  });
  return {
    people,
    staff,
    partner,
    skillId,
    needId,
    worker: await newCandidate(test, people, staff, skillId, worker),
  };
}

/** Another worker with a goal in the skill. */
export const newCandidate = (
  test: TestService,
  people: People,
  { libraryId }: Staff,
  skillId: string,
  fields: Record<string, unknown> = {},
): Promise<Person> =>
  newWorker(test, people, libraryId, {
    ...{ name: "Ada Introduced", email: "ada@library.example", discoverability: "PARTNERS" },
    skills: [{ skillId, proficiency: "ADVANCED_BEGINNER", visibility: "PARTNERS" }],
    goals: [{ skillId, target: "EXPERT", visibility: "PARTNERS" }],
    ...fields,
  });

export const SHOWN = `connection { id version status yourSide availableSteps libraryConsent message score growth coverage
  scoringVersion expiresAt endReason endNote contact { name channel } need { id placesTaken } worker { id name email }
  partner { id } history { event side toStatus } }`;

/** What a test says in the name of somebody. */
export const channelOf = (user: User): object =>
  user.role === "WORKER"
    ? { channel: "ada@home.example" }
    : user.role === "PARTNER"
      ? { channel: "+1 555 0100", contactName: "Paula Partner" }
      : {};

/** Proposes, and answers what the proposer sees of it. */
export async function propose(test: TestService, { needId, worker }: Meeting, user: User, more: object = {}) {
  const input = {
    needId,
    ...(user.role === "WORKER" ? {} : { workerId: worker.id }),
    ...channelOf(user),
    ...more,
  };
  return (await must(test, "proposeConnection", SHOWN, input, user)).connection;
}

interface Seen {
  readonly id: string;
  readonly version: number;
}

/** Takes a step that must succeed. */
export async function step(
  test: TestService,
  mutation: string,
  { id, version }: Seen,
  user: User,
  more: object = {},
) {
  return (await tryStep(test, mutation, { id, version }, user, more, must)).connection;
}

/** Takes a step that may be refused. */
export const tryStep = (
  test: TestService,
  mutation: string,
  { id, version }: Seen,
  user: User,
  more: object = {},
  how: typeof must = attempt,
) =>
  how(
    test,
    mutation,
    SHOWN,
    {
      connectionId: id,
      expectedVersion: version,
      ...(mutation === "acceptConnection" ? channelOf(user) : {}),
      ...more,
    },
    user,
  );

/** What somebody sees of a connection; null when nothing. */
export async function look(test: TestService, id: string, user: User) {
  const { data } = await test.execute(
    `query Q($id: ID!) { ${SHOWN.replace("connection", "connection(id: $id)")} }`,
    { id },
    user,
  );
  return data.connection;
}

/** Two who are connected: the worker proposed, and the partner accepted. */
export async function newConnection(test: TestService, meeting: Meeting): Promise<Seen> {
  const proposed = await propose(test, meeting, meeting.worker.self);
  return await step(test, "acceptConnection", proposed, meeting.partner.member);
}
