import { must, uuidIn } from "../support/people.js";
import { type Asker, asking, changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aMatch, type Pair, type Scene } from "./scene.js";

type Proposer = "worker" | "partner" | "manager";

const CHANNEL = { channel: "+1 555 0100" };

/**
 * A connection, at version 1. The relation is the worker's to the viewer; for partners, the need's.
 * @param proposedBy by whom, for each asker
 * @param set what else its row is to say, as SQL
 */
export const aConnection =
  (proposedBy: (asker: Asker) => Proposer, set?: string): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key, needId, ...pair }: Pair = await aMatch()(scene, asker, relation);
    const who = proposedBy(asker);
    const user = { worker: pair.worker, partner: pair.member, manager: pair.manager }[who];
    const input = { needId, ...(who === "worker" ? {} : { workerId: key }), ...CHANNEL };
    const made = await must(scene.test, "proposeConnection", "connection { id }", input, user);
    const { id } = made.connection;
    if (set)
      await scene.test.service.dataSource.query(`update connection set ${set} where id = $1`, [uuidIn(id)]);
    return { viewer, key: id, needId, worker: pair.worker, member: pair.member };
  };

export const byWorker = () => "worker" as const;
const byManager = () => "manager" as const;
/** So that whoever takes part has still to answer. */
const byOthers = (asker: Asker) => (asker === "worker" ? "partner" : "worker");
/** So that whoever takes part has said yes. */
const byAsker = (asker: Asker) => (asker === "partner" || asker === "manager" ? asker : "worker");

/** The two sides, and nobody else: not even whoever sees both the worker and the need. */
export const SEEN_BY_SIDES = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       absent     absent     absent
    manager   -          absent     absent     absent
    partner   data       -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

/** Also the managers of the worker's library, where it has a say. */
const SEEN_BY_LIBRARY_TOO = SEEN_BY_SIDES.replace(
  "manager   -          absent",
  "manager   -          data  ",
);

/** The same for who takes a step. */
export const stepOf = (seen: string) => seen.replaceAll("absent", "not-found").replaceAll("data", "done");

const reading = (about: string, prepare: Prepare<Scene>, expected: string): Rows<Scene>[] => [
  {
    operation: "Query.connection",
    about,
    prepare,
    ask: asking(
      "query Q($key: ID!) { connection(id: $key) { id status worker { id } contact { channel } } }",
    ),
    expected,
  },
  {
    operation: "Subscription.connectionChanged",
    about,
    prepare,
    ask: asking("subscription S($key: ID!) { connectionChanged(id: $key) { id status } }"),
    expected,
  },
  {
    operation: "Query.connections",
    about: `${about}, by need`,
    prepare: byNeed(prepare),
    ask: asking(
      "query Q($key: ID) { connections(filter: { needId: $key }) { nodes { id } pageInfo { endCursor } } }",
    ),
    expected,
  },
  {
    operation: "Need.connections",
    about,
    prepare: byNeed(prepare),
    ask: asking("query Q($key: ID!) { need(id: $key) { connections { nodes { id } } } }"),
    // The need is open to everybody.
    expected: expected.replaceAll("absent", "empty "),
  },
];

/** Asked for by its need. */
const byNeed =
  (prepare: Prepare<Scene>): Prepare<Scene> =>
  async (...asked) => {
    const { viewer, key, needId } = await prepare(...asked);
    return { viewer, key: needId as string, shown: key };
  };

const answering = (schema: Schema, about: string, prepare: Prepare<Scene>, seen: string): Rows<Scene>[] => [
  {
    operation: "Mutation.acceptConnection",
    about,
    prepare,
    ask: changing(schema, "acceptConnection", (connectionId) => ({
      connectionId,
      expectedVersion: 1,
      ...CHANNEL,
    })),
    expected: stepOf(seen),
  },
  ending(schema, "declineConnection", about, prepare, seen),
];

const ending = (
  schema: Schema,
  mutation: string,
  about: string,
  prepare: Prepare<Scene>,
  seen: string,
): Rows<Scene> => ({
  operation: `Mutation.${mutation}`,
  about,
  prepare,
  ask: changing(schema, mutation, (connectionId) => ({ connectionId, expectedVersion: 1, reason: "OTHER" })),
  expected: stepOf(seen),
});

export const connectionRows = (schema: Schema): Rows<Scene>[] => [
  ...reading("which the worker proposed", aConnection(byWorker), SEEN_BY_SIDES),
  ...reading("which a manager proposed", aConnection(byManager), SEEN_BY_LIBRARY_TOO),
  {
    operation: "Mutation.proposeConnection",
    about: "of a worker whom everybody finds",
    prepare: aMatch(),
    ask: (key, target) =>
      changing(schema, "proposeConnection", (workerId) => ({ needId: target.needId, workerId, ...CHANNEL }))(
        key,
        target,
      ),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  forbidden  forbidden
    manager   -          done       not-found  not-found
    partner   done       -          not-found  not-found
    analyst   -          -          forbidden  forbidden
    admin     -          -          forbidden  forbidden`,
  },
  ...answering(schema, "which the other side proposed", aConnection(byOthers), SEEN_BY_SIDES),
  ...answering(
    schema,
    "about which the library is asked",
    aConnection(byOthers, "library_consent = 'PENDING'"),
    SEEN_BY_LIBRARY_TOO,
  ),
  ending(schema, "withdrawConnection", "which they proposed", aConnection(byAsker), SEEN_BY_LIBRARY_TOO),
  ending(
    schema,
    "endCollaborationEarly",
    "which is worked on",
    aConnection(byWorker, "status = 'COLLABORATING', partner_accepted_at = now()"),
    SEEN_BY_SIDES,
  ),
];
