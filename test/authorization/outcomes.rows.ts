import type { User } from "../../src/platform/auth/principal.js";
import { must, uuidIn } from "../support/people.js";
import { aConnection, byWorker, SEEN_BY_SIDES, stepOf } from "./connections.rows.js";
import { asking, changing, FOR_EVERYBODY, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { nothing, type Scene } from "./scene.js";

type Sides = Awaited<ReturnType<Prepare<Scene>>> & { readonly worker: User; readonly member: User };

const ANSWERS = [1, 2, 3, 4, 5].map((position) => ({ position, rating: 3 }));

/** A collaboration with terms that both agreed on, at version 4. */
const anAgreedOne: Prepare<Scene> = async (scene, asker, relation) => {
  const target = (await aConnection(
    byWorker,
    "status = 'CONNECTED', partner_accepted_at = now()",
  )(...([scene, asker, relation] as const))) as Sides;
  const terms = {
    ...{ connectionId: target.key, scope: "Teach.", hoursTotal: 4 },
    ...{ startsOn: "2030-01-01", endsOn: "2030-02-01" },
    skills: [{ skillId: scene.skillId, target: "PROFICIENT" }],
  };
  await must(
    scene.test,
    "proposeAgreement",
    "connection { id }",
    { ...terms, expectedVersion: 1 },
    target.worker,
  );
  const yes = { connectionId: target.key, expectedVersion: 2 };
  await must(scene.test, "acceptAgreement", "connection { id }", yes, target.member);
  return target;
};

/** What is the same whoever asks, which an answer shows by a word. */
const showing =
  (shown: string): Prepare<Scene> =>
  async (...asked) => ({ ...(await nothing(...asked)), shown });

/** One that the other side has completed, with a rating of the skill. */
const aCompletedOne: Prepare<Scene> = async (scene, asker, relation) => {
  const target = (await anAgreedOne(scene, asker, relation)) as Sides;
  const input = {
    ...{ connectionId: target.key, expectedVersion: 3, answers: ANSWERS },
    ratings: [{ skillId: scene.skillId, proficiency: "COMPETENT" }],
  };
  const other = asker === "worker" ? target.member : target.worker;
  await must(scene.test, "completeCollaboration", "connection { id }", input, other);
  return target;
};

/** The rating that the partner gave. */
const aRating: Prepare<Scene> = async (scene, asker, relation) => {
  const target = await aCompletedOne(scene, "worker", asker === "worker" ? relation : "consortium");
  const { viewer } = asker === "worker" ? target : await nothing(scene, asker, "anything");
  const { data } = await scene.test.execute(
    `query Q($id: ID!) { connection(id: $id) { worker { careerRecord { ratings { nodes { id source } } } } } }`,
    { id: target.key },
    (target as Sides).worker,
  );
  const { nodes } = data.connection.worker.careerRecord.ratings;
  return { viewer, key: nodes.find(({ source }: { source: string }) => source === "PARTNER").id };
};

const BY_SIDES = stepOf(SEEN_BY_SIDES);
const BY_WORKER = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          -          not-found  -
    partner   -          -          not-found  -
    analyst   -          -          not-found  -
    admin     -          -          not-found  -`;

const said = (connectionId: string) => ({ connectionId, expectedVersion: 3, answers: ANSWERS });

/** What comes of what is said at the end of collaborations. */
export const outcomeRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.outcomeQuestions",
    prepare: showing("position"),
    ask: asking("{ outcomeQuestions(side: WORKER) { position text } }"),
    expected: FOR_EVERYBODY.replace("anonymous data", "anonymous 401 "),
  },
  {
    operation: "Mutation.setOutcomeQuestions",
    prepare: nothing,
    ask: changing(schema, "setOutcomeQuestions", () => ({
      side: "WORKER",
      questions: ["1", "2", "3", "4", "5"],
    })),
    expected: `
              anything
    anonymous 401
    worker    403
    manager   403
    partner   403
    analyst   403
    admin     done`,
  },
  {
    operation: "Mutation.completeCollaboration",
    prepare: anAgreedOne,
    ask: changing(schema, "completeCollaboration", said),
    expected: BY_SIDES,
  },
  {
    operation: "Mutation.giveFeedback",
    prepare: aCompletedOne,
    ask: changing(schema, "giveFeedback", (id) => ({ ...said(id), expectedVersion: 4 })),
    expected: BY_SIDES,
  },
  {
    operation: "Mutation.setCareerEntry",
    prepare: aCompletedOne,
    ask: changing(schema, "setCareerEntry", (connectionId) => ({ connectionId, shown: false })),
    expected: BY_SIDES.replace("partner   done     ", "partner   not-found"),
  },
  {
    operation: "Mutation.adoptRating",
    prepare: aRating,
    ask: changing(schema, "adoptRating", (ratingId) => ({ ratingId })),
    expected: BY_WORKER,
  },
];

/** Webhooks are of whoever set them up. */
const aWebhook: Prepare<Scene> = async (scene, asker, relation) => {
  const { viewer } = await nothing(scene, asker, relation);
  const side = relation === "elsewhere" ? scene.there : scene.here;
  const owner =
    relation === "own" ? (viewer as User) : asker === "partner" ? side.people.admin : side.partner.member;
  const url = "https://hooks.example.org/skillbridge";
  const made = await must(scene.test, "createWebhook", "webhook { id }", { url }, owner);
  // So that the scene does not run out of room.
  await scene.test.service.dataSource.query(
    "update webhook set archived_at = now() where id <> $1 and archived_at is null",
    [uuidIn(made.webhook.id)],
  );
  return { viewer, key: made.webhook.id };
};

const OF_OWNERS = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          403        403
    manager   -          403        403
    partner   done       not-found  not-found
    analyst   -          403        403
    admin     done       not-found  not-found`;

const FOR_OWNERS = `
              anything
    anonymous 401
    worker    403
    manager   403
    partner   done
    analyst   403
    admin     done`;

export const webhookRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.webhooks",
    prepare: showing("webhooks"),
    ask: asking("{ webhooks { id } }"),
    expected: FOR_OWNERS.replaceAll("done", "data"),
  },
  {
    operation: "Mutation.createWebhook",
    prepare: nothing,
    ask: changing(schema, "createWebhook", () => ({ url: "https://hooks.example.org/skillbridge" })),
    expected: FOR_OWNERS,
  },
  ...["updateWebhook", "archiveWebhook", "rotateWebhookSecret", "enableWebhook", "testWebhook"].map(
    (mutation) => ({
      operation: `Mutation.${mutation}`,
      prepare: aWebhook,
      ask: changing(schema, mutation, (id: string) => ({ id, expectedVersion: 1 })),
      expected: OF_OWNERS,
    }),
  ),
  {
    operation: "Mutation.replayWebhook",
    prepare: aWebhook,
    ask: changing(schema, "replayWebhook", (id) => ({ id, since: new Date(0).toISOString() })),
    expected: OF_OWNERS,
  },
];
