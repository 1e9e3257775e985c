import DataLoader from "dataloader";
import type { Pool } from "pg";
import { needsByIds, partnersByIds, rankWorkers, skillsByIds, skillsByNeeds } from "./need-reads.js";
import { skillsByWorkers, workersByIds } from "./worker-reads.js";

/** Loaders of one request, which batch and cache. */
export function openLoaders(pool: Pool) {
  const byKey = <Value>(batch: (pool: Pool, keys: readonly string[]) => Promise<Value[]>) =>
    new DataLoader<string, Value>((keys) => batch(pool, keys));
  const skillsOfWorkers = new Map<number, ReturnType<typeof firstSkills>>();
  const firstSkills = (first: number) => byKey((_, ids) => skillsByWorkers(pool, ids, first));
  return {
    needs: byKey(needsByIds),
    partners: byKey(partnersByIds),
    skills: byKey(skillsByIds),
    needSkills: byKey(skillsByNeeds),
    workers: byKey(workersByIds),
    /** The skills of a worker, in pages of the same size. */
    workerSkills: (first: number) => {
      const loader = skillsOfWorkers.get(first) ?? firstSkills(first);
      skillsOfWorkers.set(first, loader);
      return loader;
    },
    /** Each need takes a ranking of its own; they run side by side. */
    matches: (needId: string, first: number) => rankWorkers(pool, needId, first),
  };
}

export type Loaders = ReturnType<typeof openLoaders>;
