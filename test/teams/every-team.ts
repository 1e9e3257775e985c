import fc from "fast-check";
import type { Coverer } from "../../src/matching/index.js";

/** A team as this file works it out: of all subsets of the workers, nothing spared. */
export interface Expected {
  readonly ids: readonly string[];
  readonly total: number;
  readonly overlap: number;
}

const union = (workers: readonly Coverer[]) => workers.reduce((all, { musts }) => all | musts, 0);
const bits = (set: number) => [...set.toString(2)].filter((digit) => digit === "1").length;

/** All smallest teams of at most 16 workers that cover what all of them do together, the first first. */
export function everySmallestTeam(workers: readonly Coverer[]): Expected[] {
  const covered = union(workers);
  if (covered === 0) return [];
  const covers = Array.from({ length: 2 ** workers.length }, (_, subset) =>
    workers.filter((_, at) => (subset >>> at) & 1),
  ).filter((team) => union(team) === covered);
  const size = Math.min(...covers.map(({ length }) => length));
  return covers
    .filter(({ length }) => length === size)
    .map((team) => ({
      ids: team.map(({ workerId }) => workerId).sort(),
      total: team.reduce((sum, { score }) => sum + score, 0),
      overlap: team.reduce((sum, { musts }) => sum + bits(musts), 0) - bits(covered),
    }))
    .sort(
      (one, other) =>
        other.total - one.total ||
        one.overlap - other.overlap ||
        (one.ids.join() < other.ids.join() ? -1 : 1),
    );
}

/** Few workers with few scores, so that many teams are equal; ids are in no order. */
export const someWorkers = (most: number, skills: number): fc.Arbitrary<Coverer[]> =>
  fc.uniqueArray(
    fc.record({
      workerId: fc.integer({ min: 100, max: 999 }).map(String),
      musts: fc.oneof(
        fc.integer({ min: 1, max: 2 ** skills - 1 }),
        // One skill, or two: so that teams are large.
        fc.tuple(fc.nat(skills - 1), fc.nat(skills - 1)).map(([one, other]) => (1 << one) | (1 << other)),
      ),
      score: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1e9 })),
    }),
    { maxLength: most, selector: ({ workerId }) => workerId },
  );
