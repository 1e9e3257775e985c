import type { EntityManager } from "typeorm";
import { countPairs, fetched } from "./affinity.reads.js";
import { learnedAffinity } from "./learned.js";
import { byStrength, LEAST_AFFINITY, type ListedLink, MOST_NEIGHBOURS } from "./link.js";
import type { Occurrences } from "./read-inputs.js";
import { inSlices } from "./slices.js";

/** Links that were learned, by required skill: at most 30 each, the strongest first. */
export type LearnedBySkill = ReadonlyMap<string, readonly LearnedLink[]>;
type LearnedLink = Pick<ListedLink, "from" | "value">;

/** So many entries of profiles are paired at a time, for a second or so of PostgreSQL. */
const LEAST_ENTRIES = 50_000;
/** All of them are read for each part, so that there must not be many. */
const MOST_PARTS = 20;

/**
 * Learns from profiles which skills go together, counting only what partners may see. PostgreSQL counts, for some skills
 * at a time; only pairs that enough workers have leave it.
 * @param leastWorkers pairs that fewer workers have together do not count
 * @param onProgress told how many of the profiles' entries have been paired
 */
export async function learnFromProfiles(
  manager: EntityManager,
  { bySkill, profiles: all }: Occurrences,
  leastWorkers: number,
  onProgress: (done: number, total: number) => void,
): Promise<LearnedBySkill> {
  const pause = inSlices();
  const learned = new Strongest();
  const skills = [...bySkill].filter(([, { profiles }]) => profiles >= leastWorkers);
  const total = skills.reduce((sum, [, { profiles }]) => sum + profiles, 0);
  let done = 0;
  onProgress(done, total);
  await manager.query("set local work_mem = '64MB'");
  for (const chunk of chunksOf(skills, Math.max(LEAST_ENTRIES, total / MOST_PARTS))) {
    const ids = chunk.map(([id]) => id);
    for await (const pairs of fetched<Pair>(manager, countPairs, [ids, leastWorkers])) {
      for (const { one, other, together } of pairs) {
        const having = (id: string) => bySkill.get(id)!.profiles;
        const value = learnedAffinity(together, having(one), having(other), all);
        learned.add(one, { from: other, value });
        learned.add(other, { from: one, value });
      }
      await pause();
    }
    done += chunk.reduce((sum, [, { profiles }]) => sum + profiles, 0);
    onProgress(done, total);
  }
  return await learned.bySkill();
}

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly together: number;
}

type Skill = readonly [id: string, occurrences: { readonly profiles: number }];

/** @param size entries of a chunk */
function* chunksOf(skills: readonly Skill[], size: number): Iterable<readonly Skill[]> {
  let chunk: Skill[] = [];
  let entries = 0;
  for (const skill of skills) {
    chunk.push(skill);
    entries += skill[1].profiles;
    if (entries < size) continue;
    yield chunk;
    chunk = [];
    entries = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** Keeps the strongest links of each skill, in little more room than they take. */
class Strongest {
  private readonly links = new Map<string, LearnedLink[]>();

  add(to: string, link: LearnedLink): void {
    if (link.value < LEAST_AFFINITY) return;
    const links = this.links.get(to) ?? [];
    if (links.push(link) > 2 * MOST_NEIGHBOURS) cut(links);
    this.links.set(to, links);
  }

  async bySkill(): Promise<LearnedBySkill> {
    const pause = inSlices();
    for (const links of this.links.values()) {
      cut(links);
      await pause();
    }
    return this.links;
  }
}

function cut(links: LearnedLink[]): void {
  links.sort(byStrength).splice(MOST_NEIGHBOURS);
}
