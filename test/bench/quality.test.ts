import { Frequencies, idfContainment, ours } from "../../bench/quality/contenders.js";
import { Contest } from "../../bench/quality/contest.js";
import { drawRound } from "../../bench/quality/draw.js";
import { halvesOf } from "../../bench/quality/halves.js";
import { judge } from "../../bench/quality/judge.js";
import type { Occupation } from "../../bench/quality/occupations.js";
import { OtherProfiles } from "../../bench/quality/other-profiles.js";

/** Occupations of three unit groups; each shares skills with the one before it. */
const occupations: Occupation[] = Array.from({ length: 12 }, (_, number) => ({
  uri: `occupation/${String(number).padStart(2, "0")}`,
  unitGroup: ["2622", "4411", "2513"][number % 3]!,
  skills: Array.from({ length: 10 }, (_, skill) => `skill/${String(number * 5 + skill).padStart(2, "0")}`),
}));

describe("a ranking is judged", () => {
  const scores = Float64Array.of(0.9, 0.5, 0.5, 0.1);

  it("by where the relevant ones stand, equal scores by number", () => {
    // Places 1 and 3: average precision (1/1 + 2/3) / 2; gain 1 + 1/log2(4) of at best 1 + 1/log2(3).
    expect(judge(scores, [0, 1, 2, 3], (number) => number === 0 || number === 2)).toEqual({
      averagePrecision: expect.closeTo(5 / 6, 12),
      ndcg10: expect.closeTo(1.5 / (1 + 1 / Math.log2(3)), 12),
      reciprocalRank: 1,
    });
    expect(judge(scores, [1, 2, 3], (number) => number === 2)?.reciprocalRank).toBe(1 / 2);
  });

  it("not at all where nobody is relevant", () => {
    expect(judge(scores, [0, 1], (number) => number === 3)).toBeNull();
  });
});

describe("what other people's profiles teach", () => {
  const learned = (profiles: OtherProfiles, heldOut: readonly number[]) =>
    [...profiles.learned("skill/52", new Set(heldOut))].sort((one, other) =>
      one.from < other.from ? -1 : 1,
    );

  it("is as if those who are held out had never been there", () => {
    const all = new OtherProfiles(occupations, 1, 40);
    const fewer = new OtherProfiles(occupations.slice(0, -1), 1, 40);
    const last = new OtherProfiles(occupations.slice(0, -2), 1, 40);
    expect(learned(all, [11])).toEqual(learned(fewer, []));
    expect(learned(all, [10, 11])).toEqual(learned(last, []));
    expect(learned(all, [])).not.toEqual(learned(fewer, []));
  });

  it("has nothing of an occupation that alone has a skill", () => {
    const all = new OtherProfiles(occupations, 1, 40);
    // Occupations 9 and 10 have skill 52.
    expect(learned(all, []).length).toBeGreaterThan(5);
    expect(learned(all, [9, 10])).toEqual([]);
  });
});

describe("a contest", () => {
  const contest = new Contest(occupations);
  const round = drawRound(occupations, 1);

  it("draws the same for the same seed, needs apart from workers", () => {
    expect(drawRound(occupations, 1)).toEqual(round);
    expect(drawRound(occupations, 2)).not.toEqual(round);
    expect(round.needs.every((skills) => new Set(skills).size === 5)).toBe(true);
    expect(round.workers.every((skills) => new Set(skills).size === 8)).toBe(true);
  });

  it("keeps unit groups together in one half", () => {
    const halves = halvesOf(occupations);
    expect(new Set(halves)).toEqual(new Set(["chosen", "heldOut"]));
    occupations.forEach(({ unitGroup }, number) => {
      expect(halves[number]).toBe(halves[occupations.findIndex((other) => other.unitGroup === unitGroup)]);
    });
  });

  it("is won by who knows the unit groups", () => {
    const knowing = contest.result((need) =>
      Float64Array.from(occupations, ({ unitGroup }) => Number(unitGroup === occupations[need]!.unitGroup)),
    );
    expect(knowing).toMatchObject({ map: 1, ndcg10: 1, mrr: 1, mapWithOwn: 1 });
    expect(contest.unitGroupOf(1)).toEqual(new Set([1, 4, 7, 10]));
  });

  it("finds coverage without affinity to rank as idf containment does, but for rarity's bounds", () => {
    const frequencies = new Frequencies(round);
    const containment = idfContainment(round, frequencies)(3);
    const coverage = ours(round, frequencies, () => [])(3);
    containment.forEach((score, worker) => {
      expect(coverage[worker]! > 0).toBe(score > 0);
      expect(coverage[worker]!).toBeLessThanOrEqual(1);
    });
    const all = ours(round, frequencies, () =>
      occupations[0]!.skills.map((from) => ({ from, kind: "LEARNED" as const, value: 0.5, via: null })),
    )(11);
    // The first worker has nothing of the last need, and a skill that stands in for all of it by half.
    expect(all[0]).toBeCloseTo(0.5, 12);
  });
});
