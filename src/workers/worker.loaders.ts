import type { GraphQLResolveInfo } from "graphql";
import { PARTS } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { defineLoader, grouped, inOrder, type LoaderDefinition } from "../platform/graphql/loaders.js";
import { selectionOf } from "../platform/graphql/look-ahead.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { FieldVisibility } from "./field-visibility.js";
import type { GrowthGoal } from "./growth-goal.js";
import { goalsOfWorkers, skillsOfWorkers, visibleGoals, visibleWorkerSkills } from "./profile.reads.js";
import { fieldVisibilities, visibleWorkers } from "./worker.reads.js";
import { type ReadWorker, WHOLE, type WorkerShape, workerShape } from "./worker.shape.js";
import { SKILLS_LIST, skillPosition, type WorkerSkill } from "./worker-skill.js";

const workerByIdIn = (shape: WorkerShape) =>
  defineLoader<string, ReadWorker | null>({
    batch: async ({ reads, principal }, ids) =>
      inOrder(ids, await visibleWorkers(reads, userOf(principal), ids, shape)),
  });

/** Worker by id; null when absent or hidden. */
export const workerById = workerByIdIn(WHOLE);

const byShape = new Map([[JSON.stringify(WHOLE), workerById]]);

/** `workerById` for no more, and no less, than the field that is being resolved is asked for. */
export function workerByIdFor(
  info: GraphQLResolveInfo,
  context: Context,
): LoaderDefinition<string, ReadWorker | null> {
  const shape = workerShape(selectionOf(info, context), info.variableValues);
  const key = JSON.stringify(shape);
  const loader = byShape.get(key) ?? workerByIdIn(shape);
  byShape.set(key, loader);
  return loader;
}

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
  name: SKILLS_LIST,
  parts: [PARTS.oneOf(PROFICIENCIES), PARTS.id],
  rows: ({ reads, principal }, workerIds, limit, after) =>
    skillsOfWorkers(reads, userOf(principal), workerIds, limit, after),
  ownerOf: ({ workerId }) => workerId,
  positionOf: skillPosition,
});
