import fc from "fast-check";
import type { AffinityLink } from "../../src/matching/affinity/link.js";
import {
  type ActiveGoal,
  explainMatch,
  type HeldSkill,
  type MatchScore,
  type NeedProfile,
  prepareNeed,
  type RequiredSkill,
  scoreMatch,
  scorePrepared,
  type WorkerProfile,
} from "../../src/matching/score.js";

const SKILLS = Array.from({ length: 12 }, (_, index) => `skill${index}`);

interface World {
  readonly worker: WorkerProfile;
  readonly need: NeedProfile;
  /** What the worker's skill (first) is worth for the need's (second), by their places in SKILLS; and rarities. */
  readonly affinities: readonly (readonly number[])[];
  readonly rarities: readonly number[];
}

const skillId = fc.constantFrom(...SKILLS);
const level = fc.integer({ min: 1, max: 5 });
const heldSkill = fc.record<HeldSkill>({ skillId, level });
const goals = fc.uniqueArray(
  fc
    .record({
      skillId,
      current: fc.integer({ min: 0, max: 4 }),
      further: fc.integer({ min: 1, max: 5 }),
      priority: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ further, ...goal }): ActiveGoal => ({ ...goal, target: Math.min(5, goal.current + further) })),
  { selector: (goal) => goal.skillId, maxLength: 8 },
);
const requiredSkill = fc.record<RequiredSkill>({
  skillId,
  level,
  importance: fc.constantFrom("MUST", "NICE"),
  mentored: fc.boolean(),
});
const distinct = { selector: (skill: { skillId: string }) => skill.skillId, maxLength: 10 };
/** Often 0, often one of few values so that ties occur, otherwise anything from 0.1 to 0.6. */
const affinity = fc.oneof(
  fc.constant(0),
  fc.constantFrom(0.2, 0.5),
  fc.double({ min: 0.1, max: 0.6, noNaN: true }),
);
const world: fc.Arbitrary<World> = fc.record({
  worker: fc.record({ skills: fc.uniqueArray(heldSkill, distinct), goals }),
  need: fc.record({ skills: fc.uniqueArray(requiredSkill, distinct) }),
  affinities: fc.array(fc.array(affinity, { minLength: 12, maxLength: 12 }), {
    minLength: 12,
    maxLength: 12,
  }),
  rarities: fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
});

function contextOf({ affinities, rarities }: World) {
  const affinity = (from: string, to: string) =>
    from === to ? 1 : affinities[SKILLS.indexOf(from)]![SKILLS.indexOf(to)]!;
  const rarity = (skillId: string) => rarities[SKILLS.indexOf(skillId)]!;
  const link = (from: string, to: string): AffinityLink | null => {
    const value = affinity(from, to);
    return value === 0 ? null : { kind: from === to ? "SAME" : "LEXICAL", value, path: [from, to] };
  };
  return { affinity, rarity, link };
}

const score = (given: World) => scoreMatch(given.worker, given.need, contextOf(given));

/** Straight from docs/matching.md: the formula as it is written, with nothing shared and nothing spared. */
function naive(given: World): Pick<MatchScore, "score" | "growth" | "coverage"> {
  const { affinity: aff, rarity } = contextOf(given);
  const counting = [...given.worker.goals]
    .sort((a, b) => (a.priority !== b.priority ? b.priority - a.priority : a.skillId < b.skillId ? -1 : 1))
    .slice(0, 5);
  const g = (i: ActiveGoal, j: RequiredSkill) => {
    const d = j.level - i.current;
    let stretch = 0.25;
    if (d === 1) stretch = 1;
    if (d === 2) stretch = j.mentored ? 0.9 : 0.6;
    if (d >= 3) stretch = j.mentored ? 0.4 : 0.15;
    return aff(i.skillId, j.skillId) * stretch * (d > 0 ? Math.min(1, (i.target - i.current) / d) : 1);
  };
  const required = given.need.skills;
  if (required.length === 0) return { score: null, growth: null, coverage: null };
  let [covered, weights] = [0, 0];
  for (const j of required) {
    const byHeld = given.worker.skills.map((s) => aff(s.skillId, j.skillId) * Math.min(1, s.level / j.level));
    const weight = (j.importance === "MUST" ? 1 : 0.5) * rarity(j.skillId);
    covered += weight * Math.max(0, ...byHeld, ...counting.map((i) => g(i, j)));
    weights += weight;
  }
  const coverage = covered / weights;
  if (counting.length === 0) return { score: null, growth: null, coverage };
  let [grown, priorities] = [0, 0];
  for (const i of counting) {
    grown += i.priority * Math.max(...required.map((j) => g(i, j)));
    priorities += i.priority;
  }
  const growth = grown / priorities;
  const both = growth + coverage;
  return { score: both === 0 ? 0 : (2 * growth * coverage) / both, growth, coverage };
}

const holds = (property: (given: World) => void) => fc.assert(fc.property(world, property), { numRuns: 400 });

describe("a score", () => {
  it("is what the formula says", () => {
    holds((given) => {
      const actual = score(given);
      const expected = naive(given);
      for (const part of ["score", "growth", "coverage"] as const)
        if (expected[part] === null) expect(actual[part]).toBeNull();
        else expect(actual[part]).toBeCloseTo(expected[part], 12);
    });
  });

  it("and both its parts lie from 0 to 1, or are null with a reason", () => {
    holds((given) => {
      const { score: value, growth, coverage, noScoreReason } = score(given);
      for (const part of [value, growth, coverage].filter((each) => each !== null)) {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1);
      }
      expect(value === null).toBe(growth === null || coverage === null);
      expect(value === null).toBe(noScoreReason !== null);
      expect(coverage === null).toBe(given.need.skills.length === 0);
    });
  });

  it("of a worker who covers everything has a coverage of exactly 1, whatever the weights", () => {
    holds((given) => {
      fc.pre(given.need.skills.length > 0);
      const skills = given.need.skills.map(({ skillId }) => ({ skillId, level: 5 }));
      expect(score({ ...given, worker: { ...given.worker, skills } }).coverage).toBe(1);
    });
  });

  it("has the same bits explained, and from a need prepared for many workers", () => {
    fc.assert(
      fc.property(world, fc.array(world, { maxLength: 3 }), (given, others) => {
        const { skills, goals, unmetMustHaves, ...numbers } = explainMatch(
          given.worker,
          given.need,
          contextOf(given),
        );
        expect(numbers).toStrictEqual(score(given));
        const prepared = prepareNeed(given.need, contextOf(given));
        for (const { worker } of others) scorePrepared(worker, prepared);
        expect(scorePrepared(given.worker, prepared)).toStrictEqual(numbers);
      }),
    );
  });

  it("is the same whatever the order of the worker's skills and goals", () => {
    holds((given) => {
      const { skills, goals } = given.worker;
      const worker = { skills: skills.toReversed(), goals: goals.toReversed() };
      const context = contextOf(given);
      expect(explainMatch(worker, given.need, context)).toStrictEqual(
        explainMatch(given.worker, given.need, context),
      );
    });
  });

  it("moves by no more than rounding with the order of the need's skills", () => {
    holds((given) => {
      const need = { skills: given.need.skills.toReversed() };
      const [one, other] = [score(given), score({ ...given, need })];
      expect(other.growth).toBe(one.growth);
      expect(other.coverage ?? -1).toBeCloseTo(one.coverage ?? -1, 12);
    });
  });
});

describe("an explanation", () => {
  const sum = (rows: readonly { contribution: number }[]) =>
    rows.reduce((total, row) => total + row.contribution, 0);

  it("adds up to the subscores, bit for bit", () => {
    holds((given) => {
      const { growth, coverage, skills, goals } = explainMatch(given.worker, given.need, contextOf(given));
      expect(sum(skills)).toBe(coverage ?? 0);
      expect(sum(goals)).toBe(growth ?? 0);
      expect(skills.map((row) => row.skillId)).toEqual(given.need.skills.map((skill) => skill.skillId));
      expect(goals).toHaveLength(Math.min(5, given.worker.goals.length));
    });
  });

  it("names what makes up the number, and only what counts", () => {
    holds((given) => {
      const { skills, goals, unmetMustHaves } = explainMatch(given.worker, given.need, contextOf(given));
      for (const row of skills) {
        expect(row.matchedBy === null).toBe(row.coverage === 0);
        if (row.link === null) continue;
        expect(row.gap).toBe(row.requiredLevel - row.workerLevel!);
        if (row.matchedBy === "SKILL")
          expect(row.link.value * Math.min(1, row.workerLevel! / row.requiredLevel)).toBe(row.coverage);
        else expect(goals.map((goal) => goal.skillId)).toContain(row.matchedSkillId);
      }
      for (const row of goals)
        expect(row.strength).toBe(row.link === null ? 0 : row.link.value * row.stretch! * row.reach!);
      expect(unmetMustHaves).toEqual(
        skills.filter((row) => row.importance === "MUST" && row.coverage < 0.5).map((row) => row.skillId),
      );
    });
  });
});

describe("what helps never hurts", () => {
  const expectNoLess = (after: number | null, before: number | null) =>
    expect(after ?? -1).toBeGreaterThanOrEqual(before ?? -1);

  it("a higher level of every skill held: coverage", () => {
    holds((given) => {
      const skills = given.worker.skills.map((held) => ({ ...held, level: Math.min(5, held.level + 1) }));
      const after = score({ ...given, worker: { ...given.worker, skills } });
      expectNoLess(after.coverage, score(given).coverage);
      expect(after.growth).toBe(score(given).growth);
    });
  });

  it("one skill more: coverage", () => {
    holds((given) => {
      const { coverage } = score({
        ...given,
        worker: { ...given.worker, skills: given.worker.skills.slice(1) },
      });
      expectNoLess(score(given).coverage, coverage);
    });
  });

  it("a higher target of every goal, and a mentor for every skill: growth, coverage and score", () => {
    holds((given) => {
      const goals = given.worker.goals.map((goal) => ({ ...goal, target: Math.min(5, goal.target + 1) }));
      const need = { skills: given.need.skills.map((skill) => ({ ...skill, mentored: true })) };
      const before = score(given);
      const [further, mentored] = [{ worker: { ...given.worker, goals } }, { need }].map((change) =>
        score({ ...given, ...change }),
      );
      for (const part of ["growth", "coverage"] as const) {
        expectNoLess(further![part], before[part]);
        expectNoLess(mentored![part], before[part]);
      }
      // The mean of greater parts may round down in its last bit.
      expectNoLess((mentored!.score ?? 0) + 1e-15, before.score ?? 0);
    });
  });
});

describe("what does not bear on a need counts for nothing", () => {
  it("neither a skill without affinity nor a sixth goal changes a bit", () => {
    holds((given) => {
      const { affinity } = contextOf(given);
      const bears = (held: HeldSkill) =>
        given.need.skills.some((required) => affinity(held.skillId, required.skillId) > 0);
      const counting = [...given.worker.goals]
        .sort((a, b) => b.priority - a.priority || (a.skillId < b.skillId ? -1 : 1))
        .slice(0, 5);
      const worker = { skills: given.worker.skills.filter(bears), goals: counting };
      expect(score({ ...given, worker })).toStrictEqual(score(given));
    });
  });
});
