import { leftOut, SEEN_BY } from "./matching.rows.js";
import { changing, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aMatch, type Scene } from "./scene.js";

export const teamRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Need.teams",
    about: "with a worker who is PUBLIC",
    prepare: async (scene, asker, relation) => {
      const { viewer, key, needId } = await aMatch()(scene, asker, relation);
      return { viewer, key: needId as string, shown: key };
    },
    ask: (id) => ({
      query:
        "query Q($id: ID!) { need(id: $id) { teams { nodes: teams { members { match { score worker { id } } } } reason } } }",
      variables: { id },
    }),
    expected: leftOut(SEEN_BY),
  },
  {
    operation: "Mutation.proposeTeam",
    about: "of a worker whom everybody finds",
    prepare: aMatch(),
    ask: (key, target) =>
      changing(schema, "proposeTeam", (workerId) => ({
        ...{ needId: target.needId, workerIds: [workerId] },
        channel: "+1 555 0100",
      }))(key, target),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    forbidden  forbidden  forbidden  forbidden
    manager   -          done       not-found  not-found
    partner   done       -          not-found  not-found
    analyst   -          -          forbidden  forbidden
    admin     -          -          forbidden  forbidden`,
  },
];
