import fc from "fast-check";
import { madeUpProblem } from "../../bench/allocation/made-up-problem.js";
import { Dive } from "../../src/allocation/solver/dive.js";
import { dualPrices } from "../../src/allocation/solver/dual-prices.js";
import { greedySlate } from "../../src/allocation/solver/greedy.js";
import { relaxedObjective, solveMip } from "../../src/allocation/solver/mip.js";
import { type AllocationProblem, objectiveOf, worthOf } from "../../src/allocation/solver/problem.js";
import { Seats } from "../../src/allocation/solver/seats.js";
import { solveAllocation } from "../../src/allocation/solver/solve.js";
import { solveInThread } from "../../src/allocation/solver/solve-in-thread.js";
import { WorkerChoice } from "../../src/allocation/solver/worker-choice.js";
import { anyProblem, bestObjective, objectiveIn, reckon } from "./problems.js";

const SMALL = anyProblem({ needs: 4, workers: 4, pairs: 9 });
const MIDDLING = anyProblem({ needs: 12, workers: 10, pairs: 60 });
const exactly = { seconds: 30 };
const byAuction = { seconds: 30, mostExactPairs: -1 };

const medium = (goal: AllocationProblem["goal"], seed = 1) =>
  madeUpProblem({ needs: 60, workers: 60, candidatesPerNeed: 15, goal, seed });

describe("the best slate", () => {
  it("is the one that looking at all of them finds", async () => {
    await fc.assert(
      fc.asyncProperty(SMALL, async (problem) => {
        const { slate, gap } = await solveAllocation(problem, exactly);
        expect(objectiveIn(problem, slate)).toBeCloseTo(bestObjective(problem), 5);
        expect(gap).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });

  it("is bounded from above, whichever way it is sought", async () => {
    await fc.assert(
      fc.asyncProperty(SMALL, async (problem) => {
        const { total, missing, upperBound, gap } = await solveAllocation(problem, byAuction);
        const best = bestObjective(problem);
        expect(upperBound - 3 * missing).toBeGreaterThanOrEqual(best - 1e-6);
        expect(gap).toBeCloseTo(upperBound === 0 ? 0 : (upperBound - total) / upperBound, 9);
      }),
      { numRuns: 40 },
    );
  });
});

describe("no slate", () => {
  it.each([
    ["of the auction", byAuction],
    ["of integer programming", exactly],
  ])("%s breaks a constraint, or is worse than the best matches first", async (_, options) => {
    await fc.assert(
      fc.asyncProperty(MIDDLING, async (problem) => {
        const { slate, total, score, missing, greedy } = await solveAllocation(problem, options);
        const worth = reckon(problem, [...slate])!;
        expect(worth).not.toBeNull();
        expect([total, score]).toEqual([worth.total, worth.score].map((of) => expect.closeTo(of, 9)));
        expect(missing).toBe(worth.missing);
        const first = reckon(problem, [...greedySlate(problem)])!;
        expect(greedy.missing).toBe(first.missing);
        expect(total - 3 * missing).toBeGreaterThanOrEqual(first.total - 3 * first.missing - 1e-9);
      }),
      { numRuns: 25 },
    );
  });
});

describe.each(["TOTAL_SCORE", "FAIRNESS_WEIGHTED"] as const)("a slate for %s by auction", (goal) => {
  it("is within its stated gap of what integer programming finds", async () => {
    for (const seed of [1, 2]) {
      const problem = medium(goal, seed);
      const best = await solveMip(problem, { gap: 1e-3, seconds: 60 });
      const { slate, upperBound, missing, total } = await solveAllocation(problem, byAuction);
      const found = objectiveIn(problem, best.slate);
      expect(upperBound - 3 * missing).toBeGreaterThanOrEqual(found - 1e-6);
      expect(objectiveIn(problem, slate)).toBeGreaterThanOrEqual(found - 0.01 * total);
    }
  });

  it("has a bound that is no higher than that of the relaxation", async () => {
    const problem = medium(goal);
    const reached = objectiveIn(problem, greedySlate(problem));
    const { bound } = dualPrices(new WorkerChoice(problem), reached, () => {});
    const relaxed = await relaxedObjective(problem, 60);
    expect(bound).toBeLessThanOrEqual(relaxed * (1 + 1e-3));
    expect(bound).toBeGreaterThanOrEqual(reached);
  });

  it.each([300, 400, 1200])("is near its bound where 150 needs cannot serve %i workers", async (workers) => {
    const problem = madeUpProblem({ needs: 150, workers, candidatesPerNeed: 40, goal, seed: 1 });
    const { gap, missing } = await solveAllocation(problem, byAuction);
    expect(missing).toBeGreaterThan(0);
    expect(gap).toBeLessThan(0.001);
  });
});

describe.each(["TOTAL_SCORE", "FAIRNESS_WEIGHTED"] as const)("a dive for %s", (goal) => {
  it("comes near the bound by itself, and tells how far it is until it ends", () => {
    const problem = madeUpProblem({ needs: 300, workers: 300, candidatesPerNeed: 20, goal, seed: 1 });
    const choice = new WorkerChoice(problem);
    const reached = objectiveIn(problem, greedySlate(problem));
    const { bound } = dualPrices(choice, reached, () => {});
    const seats = new Seats(choice);
    const told: number[] = [];
    new Dive(seats, 1).run((share) => told.push(share));
    expect(objectiveOf(worthOf(problem, seats.slate()))).toBeGreaterThan(bound * 0.996);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBe(1);
  });

  it("seats whom it can in any problem, and breaks no constraint", () => {
    fc.assert(
      fc.property(MIDDLING, (problem) => {
        const seats = new Seats(new WorkerChoice({ ...problem, goal }));
        dualPrices(seats.choice, objectiveIn(problem, greedySlate(problem)), () => {});
        new Dive(seats, 1).run(() => {});
        expect(reckon(problem, [...seats.slate()])).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

describe("a worker's choice", () => {
  it("is the best set at any prices", () => {
    const priced = fc.tuple(
      anyProblem({ needs: 7, workers: 1, pairs: 7 }),
      fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 7, maxLength: 7 }),
    );
    fc.assert(
      fc.property(priced, ([problem, prices]) => {
        const alone = { ...problem, places: problem.places.map(() => 1) };
        const choice = new WorkerChoice(alone);
        choice.prices.set(prices.map((price) => price / 100));
        choice.choose(0);
        const owed = 3 * Math.min(alone.minimum, alone.caps[0]!);
        let best = 0;
        for (let subset = 0; subset < 2 ** alone.scores.length; subset++) {
          const slate = [...alone.scores.keys()].filter((pair) => (subset >> pair) & 1);
          const worth = reckon(alone, slate);
          const cost = slate.reduce((sum, pair) => sum + choice.prices[alone.needs[pair]!]!, 0);
          if (worth && alone.scores.length > 0)
            best = Math.max(best, worth.total - 3 * worth.missing + owed - cost);
        }
        expect(choice.value).toBeCloseTo(best, 9);
        expect(choice.bound).toBeCloseTo(best, 9);
      }),
      { numRuns: 300 },
    );
  });
});

describe("goals and minima", () => {
  const problem = (goal: AllocationProblem["goal"], minimum: number): AllocationProblem => ({
    ...{ goal, minimum },
    places: Int32Array.of(1, 1),
    effort: Float64Array.of(1, 1),
    caps: Int32Array.of(2, 2),
    hours: Float64Array.of(9, 9),
    needs: Int32Array.of(0, 1, 0),
    workers: Int32Array.of(0, 0, 1),
    scores: Float64Array.of(0.9, 0.8, 0.6),
  });

  it.each([
    ["TOTAL_SCORE", 0, [0, 1]],
    ["FAIRNESS_WEIGHTED", 0, [1, 2]],
    ["TOTAL_SCORE", 1, [1, 2]],
  ] as const)("%s with a minimum of %i", async (goal, minimum, expected) => {
    for (const options of [exactly, byAuction]) {
      const { slate } = await solveAllocation(problem(goal, minimum), options);
      expect([...slate]).toEqual(expected);
    }
  });
});

describe("a thread", () => {
  it("finds what the solver finds, tells how far it is, and can be stopped", async () => {
    const told: number[] = [];
    const controller = new AbortController();
    const options = { seconds: 30, onProgress: (share: number) => told.push(share) };
    const make = () =>
      madeUpProblem({ needs: 150, workers: 150, candidatesPerNeed: 20, goal: "TOTAL_SCORE", seed: 3 });
    const found = await solveInThread(make(), { ...options, signal: controller.signal });
    expect(worthOf(make(), found.slate).total).toBe(found.total);
    expect(told.length).toBeGreaterThan(10);
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
    const stopped = solveInThread(make(), { ...options, signal: controller.signal });
    controller.abort(new Error("Called off."));
    await expect(stopped).rejects.toThrow("Called off.");
  });
});
