import fc from "fast-check";
import type {
  ActiveGoal,
  HeldSkill,
  NeedProfile,
  RequiredSkill,
  WorkerProfile,
} from "../../src/matching/formula.js";
import { type Improvement, improvementsOf } from "../../src/matching/improvements.js";
import { scoreMatch } from "../../src/matching/score.js";

const SKILLS = ["a", "b", "c", "d", "e", "f", "g"];

interface World {
  readonly worker: WorkerProfile;
  readonly need: NeedProfile;
  /** What a worker's skill (first) is worth for a need's (second), by their places in SKILLS; and rarities. */
  readonly affinities: readonly (readonly number[])[];
  readonly rarities: readonly number[];
}

type Claim = Pick<Improvement, "kind" | "skillId" | "fromLevel" | "toLevel">;

const skillId = fc.constantFrom(...SKILLS);
const level = fc.integer({ min: 1, max: 5 });
const bySkill = { selector: (one: { skillId: string }) => one.skillId, maxLength: SKILLS.length };
const goal = fc
  .record({
    skillId,
    current: fc.integer({ min: 0, max: 4 }),
    further: level,
    priority: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ further, ...given }): ActiveGoal => ({ ...given, target: Math.min(5, given.current + further) }));
const required = fc.record<RequiredSkill>({
  ...{ skillId, level, mentored: fc.boolean() },
  importance: fc.constantFrom("MUST", "NICE"),
});
const row = fc.array(fc.constantFrom(0, 0, 0.2, 0.5, 0.37), { minLength: 7, maxLength: 7 });
const world: fc.Arbitrary<World> = fc.record({
  worker: fc.record({
    skills: fc.uniqueArray(fc.record<HeldSkill>({ skillId, level }), bySkill),
    goals: fc.uniqueArray(goal, bySkill),
  }),
  need: fc.record({ skills: fc.uniqueArray(required, bySkill) }),
  affinities: fc.array(row, { minLength: 7, maxLength: 7 }),
  rarities: fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
});

const contextOf = ({ affinities, rarities }: World) => ({
  affinity: (from: string, to: string) =>
    from === to ? 1 : affinities[SKILLS.indexOf(from)]![SKILLS.indexOf(to)]!,
  rarity: (id: string) => rarities[SKILLS.indexOf(id)]!,
});

const found = (given: World) => improvementsOf(given.worker, given.need, contextOf(given));
const scoreOf = (given: World) => scoreMatch(given.worker, given.need, contextOf(given)).score ?? 0;
const holds = (check: (given: World) => void) => fc.assert(fc.property(world, check), { numRuns: 500 });

/** The world as it is once somebody has done what a step says. */
function afterwards(given: World, step: Claim): World {
  const { kind, skillId: id, fromLevel, toLevel } = step;
  const { skills, goals } = given.worker;
  if (kind === "ADD_GOAL") {
    const goal = { skillId: id, current: fromLevel!, target: toLevel!, priority: 2 };
    return { ...given, worker: { skills, goals: [goal, ...goals] } };
  }
  if (kind === "RAISE_SKILL") {
    const moved = goals.map((one) => (one.skillId === id ? { ...one, current: toLevel! } : one));
    const others = skills.filter((one) => one.skillId !== id);
    const worker = {
      skills: [{ skillId: id, level: toLevel! }, ...others],
      goals: moved.filter((one) => one.current < one.target),
    };
    return { ...given, worker };
  }
  const change = kind === "OFFER_MENTOR" ? { mentored: true } : { level: toLevel! };
  const asked = given.need.skills.map((one) => (one.skillId === id ? { ...one, ...change } : one));
  return { ...given, need: { skills: asked } };
}

/** Every step that docs/matching.md allows, good or bad. */
function* allSteps({ worker, need }: World): Iterable<Claim> {
  for (const { skillId: id, level: asked, mentored } of need.skills) {
    if (!mentored) yield { kind: "OFFER_MENTOR", skillId: id, fromLevel: null, toLevel: null };
    if (asked >= 2) yield { kind: "LOWER_LEVEL", skillId: id, fromLevel: asked, toLevel: asked - 1 };
    const held = worker.skills.find((skill) => skill.skillId === id)?.level ?? 0;
    const wanted = worker.goals.find((one) => one.skillId === id);
    if (held >= asked) continue;
    const about = { skillId: id, fromLevel: held };
    if (!wanted) yield { ...about, kind: "ADD_GOAL", toLevel: asked };
    const next = wanted && wanted.current > held ? wanted.current : held + 1;
    yield { ...about, kind: "RAISE_SKILL", toLevel: next };
    if (asked > next) yield { ...about, kind: "RAISE_SKILL", toLevel: asked };
  }
}

const sideOf = ({ kind }: Claim) => (kind === "RAISE_SKILL" || kind === "ADD_GOAL" ? "WORKER" : "PARTNER");

describe("every improvement", () => {
  it("gives the score it states, to the bit, and gains", () => {
    holds((given) => {
      const now = scoreOf(given);
      for (const step of found(given)) {
        expect(step.score).toBe(scoreOf(afterwards(given, step)));
        expect(step.gain).toBe(step.score - now);
        expect(step.gain).toBeGreaterThan(0);
        expect(step.score).toBeLessThanOrEqual(1);
        expect(step.side).toBe(sideOf(step));
      }
    });
  });

  it("is there: of each side the five best of all steps, the best first, equal ones by skill", () => {
    holds((given) => {
      const now = scoreOf(given);
      const gainOf = (step: Claim) => scoreOf(afterwards(given, step)) - now;
      const listed = found(given);
      for (const side of ["WORKER", "PARTNER"]) {
        const gains = [...allSteps(given)].filter((step) => sideOf(step) === side).map(gainOf);
        const best = gains
          .filter((gain) => gain > 1e-9)
          .sort((a, b) => b - a)
          .slice(0, 5);
        const ours = listed.filter((step) => step.side === side).map(({ gain }) => gain);
        expect(ours).toHaveLength(best.length);
        for (const [place, gain] of ours.entries()) expect(gain).toBeCloseTo(best[place]!, 8);
      }
      for (const [place, step] of listed.entries()) {
        const before = listed[place - 1];
        if (!before) continue;
        expect(before.gain).toBeGreaterThan(step.gain - 2e-9);
        if (before.gain === step.gain) expect(before.skillId <= step.skillId).toBe(true);
      }
      const names = listed.map(({ kind, skillId: id, toLevel }) => `${kind} ${id} ${toLevel}`);
      expect(new Set(names).size).toBe(names.length);
    });
  });

  it("is the same whatever the order of the worker's skills and goals", () => {
    holds((given) => {
      const { skills, goals } = given.worker;
      const worker = { skills: skills.toReversed(), goals: goals.toReversed() };
      expect(found({ ...given, worker })).toStrictEqual(found(given));
    });
  });

  it("changes nothing of what it is given", () => {
    holds((given) => {
      const before = structuredClone(given);
      found(given);
      expect(given).toEqual(before);
    });
  });
});
