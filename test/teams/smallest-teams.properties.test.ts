import fc from "fast-check";
import type { Coverer } from "../../src/matching/index.js";
import { atOnce } from "../../src/matching/slices.js";
import { greedyCover, harmonic } from "../../src/teams/greedy-cover.js";
import { leastSize } from "../../src/teams/least-size.js";
import { type Effort, smallestTeams, type TeamChoice } from "../../src/teams/smallest-teams.js";
import { everySmallestTeam, someWorkers } from "./every-team.js";

const choose = (workers: readonly Coverer[], keep: number, effort?: Effort): TeamChoice =>
  atOnce(smallestTeams(workers, keep, effort));

const shown = ({ teams }: TeamChoice) =>
  teams.map(({ workers, total, overlap }) => ({
    ids: workers.map(({ workerId }) => workerId).sort(),
    total,
    overlap,
  }));

const setsOf = (workers: readonly Coverer[]) => workers.map(({ musts }) => musts);
const unionOf = (workers: readonly Coverer[]) => setsOf(workers).reduce((all, set) => all | set, 0);
const drawn = fc.tuple(fc.oneof(someWorkers(11, 4), someWorkers(11, 9)), fc.integer({ min: 1, max: 6 }));

describe("the smallest teams", () => {
  it("are the first of all smallest ones, as looking at every set of workers gives them", () => {
    let [several, tied, large] = [0, 0, 0];
    fc.assert(
      fc.property(drawn, ([workers, keep]) => {
        const all = everySmallestTeam(workers);
        const choice = choose(workers, keep);
        expect(shown(choice)).toEqual(all.slice(0, keep));
        expect(choice.optimal).toBe(true);
        expect(choice.covered).toBe(unionOf(workers));
        expect(choice.lowerBound).toBe(all[0]?.ids.length ?? 0);
        several += Number(all.length > keep);
        tied += Number(all.length > 1 && all[0]!.total === all[1]!.total);
        large += Number((all[0]?.ids.length ?? 0) > 3);
      }),
      { numRuns: 800 },
    );
    // There was something to choose from, something to break ties in, and something to search for.
    expect(several).toBeGreaterThan(20);
    expect(tied).toBeGreaterThan(5);
    expect(large).toBeGreaterThan(5);
  });

  it("do not depend on the order in which workers come", () => {
    fc.assert(
      fc.property(drawn, fc.infiniteStream(fc.nat()), ([workers, keep], dice) => {
        const shuffled = workers
          .map((worker) => ({ worker, at: dice.next().value }))
          .sort((one, other) => one.at - other.at)
          .map(({ worker }) => worker);
        expect(choose(shuffled, keep)).toEqual(choose(workers, keep));
      }),
      { numRuns: 300 },
    );
  });

  it("list the member of the higher score first", () => {
    const workers = [
      { workerId: "a", musts: 0b01, score: 5 },
      { workerId: "b", musts: 0b10, score: 7 },
    ];
    expect(choose(workers, 1).teams[0]!.workers.map(({ workerId }) => workerId)).toEqual(["b", "a"]);
  });
});

describe("a search that is given up", () => {
  const effort = fc.oneof(
    fc.constant({ mostGroups: 0, looks: 1000 }),
    fc.record({ mostGroups: fc.constant(4096), looks: fc.integer({ min: 0, max: 300 }) }),
  );

  it("gives teams that do, no larger than the harmonic bound, and says so", () => {
    let [givenUp, larger, complete] = [0, 0, 0];
    fc.assert(
      fc.property(drawn, effort, ([workers, keep], limited) => {
        const all = everySmallestTeam(workers);
        const choice = choose(workers, keep, limited);
        if (all.length === 0) return;
        const least = all[0]!.ids.length;
        const most = Math.max(...setsOf(workers).map((set) => set.toString(2).replaceAll("0", "").length));
        for (const team of choice.teams) {
          expect(unionOf(team.workers)).toBe(unionOf(workers));
          expect(team.workers.length).toBe(choice.teams[0]!.workers.length);
          expect(team.workers.length).toBeLessThanOrEqual(harmonic(most) * least + 1e-9);
          for (const left of team.workers)
            expect(unionOf(team.workers.filter((worker) => worker !== left))).not.toBe(unionOf(workers));
        }
        expect(choice.teams.length).toBeGreaterThan(0);
        expect(choice.lowerBound).toBeLessThanOrEqual(least);
        if (choice.optimal) expect(shown(choice)).toEqual(all.slice(0, keep));
        givenUp += Number(!choice.optimal);
        complete += Number(choice.optimal);
        larger += Number(choice.teams[0]!.workers.length > least);
      }),
      { numRuns: 800 },
    );
    expect(givenUp).toBeGreaterThan(20);
    expect(complete).toBeGreaterThan(20);
    expect(larger).toBeGreaterThan(0);
  });

  it("is soon at an end, however many ways there are", () => {
    // Every pair of 30 skills, all of one score: there are far more teams of 15 than anybody could look at.
    const workers = Array.from({ length: 30 }, (_, one) =>
      Array.from({ length: one }, (_, other) => ({
        workerId: `${one} ${other}`,
        musts: (1 << one) | (1 << other),
        score: 1,
      })),
    ).flat();
    const choice = choose(workers, 10);
    expect(choice).toMatchObject({ optimal: false, lowerBound: 15, covered: 2 ** 30 - 1 });
    expect(choice.teams).toHaveLength(10);
    for (const team of choice.teams) expect(team.workers).toHaveLength(15);
  });
});

describe("a greedy cover", () => {
  it("has everything, and at most the harmonic number of the largest set times the least", () => {
    fc.assert(
      fc.property(drawn, ([workers]) => {
        const sets = setsOf(workers);
        const wanted = unionOf(workers);
        const cover = greedyCover(sets, wanted);
        const least = everySmallestTeam(workers)[0]?.ids.length ?? 0;
        const largest = Math.max(0, ...sets.map((set) => set.toString(2).replaceAll("0", "").length));
        expect(cover.reduce((all, place) => all | sets[place]!, 0)).toBe(wanted);
        expect(cover.length).toBeLessThanOrEqual(harmonic(largest) * least + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it("is bound by 1 and the logarithm", () => {
    for (let n = 1; n <= 30; n++) expect(harmonic(n)).toBeLessThanOrEqual(Math.log(n) + 1);
  });
});

describe("the bound from below", () => {
  it("is never above the least size, and often equal to it", () => {
    let [equal, all] = [0, 0];
    fc.assert(
      fc.property(drawn, ([workers]) => {
        const least = everySmallestTeam(workers)[0]?.ids.length ?? 0;
        const bound = leastSize(setsOf(workers), unionOf(workers));
        expect(bound).toBeLessThanOrEqual(least);
        equal += Number(bound === least);
        all += 1;
      }),
      { numRuns: 500 },
    );
    expect(equal / all).toBeGreaterThan(0.7);
  });
});
