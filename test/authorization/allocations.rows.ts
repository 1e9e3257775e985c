import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { nothing, type Scene, viewerOf } from "./scene.js";

/** A plan, ready to be approved, of the consortium asked for. */
const aPlan: Prepare<Scene> = async (scene, asker, relation) => {
  const id = newId();
  const side = relation === "elsewhere" ? scene.there : scene.here;
  await scene.test.service.dataSource.query(
    `insert into allocation_plan
       (id, consortium_id, name, goal, candidates_per_need, places_per_worker, minimum_per_worker, min_score, status)
     values ($1, $2, 'A plan', 'TOTAL_SCORE', 50, 1, 1, 0, 'READY')`,
    [id, side.people.consortiumId],
  );
  return { viewer: await viewerOf(scene, asker), key: typedId("plan", id) };
};

const READ = `
              consortium elsewhere
    anonymous -          401
    worker    403        403
    manager   403        403
    partner   403        403
    analyst   403        403
    admin     data       absent`;

const CHANGED = `
              consortium elsewhere
    anonymous -          401
    worker    403        403
    manager   403        403
    partner   403        403
    analyst   403        403
    admin     done       not-found`;

/** What comes of plans, which administrators make. */
export const allocationRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.allocationPlan",
    prepare: aPlan,
    ask: (id) => ({ query: "query Q($id: ID!) { allocationPlan(id: $id) { id } }", variables: { id } }),
    expected: READ,
  },
  {
    operation: "Query.allocationPlans",
    prepare: aPlan,
    ask: () => ({ query: "{ allocationPlans(first: 100) { nodes { id } } }", variables: {} }),
    expected: READ,
  },
  {
    operation: "Mutation.planAllocation",
    prepare: nothing,
    ask: changing(schema, "planAllocation", () => ({ name: "A plan" })),
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
    operation: "Mutation.cancelAllocation",
    prepare: aPlan,
    ask: changing(schema, "cancelAllocation", (id) => ({ id })),
    expected: CHANGED,
  },
  {
    operation: "Mutation.approveAllocation",
    prepare: aPlan,
    ask: changing(schema, "approveAllocation", (id) => ({ id, expectedVersion: 1 })),
    expected: CHANGED,
  },
];
