import type {
  ActiveGoal,
  NeedProfile,
  RequiredSkill,
  ScoringContext,
  WorkerProfile,
} from "../../src/matching/formula.js";
import { type Improvement, improvementsOf } from "../../src/matching/improvements.js";

/** Every skill stands for itself only, and is as rare as any other. */
const CONTEXT: ScoringContext = { affinity: (from, to) => (from === to ? 1 : 0), rarity: () => 1 };

const must = (skillId: string, level: number): RequiredSkill => ({
  ...{ skillId, level, mentored: false },
  importance: "MUST",
});
const goal = (skillId: string, current: number, target: number, priority: number): ActiveGoal => ({
  skillId,
  current,
  target,
  priority,
});

/** What a reader is told: side, kind, skill, levels, and the score afterwards to six decimals. */
const told = (worker: WorkerProfile, need: NeedProfile) => improvementsOf(worker, need, CONTEXT).map(lineOf);
const lineOf = ({ side, kind, skillId, fromLevel, toLevel, score }: Improvement) => {
  const levels = fromLevel === null ? "" : ` ${fromLevel}-${toLevel}`;
  return `${side} ${kind} ${skillId}${levels}: ${Number(score.toFixed(6))}`;
};

describe("what would raise a score, by hand", () => {
  it("is one level up, or a mentor, or one level less, where two levels are missing", () => {
    const worker = {
      skills: [{ skillId: "welding", level: 1 }],
      goals: [goal("welding", 1, 3, 3)],
    };
    const need = { skills: [must("welding", 3)] };
    // Now: gap 2, stretch 0.6, and the goal covers more than the level held: 0.6 both ways.
    // Held at 2, or asked for at 2: gap 1, stretch 1. Held at 3 the goal is reached, and no score is left.
    // With a mentor: stretch 0.9.
    expect(told(worker, need)).toEqual([
      "WORKER RAISE_SKILL welding 1-2: 1",
      "PARTNER LOWER_LEVEL welding 3-2: 1",
      "PARTNER OFFER_MENTOR welding: 0.9",
    ]);
    expect(improvementsOf(worker, need, CONTEXT)[2]).toStrictEqual({
      side: "PARTNER",
      kind: "OFFER_MENTOR",
      skillId: "welding",
      fromLevel: null,
      toLevel: null,
      score: 0.9,
      gain: 0.9 - 0.6,
    });
  });

  it("is a growth goal for a worker without any, and the gain counts from 0", () => {
    const worker = { skills: [{ skillId: "welding", level: 2 }], goals: [] };
    const [step, ...others] = improvementsOf(worker, { skills: [must("welding", 3)] }, CONTEXT);
    expect(step).toMatchObject({ side: "WORKER", kind: "ADD_GOAL", fromLevel: 2, toLevel: 3 });
    expect(step).toMatchObject({ score: 1, gain: 1 });
    expect(others).toEqual([]);
  });

  it("shares the growth between the goals there are and the new one of priority 2", () => {
    const worker = {
      skills: [{ skillId: "baking", level: 2 }],
      goals: [goal("baking", 2, 5, 1)],
    };
    const need = { skills: [must("baking", 2), must("welding", 1)] };
    // Now: growth 0.25, coverage 1/2: 1/3. With the goal: growth (1 * 0.25 + 2 * 1) / 3 = 0.75, coverage 1: 6/7.
    // Welding held: coverage 1: 0.4. Baking asked for at 1 changes nothing.
    expect(told(worker, need)).toEqual([
      "WORKER ADD_GOAL welding 0-1: 0.857143",
      "WORKER RAISE_SKILL welding 0-1: 0.4",
    ]);
  });

  it("is a mentor first where many levels are missing", () => {
    const worker = {
      skills: [{ skillId: "baking", level: 2 }],
      goals: [goal("welding", 0, 4, 2)],
    };
    const need: NeedProfile = { skills: [must("welding", 4), { ...must("baking", 2), importance: "NICE" }] };
    // Now: growth 0.15, coverage (0.15 + 0.5) / 1.5: 0.222857. Mentor: 0.4 and 0.6: 0.48.
    // Held at 1: still three levels, but a quarter of it is covered: 0.15 and 0.5: 0.230769.
    expect(told(worker, need)).toEqual([
      "PARTNER OFFER_MENTOR welding: 0.48",
      "WORKER RAISE_SKILL welding 0-1: 0.230769",
    ]);
  });

  it("is never a step back: a goal that says more than the profile is where the worker stands", () => {
    const worker = { skills: [], goals: [goal("welding", 3, 5, 3)] };
    // Now 0.25. To hold it at 1 would make a step of the goal; to hold it at 3 says what is so: coverage 1, growth 0.25.
    expect(told(worker, { skills: [must("welding", 2)] })).toEqual(["WORKER RAISE_SKILL welding 0-3: 0.4"]);
  });

  it("lets the sixth goal count where one of five is reached", () => {
    const others = ["a", "b", "c", "d"].map((id) => goal(id, 0, 5, 1));
    const goals = [...others, goal("welding", 0, 1, 1), goal("yodelling", 1, 2, 1)];
    const need = { skills: [must("welding", 5), must("yodelling", 2)] };
    // Welding held at 1: its goal is over, the one in yodelling counts: growth 1/5, coverage (1/5 + 1) / 2: 0.3.
    expect(told({ skills: [], goals }, need).slice(0, 2)).toEqual([
      "WORKER RAISE_SKILL welding 0-5: 0.333333",
      "WORKER RAISE_SKILL welding 0-1: 0.3",
    ]);
  });

  it("names at most five steps of a side, equal ones by skill id", () => {
    const skills = ["g", "f", "e", "d", "c", "b", "a"].map((id) => must(id, 1));
    expect(told({ skills: [], goals: [] }, { skills })).toEqual(
      ["a", "b", "c", "d", "e"].map((id) => `WORKER ADD_GOAL ${id} 0-1: 0.25`),
    );
  });

  it("is nothing where all is well, and nothing where a need asks for nothing", () => {
    const worker = { skills: [], goals: [goal("welding", 2, 3, 1)] };
    expect(told(worker, { skills: [must("welding", 3)] })).toEqual([]);
    expect(told(worker, { skills: [] })).toEqual([]);
  });
});
