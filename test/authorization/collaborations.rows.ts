import type { User } from "../../src/platform/auth/principal.js";
import { must } from "../support/people.js";
import { aConnection, byWorker, SEEN_BY_SIDES, stepOf } from "./connections.rows.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import type { Scene } from "./scene.js";

const WORKING = "status = 'COLLABORATING', partner_accepted_at = now()";

/** A collaboration, at version 1, in which the library has no say. */
const aCollaboration = aConnection(byWorker, WORKING);
/** One about which it was asked. */
const aConsentedOne = aConnection(byWorker, `${WORKING}, library_consent = 'GIVEN'`);

/** The two, and nobody else. */
const BY_SIDES = stepOf(SEEN_BY_SIDES);
/** Managers whose library has a say see it, but take no part in the work. */
const BY_SIDES_ALONE = BY_SIDES.replace("manager   -          not-found", "manager   -          forbidden");

const TERMS = {
  ...{ scope: "Teach two evenings.", hoursTotal: 4, startsOn: "2030-01-01", endsOn: "2030-02-01" },
};
const DONE = { workedOn: "2026-01-02", hours: 2 };

const sidesOf = (target: Awaited<ReturnType<Prepare<Scene>>>) =>
  target as typeof target & { readonly worker: User; readonly member: User };

/** One whose terms the other side has proposed, at version 2. */
const withTerms: Prepare<Scene> = async (scene, asker, relation) => {
  const target = sidesOf(await aCollaboration(scene, asker, relation));
  const other = asker === "worker" ? target.member : target.worker;
  const skills = [{ skillId: scene.skillId, target: "PROFICIENT" }];
  const input = { connectionId: target.key, expectedVersion: 1, ...TERMS, skills };
  await must(scene.test, "proposeAgreement", "connection { id }", input, other);
  return target;
};

/** What the worker put into a collaboration: asked for by its id, at version 1. */
const anEntry =
  (mutation: string, input: object, shown: string, idIn: (connection: never) => string): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key, worker } = sidesOf(await aCollaboration(scene, asker, relation));
    const given = { connectionId: key, ...input };
    const made = await must(scene.test, mutation, `connection { ${shown} }`, given, worker);
    return { viewer, key: idIn(made.connection as never) };
  };

const aMilestone = anEntry(
  "addMilestone",
  { title: "The first evening" },
  "milestones { id }",
  ({ milestones }: { milestones: { id: string }[] }) => milestones[0]!.id,
);
const someHours = anEntry(
  "logHours",
  DONE,
  "hours { nodes { id } }",
  ({ hours }: { hours: { nodes: { id: string }[] } }) => hours.nodes[0]!.id,
);

export function collaborationRows(schema: Schema): Rows<Scene>[] {
  const within = (mutation: string, input: object): Rows<Scene>[] =>
    [
      { prepare: aCollaboration, expected: BY_SIDES },
      { about: "about which the library was asked", prepare: aConsentedOne, expected: BY_SIDES_ALONE },
    ].map((row) => ({
      ...row,
      operation: `Mutation.${mutation}`,
      ask: changing(schema, mutation, (connectionId) => ({ connectionId, ...input })),
    }));
  const entry = (mutation: string, prepare: Prepare<Scene>, input: object = {}): Rows<Scene> => ({
    operation: `Mutation.${mutation}`,
    prepare,
    ask: changing(schema, mutation, (id) => ({ id, expectedVersion: 1, ...input })),
    expected: BY_SIDES,
  });
  return [
    ...within("sendMessage", { body: "Hello." }),
    ...within("markMessagesRead", {}),
    ...within("addMilestone", { title: "The first evening" }),
    ...within("logHours", DONE),
    entry("updateMilestone", aMilestone, { title: "The last evening" }),
    entry("archiveMilestone", aMilestone),
    entry("updateHours", someHours, { hours: 3 }),
    entry("archiveHours", someHours),
    {
      operation: "Mutation.proposeAgreement",
      prepare: async (scene, asker, relation) => ({
        ...(await aCollaboration(scene, asker, relation)),
        skillId: scene.skillId,
      }),
      ask: (key, target) =>
        changing(schema, "proposeAgreement", (connectionId) => {
          const skills = [{ skillId: target.skillId, target: "PROFICIENT" }];
          return { connectionId, expectedVersion: 1, ...TERMS, skills };
        })(key, target),
      expected: BY_SIDES,
    },
    {
      operation: "Mutation.acceptAgreement",
      about: "that the other side proposed",
      prepare: withTerms,
      ask: changing(schema, "acceptAgreement", (connectionId) => ({ connectionId, expectedVersion: 2 })),
      expected: BY_SIDES,
    },
  ];
}
