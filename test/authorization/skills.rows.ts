import { asking, changing, FOR_EVERYBODY, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aSkill, nothing, type Scene } from "./scene.js";

const CURATORS = `
              anything
    anonymous 401
    worker    forbidden
    manager   forbidden
    partner   forbidden
    analyst   forbidden
    admin     done`;

export const skillRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.skill",
    prepare: aSkill,
    ask: asking("query Q($key: ID) { skill(id: $key) { id preferredLabel } }"),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Query.skills",
    prepare: aSkill,
    ask: asking("query Q($key: ID) { skills(first: 100, filter: { within: $key }) { nodes { id } } }"),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Query.suggestSkills",
    prepare: async (scene, asker, relation) => {
      const { viewer, key } = await aSkill(scene, asker, relation);
      const { data } = await scene.test.execute("query Q($id: ID) { skill(id: $id) { preferredLabel } }", {
        id: key,
      });
      return { viewer, key: data.skill.preferredLabel, shown: key };
    },
    ask: asking("query Q($key: String!) { suggestSkills(text: $key, first: 5) { skill { id } } }"),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Mutation.createSkill",
    about: "everybody signed in may propose one",
    prepare: nothing,
    ask: changing(schema, "createSkill", (key) => ({ preferredLabel: key, kind: "SKILL" })),
    expected: `
              anything
    anonymous 401
    worker    done
    manager   done
    partner   done
    analyst   done
    admin     done`,
  },
  {
    operation: "Mutation.updateSkill",
    prepare: aSkill,
    ask: changing(schema, "updateSkill", (id) => ({ id, expectedVersion: 1, description: "Changed" })),
    expected: CURATORS,
  },
  {
    operation: "Mutation.archiveSkill",
    prepare: aSkill,
    ask: changing(schema, "archiveSkill", (id) => ({ id, expectedVersion: 1 })),
    expected: CURATORS,
  },
  {
    operation: "Mutation.mergeSkills",
    prepare: aSkill,
    ask: changing(schema, "mergeSkills", (duplicateId, { otherId }) => ({
      ...{ duplicateId, survivorId: otherId, expectedVersion: 1 },
    })),
    expected: CURATORS,
  },
];
