import { type Connection, decodeCursor, PARTS, pageOf } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import { PROFICIENCIES } from "../skills/index.js";
import type { GrowthGoal } from "./growth-goal.js";
import { goalsOfWorkers, skillsOfWorkers, visibleGoals, visibleWorkerSkills } from "./profile.reads.js";
import type { Worker } from "./worker.js";
import { visibleWorkers } from "./worker.reads.js";
import type { WorkerSkill } from "./worker-skill.js";

/** Worker by id; null when absent or hidden. */
export const workerById = defineLoader<string, Worker | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await visibleWorkers(reads, userOf(principal), ids)),
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

export interface WorkerSkillsKey {
  readonly workerId: string;
  readonly first: number;
  readonly after?: string | null;
}

const LIST = "worker-skills";

/** A page of a worker's skills that the caller may see: one statement for all workers whose pages are asked for alike. */
export const skillsByWorker = defineLoader<WorkerSkillsKey, Connection<WorkerSkill>>({
  keyOf: ({ workerId, first, after }) => `${workerId} ${first} ${after ?? ""}`,
  batch: async ({ reads, principal }, keys) => {
    const alike = new Map<string, WorkerSkillsKey[]>();
    for (const key of keys) {
      const page = `${key.first} ${key.after ?? ""}`;
      alike.set(page, [...(alike.get(page) ?? []), key]);
    }
    const pages = new Map<WorkerSkillsKey, Connection<WorkerSkill>>();
    await Promise.all(
      [...alike.values()].map(async (group) => {
        const page = group[0]!;
        const workerIds = group.map((key) => key.workerId);
        const after = decodeCursor(LIST, page.after, [PARTS.oneOf(PROFICIENCIES), PARTS.id]);
        const rows = await skillsOfWorkers(reads, userOf(principal), workerIds, page.first + 1, after);
        grouped(workerIds, rows, (row) => row.workerId).forEach((own, i) => {
          pages.set(
            group[i]!,
            pageOf(own, LIST, page, (row) => [row.proficiency, row.id]),
          );
        });
      }),
    );
    return keys.map((key) => pages.get(key)!);
  },
});
