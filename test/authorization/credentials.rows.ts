import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { newNeed, newWorker, type Organisation, uuidIn } from "../support/people.js";
import { changing, FOR_EVERYBODY, type Prepare, type Relation, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { type Scene, viewerOf } from "./scene.js";

/** Rows of a worker who stands to the viewer as asked; those of the viewer's own where they are. */
const ofWorker =
  (insert: (scene: Scene, placed: Placed, partner: Organisation) => Promise<string>): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { people, library, otherLibrary, partner } = sideOf(scene, relation);
    const { libraryId } = relation === "consortium" ? otherLibrary : library;
    const worker = await newWorker(scene.test, people, libraryId);
    const viewer = relation === "own" ? worker.self : await viewerOf(scene, asker);
    const { consortiumId } = people;
    const ids = { consortiumId, workerId: uuidIn(worker.id), libraryId: uuidIn(libraryId) };
    return { viewer, skillId: scene.skillId, key: await insert(scene, ids, partner) };
  };

interface Placed {
  readonly consortiumId: string;
  readonly workerId: string;
  readonly libraryId: string;
}

const sideOf = ({ here, there }: Scene, relation: Relation) => (relation === "elsewhere" ? there : here);

/** A collaboration that was completed. */
const aCompletedOne = ofWorker(async ({ test, skillId }, placed, partner) => {
  const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
  const id = newId();
  await test.service.dataSource.query(
    `insert into connection (id, consortium_id, worker_id, need_id, partner_id, library_id, initiator, status,
       library_consent, scoring_version, affinity_version)
     values ($1, $2, $3, $4, $5, $6, 'WORKER', 'COMPLETED', 'NOT_REQUIRED', '1', 1)`,
    [id, placed.consortiumId, placed.workerId, uuidIn(needId), uuidIn(partner.id), placed.libraryId],
  );
  return typedId("connection", id);
});

/** A credential that its library issued. */
const aCredential = ofWorker(async ({ test, skillId }, { consortiumId, workerId, libraryId }) => {
  const id = newId();
  await test.service.dataSource.query(
    `insert into credential (id, worker_id, consortium_id, library_id, skill_id, proficiency, jwt, with_name)
     values ($1, $2, $3, $4, $5, 'COMPETENT', 'a.b.c', false)`,
    [id, workerId, consortiumId, libraryId, uuidIn(skillId)],
  );
  return typedId("credential", id);
});

export const credentialRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.verifyCredential",
    prepare: async (scene, asker) => ({
      viewer: await viewerOf(scene, asker),
      key: "no token",
      shown: "MALFORMED",
    }),
    ask: (key) => ({
      query: "query Q($key: String!) { verifyCredential(jwt: $key) { status } }",
      variables: { key },
    }),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Mutation.claimCredential",
    about: "for a collaboration; what comes of one's own depends on the partner's rating",
    prepare: aCompletedOne,
    ask: changing(schema, "claimCredential", (connectionId, { skillId }) => ({ connectionId, skillId })),
    expected: `
              library    consortium elsewhere
    anonymous -          -          401
    worker    not-found  not-found  not-found
    manager   forbidden  forbidden  forbidden
    partner   -          forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`,
  },
  {
    operation: "Mutation.shareCredential",
    prepare: aCredential,
    ask: changing(schema, "shareCredential", (id) => ({ id, shared: true })),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          not-found  not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`,
  },
  {
    operation: "Mutation.revokeCredential",
    prepare: aCredential,
    ask: changing(schema, "revokeCredential", (id) => ({ id, reason: "SUPERSEDED" })),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          done       not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          done       not-found`,
  },
];
