import type { ListedLink } from "../../src/matching/affinity/link.js";
import { inverseDocumentFrequency, rarityOf } from "../../src/matching/affinity/rarity.js";
import { prepareNeed, scorePrepared, type WorkerProfile } from "../../src/matching/score.js";
import type { Round, SkillLists } from "./draw.js";

/** Scores all workers for the need with this number; the higher, the better. */
export type Scoring = (need: number) => Float64Array;

/** In how many needs and workers of a round each skill occurs. */
export class Frequencies {
  readonly documents: number;
  private readonly counts = new Map<string, number>();

  constructor({ needs, workers }: Round) {
    this.documents = needs.length + workers.length;
    for (const skills of [...needs, ...workers])
      for (const skill of skills) this.counts.set(skill, (this.counts.get(skill) ?? 0) + 1);
  }

  idf(skill: string): number {
    return inverseDocumentFrequency(this.counts.get(skill) ?? 0, this.documents);
  }

  /** As the product has it. */
  rarity(skill: string): number {
    return rarityOf(this.counts.get(skill) ?? 0, this.documents);
  }
}

/** Adds up what the skills that both have are worth. */
function bySharedSkills(
  { needs, workers }: Round,
  worth: (skill: string, worker: readonly string[]) => number,
): Scoring {
  const sets = workers.map((skills) => new Set(skills));
  return (need) =>
    Float64Array.from(workers, (worker, number) => {
      let sum = 0;
      for (const skill of needs[need]!) if (sets[number]!.has(skill)) sum += worth(skill, worker);
      return sum;
    });
}

/** How many of the need's skills a worker has. */
export const countOfShared = (round: Round): Scoring => bySharedSkills(round, () => 1);

/** Which part of the need's skills a worker has, by idf; what all workers' scores are divided by is left out. */
export const idfContainment = (round: Round, frequencies: Frequencies): Scoring =>
  bySharedSkills(round, (skill) => frequencies.idf(skill));

/** Okapi BM25 with the usual constants. Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009. */
export function bm25(round: Round, frequencies: Frequencies): Scoring {
  const [k1, b] = [1.2, 0.75];
  const average = meanLength(round.workers);
  return bySharedSkills(round, (skill, worker) => {
    const length = 1 - b + (b * worker.length) / average;
    return (frequencies.idf(skill) * (k1 + 1)) / (1 + k1 * length);
  });
}

const meanLength = (lists: SkillLists): number =>
  lists.reduce((sum, { length }) => sum + length, 0) / lists.length;

/** Everybody and every need is COMPETENT: ESCO knows no levels, so they decide nothing here. */
const LEVEL = 3;

/**
 * The product's coverage. Nobody has goals, because ESCO knows none.
 * @param linksOf what stands in for a required skill, in the need with this number
 */
export function ours(
  { needs, workers }: Round,
  frequencies: Frequencies,
  linksOf: (required: string, need: number) => readonly ListedLink[],
): Scoring {
  const profiles: WorkerProfile[] = workers.map((skills) => ({
    skills: skills.map((skillId) => ({ skillId, level: LEVEL })),
    goals: [],
  }));
  return (need) => {
    const skills = needs[need]!;
    const lists = new Map(
      skills.map((to) => [to, new Map(linksOf(to, need).map(({ from, value }) => [from, value]))]),
    );
    const prepared = prepareNeed(
      {
        skills: skills.map((skillId) => ({ skillId, level: LEVEL, importance: "MUST", mentored: false })),
      },
      {
        affinity: (from, to) => (from === to ? 1 : (lists.get(to)!.get(from) ?? 0)),
        rarity: (skill) => frequencies.rarity(skill),
      },
    );
    return Float64Array.from(profiles, (profile) => scorePrepared(profile, prepared).coverage!);
  };
}
