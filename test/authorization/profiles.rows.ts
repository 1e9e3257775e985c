import { changing, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aGrowthGoal, aWorker, aWorkerSkill, type Scene } from "./scene.js";

/** The worker and the library's manager write a profile. */
const SKILLS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  forbidden  not-found
    manager   -          done       forbidden  not-found
    partner   -          -          forbidden  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

/** Growth goals are the worker's own; not even a manager sets them. */
const GOALS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  forbidden  not-found
    manager   -          forbidden  forbidden  not-found
    partner   -          -          forbidden  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

/** What is private is not there for anybody else, whoever may write the rest of the profile. */
const PRIVATE = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          not-found  not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

const withSkill = async (...[scene, asker, relation]: Parameters<ReturnType<typeof aWorker>>) => ({
  ...(await aWorker()(scene, asker, relation)),
  skillId: scene.skillId,
});

const entryRows = (schema: Schema, visibility: "PUBLIC" | "PRIVATE"): Rows<Scene>[] => [
  {
    operation: "Mutation.updateWorkerSkill",
    about: `that is ${visibility}`,
    prepare: aWorkerSkill(visibility),
    ask: changing(schema, "updateWorkerSkill", (id) => ({ id, expectedVersion: 1, proficiency: "EXPERT" })),
    expected: visibility === "PUBLIC" ? SKILLS : PRIVATE,
  },
  {
    operation: "Mutation.removeWorkerSkill",
    about: `that is ${visibility}`,
    prepare: aWorkerSkill(visibility),
    ask: changing(schema, "removeWorkerSkill", (id) => ({ id, expectedVersion: 1 })),
    expected: visibility === "PUBLIC" ? SKILLS : PRIVATE,
  },
  {
    operation: "Mutation.updateGrowthGoal",
    about: `that is ${visibility}`,
    prepare: aGrowthGoal(visibility),
    ask: changing(schema, "updateGrowthGoal", (id) => ({ id, expectedVersion: 1, priority: 3 })),
    expected: visibility === "PUBLIC" ? GOALS : PRIVATE,
  },
  {
    operation: "Mutation.archiveGrowthGoal",
    about: `that is ${visibility}`,
    prepare: aGrowthGoal(visibility),
    ask: changing(schema, "archiveGrowthGoal", (id) => ({ id, expectedVersion: 1 })),
    expected: visibility === "PUBLIC" ? GOALS : PRIVATE,
  },
];

export const profileRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Mutation.addWorkerSkill",
    prepare: withSkill,
    ask: changing(schema, "addWorkerSkill", (workerId, { skillId }) => ({
      ...{ workerId, skillId, proficiency: "NOVICE" },
    })),
    expected: SKILLS,
  },
  {
    operation: "Mutation.createGrowthGoal",
    prepare: withSkill,
    ask: changing(schema, "createGrowthGoal", (workerId, { skillId }) => ({
      ...{ workerId, skillId, target: "EXPERT" },
    })),
    expected: GOALS,
  },
  ...entryRows(schema, "PUBLIC"),
  ...entryRows(schema, "PRIVATE"),
];
