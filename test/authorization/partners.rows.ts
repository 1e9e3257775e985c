import { asking, changing, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aCommunityGoal, aLearningGoal, aPartner, nothing, type Scene } from "./scene.js";

/** Organisations are public. */
const PUBLIC = `
              own        consortium elsewhere
    anonymous -          -          data
    worker    -          data       data
    manager   -          data       data
    partner   data       data       data
    analyst   -          data       data
    admin     -          data       data`;

/** Their members act for them, and the administrators of their consortium. */
const MEMBERS = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          forbidden  forbidden
    manager   -          forbidden  forbidden
    partner   done       forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          done       forbidden`;

/** The same for what other consortia do not see. */
const HIDDEN_ELSEWHERE = MEMBERS.replace(/^( *(?!anonymous).*)forbidden$/gm, "$1not-found");

const indicator = { name: "people", unit: "people", baseline: 0, target: 10 };

export const partnerRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.partner",
    prepare: aPartner,
    ask: asking("query Q($key: ID!) { partner(id: $key) { id name goals { title } } }"),
    expected: PUBLIC,
  },
  {
    operation: "Query._entities",
    about: "a partner",
    prepare: aPartner,
    ask: (id) => ({
      query: "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Partner { id name } } }",
      variables: { all: [{ __typename: "Partner", id }] },
    }),
    expected: PUBLIC,
  },
  {
    operation: "Query.partners",
    prepare: async (scene, asker, relation) => {
      const { viewer, key } = await aPartner(scene, asker, relation);
      const { data } = await scene.test.execute("query Q($id: ID!) { partner(id: $id) { name } }", {
        id: key,
      });
      return { viewer, key: data.partner.name, shown: key };
    },
    ask: asking("query Q($key: String) { partners(filter: { search: $key }) { nodes { id } } }"),
    expected: PUBLIC,
  },
  {
    operation: "Mutation.createPartner",
    prepare: nothing,
    ask: changing(schema, "createPartner", (name) => ({ name })),
    expected: `
              anything
    anonymous 401
    worker    forbidden
    manager   done
    partner   forbidden
    analyst   forbidden
    admin     done`,
  },
  {
    operation: "Mutation.updatePartner",
    prepare: aPartner,
    ask: changing(schema, "updatePartner", (id) => ({ id, expectedVersion: 1, region: "Changed" })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.archivePartner",
    prepare: aPartner,
    ask: changing(schema, "archivePartner", (id) => ({ id, expectedVersion: 1 })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.createCommunityGoal",
    prepare: aPartner,
    ask: changing(schema, "createCommunityGoal", (partnerId) => ({ partnerId, title: "A goal", indicator })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.updateCommunityGoal",
    prepare: aCommunityGoal,
    ask: changing(schema, "updateCommunityGoal", (id) => ({ id, expectedVersion: 1, title: "Changed" })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.archiveCommunityGoal",
    prepare: aCommunityGoal,
    ask: changing(schema, "archiveCommunityGoal", (id) => ({ id, expectedVersion: 1 })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.createPartnerLearningGoal",
    prepare: async (scene, ...whom) => ({ ...(await aPartner(scene, ...whom)), skillId: scene.skillId }),
    ask: changing(schema, "createPartnerLearningGoal", (partnerId, { skillId }) => ({
      ...{ partnerId, skillId, target: "COMPETENT" },
    })),
    expected: MEMBERS,
  },
  {
    operation: "Mutation.updatePartnerLearningGoal",
    prepare: aLearningGoal,
    ask: changing(schema, "updatePartnerLearningGoal", (id) => ({ id, expectedVersion: 1, learners: 2 })),
    expected: HIDDEN_ELSEWHERE,
  },
  {
    operation: "Mutation.removePartnerLearningGoal",
    prepare: aLearningGoal,
    ask: changing(schema, "removePartnerLearningGoal", (id) => ({ id, expectedVersion: 1 })),
    expected: HIDDEN_ELSEWHERE,
  },
];
