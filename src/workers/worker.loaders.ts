import { PARTS } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import type { Selection } from "../platform/graphql/look-ahead.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { FieldVisibility } from "./field-visibility.js";
import type { GrowthGoal } from "./growth-goal.js";
import { goalsOfWorkers, skillsOfWorkers, visibleGoals, visibleWorkerSkills } from "./profile.reads.js";
import {
  fieldVisibilities,
  type ShownWorker,
  visibleWorkers,
  type WorkerShape,
  workerShape,
} from "./worker.reads.js";
import type { WorkerSkill } from "./worker-skill.js";

const workerByIdIn = (shape: WorkerShape) =>
  defineLoader<string, ShownWorker | null>({
    batch: async ({ reads, principal }, ids) =>
      inOrder(ids, await visibleWorkers(reads, userOf(principal), ids, shape)),
  });

/** Worker by id; null when absent or hidden. */
export const workerById = workerByIdIn("whole");

const briefWorkerById = workerByIdIn("brief");

/** `workerById` for no more, and no less, than a query asks of the worker. */
export const workerByIdFor = (asked: Selection | null) =>
  workerShape(asked) === "brief" ? briefWorkerById : workerById;

/** How far a worker's fields may be seen; null for who may not change the worker. */
export const fieldVisibilityByWorker = defineLoader<string, FieldVisibility | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await fieldVisibilities(reads, userOf(principal), ids)),
});

/** An entry of a profile by id; null when absent or hidden. */
export const workerSkillById = defineLoader<string, WorkerSkill | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await visibleWorkerSkills(reads, userOf(principal), ids)),
});

/** A growth goal by id; null when absent or hidden. */
export const goalById = defineLoader<string, GrowthGoal | null>({
  batch: async ({ reads, principal }, ids) => inOrder(ids, await visibleGoals(reads, userOf(principal), ids)),
});

/** The growth goals of a worker that the caller may see. */
export const goalsByWorker = defineLoader<string, GrowthGoal[]>({
  batch: async ({ reads, principal }, ids) =>
    grouped(ids, await goalsOfWorkers(reads, userOf(principal), ids), (goal) => goal.workerId),
});

/** A page of a worker's skills that the caller may see. */
export const skillsByWorker = defineOwnedPages<WorkerSkill>({
  name: "worker-skills",
  parts: [PARTS.oneOf(PROFICIENCIES), PARTS.id],
  rows: ({ reads, principal }, workerIds, limit, after) =>
    skillsOfWorkers(reads, userOf(principal), workerIds, limit, after),
  ownerOf: ({ workerId }) => workerId,
  positionOf: ({ proficiency, id }) => [proficiency, id],
});
