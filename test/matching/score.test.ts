import type { AffinityLink } from "../../src/matching/affinity/link.js";
import {
  type ActiveGoal,
  activeGoals,
  explainMatch,
  fairRank,
  type NeedProfile,
  prepareNeed,
  type RequiredSkill,
  SCORING_VERSION,
  scoreMatch,
  scorePrepared,
  shownScore,
  stretch,
  type WorkerProfile,
} from "../../src/matching/score.js";

/** Affinities by "worker's skill > need's skill" and rarities by skill; what is not given is 0, and 1. */
function contextOf(affinities: Record<string, number> = {}, rarities: Record<string, number> = {}) {
  const affinity = (from: string, to: string) => (from === to ? 1 : (affinities[`${from} > ${to}`] ?? 0));
  return {
    affinity,
    rarity: (skillId: string) => rarities[skillId] ?? 1,
    link: (from: string, to: string): AffinityLink | null =>
      affinity(from, to) === 0
        ? null
        : { kind: from === to ? "SAME" : "RELATED", value: affinity(from, to), path: [from, to] },
  };
}

const must = (skillId: string, level: number, mentored = false): RequiredSkill => ({
  ...{ skillId, level, mentored },
  importance: "MUST",
});
const nice = (skillId: string, level: number, mentored = false): RequiredSkill => ({
  ...{ skillId, level, mentored },
  importance: "NICE",
});
const goal = (skillId: string, current: number, target: number, priority: number): ActiveGoal => ({
  skillId,
  current,
  target,
  priority,
});

interface Pair {
  readonly worker: WorkerProfile;
  readonly need: NeedProfile;
  readonly context?: ReturnType<typeof contextOf>;
}

const MENTORED: Pair = {
  worker: {
    skills: [{ skillId: "teaching", level: 2 }],
    goals: [goal("programming", 1, 3, 3)],
  },
  need: { skills: [must("programming", 3, true), nice("teaching", 2)] },
};

const LINKED: Pair = {
  worker: {
    skills: [{ skillId: "spreadsheets", level: 3 }],
    goals: [goal("gardening", 0, 2, 1), goal("charts", 2, 3, 2)],
  },
  need: { skills: [must("data-visualisation", 4), must("statistics", 3)] },
  context: contextOf(
    { "charts > data-visualisation": 0.5, "spreadsheets > statistics": 0.3 },
    { "data-visualisation": 0.8, statistics: 0.4 },
  ),
};

const scoreOf = ({ worker, need, context = contextOf() }: Pair) => scoreMatch(worker, need, context);
const explain = ({ worker, need, context = contextOf() }: Pair) => explainMatch(worker, need, context);

describe("pairs worked out by hand", () => {
  it("a mentored step of two levels", () => {
    // Goal: gap 3 - 1 = 2, mentored: 0.9; reach min(1, (3 - 1) / 2) = 1; g = 0.9. Growth 3 * 0.9 / 3 = 0.9.
    // Coverage: shares 1 / 1.5 and 0.5 / 1.5; programming 0.9 by the goal, teaching 1: 0.6 + 1/3 = 14/15.
    // Score: 2 * 0.9 * 14/15 / (0.9 + 14/15) = 1.68 / (55/30) = 50.4 / 55.
    const { score, growth, coverage, noScoreReason } = scoreOf(MENTORED);
    expect(growth).toBeCloseTo(0.9, 12);
    expect(coverage).toBeCloseTo(14 / 15, 12);
    expect(score).toBeCloseTo(50.4 / 55, 12);
    expect(noScoreReason).toBeNull();
    expect(shownScore(score)).toBe(91.6);
  });

  it("the same step without a mentor", () => {
    // As above with 0.6: growth 0.6, coverage 0.4 + 1/3 = 11/15, score 2 * 0.6 * 11/15 / (4/3) = 0.66.
    const need = { skills: [must("programming", 3), nice("teaching", 2)] };
    const { score, growth, coverage } = scoreOf({ ...MENTORED, need });
    expect(growth).toBeCloseTo(0.6, 12);
    expect(coverage).toBeCloseTo(11 / 15, 12);
    expect(score).toBeCloseTo(0.66, 12);
  });

  it("a goal that only bears on what is asked for, and must-haves that stay unmet", () => {
    // g1 for data-visualisation: 0.5 * stretch(4 - 2) 0.6 * reach (3 - 2) / 2 = 0.5: 0.15. g2 bears on nothing.
    // Growth: (2 * 0.15 + 1 * 0) / 3 = 0.1. Shares: 0.8 / 1.2 = 2/3 and 0.4 / 1.2 = 1/3.
    // Coverage: 2/3 * 0.15 + 1/3 * (0.3 * min(1, 3/3)) = 0.1 + 0.1 = 0.2. Score: 2 * 0.1 * 0.2 / 0.3 = 2/15.
    const { score, growth, coverage } = scoreOf(LINKED);
    expect(growth).toBeCloseTo(0.1, 12);
    expect(coverage).toBeCloseTo(0.2, 12);
    expect(score).toBeCloseTo(2 / 15, 12);
    expect(shownScore(score)).toBe(13.3);
    expect(explain(LINKED).unmetMustHaves).toEqual(["data-visualisation", "statistics"]);
  });

  it("somebody who can do it already and learns little", () => {
    // Gap 2 - 4 = -2: stretch 0.25, reach 1. Growth 0.25; coverage min(1, 4/2) = 1; score 0.5 / 1.25 = 0.4.
    const worker = {
      skills: [{ skillId: "cataloguing", level: 4 }],
      goals: [goal("cataloguing", 4, 5, 1)],
    };
    const { score, growth, coverage } = scoreOf({ worker, need: { skills: [must("cataloguing", 2)] } });
    expect([growth, coverage]).toEqual([0.25, 1]);
    expect(score).toBeCloseTo(0.4, 12);
  });

  it.each([
    // Gap 5 - 1 = 4, reach (3 - 1) / 4 = 0.5: 0.4 * 0.5 and 0.15 * 0.5.
    { mentored: true, growth: 0.2 },
    { mentored: false, growth: 0.075 },
  ])("a step that is too long, mentored: $mentored", ({ mentored, growth }) => {
    const worker = { skills: [], goals: [goal("law", 1, 3, 2)] };
    expect(scoreOf({ worker, need: { skills: [nice("law", 5, mentored)] } }).growth).toBeCloseTo(growth, 12);
  });

  it("a worker without goals has coverage and no score", () => {
    const worker = { skills: [{ skillId: "cooking", level: 2 }], goals: [] };
    expect(scoreOf({ worker, need: { skills: [nice("cooking", 4)] } })).toEqual({
      ...{ score: null, growth: null, coverage: 0.5 },
      noScoreReason: "WORKER_HAS_NO_GOALS",
    });
  });

  it.each([
    { goals: MENTORED.worker.goals, which: "with" },
    { goals: [], which: "without" },
  ])("a need without skills has no numbers, for a worker $which goals", ({ goals }) => {
    expect(scoreOf({ worker: { skills: [], goals }, need: { skills: [] } })).toEqual({
      ...{ score: null, growth: null, coverage: null },
      noScoreReason: "NEED_HAS_NO_SKILLS",
    });
  });

  it("one that nothing connects scores 0, which is a score", () => {
    const worker = { skills: [], goals: [goal("gardening", 0, 2, 1)] };
    const zero = { score: 0, growth: 0, coverage: 0, noScoreReason: null };
    expect(scoreOf({ worker, need: { skills: [must("law", 3)] } })).toEqual(zero);
  });

  it("keeps nothing of the worker scored before", () => {
    const prepared = prepareNeed(MENTORED.need, contextOf());
    scorePrepared(MENTORED.worker, prepared);
    const worker = { skills: [], goals: [goal("gardening", 0, 2, 1)] };
    expect(scorePrepared(worker, prepared).coverage).toBe(0);
  });
});

describe("the explanation", () => {
  it("lays out a pair row by row", () => {
    const { skills, goals } = explain(LINKED);
    const link = { kind: "RELATED", value: 0.5, path: ["charts", "data-visualisation"] };
    expect(skills[0]).toEqual({
      ...{ skillId: "data-visualisation", importance: "MUST", mentored: false, requiredLevel: 4 },
      ...{ matchedSkillId: "charts", matchedBy: "GOAL", link, workerLevel: 2, gap: 2, stretch: 0.6 },
      ...{
        heldLevel: 0,
        missingLevels: 4,
        rarity: 0.8,
        weight: 1,
        coverage: 0.15,
        contribution: expect.closeTo(0.1, 12),
      },
    });
    expect(skills[1]).toMatchObject({
      ...{ matchedSkillId: "spreadsheets", matchedBy: "SKILL", workerLevel: 3, gap: 0, stretch: null },
      ...{ link: { value: 0.3 }, rarity: 0.4, coverage: 0.3, contribution: expect.closeTo(0.1, 12) },
    });
    expect(goals[0]).toEqual({
      ...{ skillId: "charts", current: 2, target: 3, priority: 2 },
      ...{ matchedSkillId: "data-visualisation", link, gap: 2, stretch: 0.6, reach: 0.5 },
      ...{ strength: 0.15, contribution: expect.closeTo(0.1, 12) },
    });
    expect(goals[1]).toEqual({
      ...{ skillId: "gardening", current: 0, target: 2, priority: 1 },
      ...{ matchedSkillId: null, link: null, gap: null, stretch: null, reach: null },
      ...{ strength: 0, contribution: 0 },
    });
  });

  it("says nothing of what nothing bears on", () => {
    const worker = { skills: [{ skillId: "cooking", level: 5 }], goals: [] };
    expect(explain({ worker, need: { skills: [nice("law", 3)] } }).skills[0]).toMatchObject({
      ...{ matchedSkillId: null, matchedBy: null, link: null, workerLevel: null, gap: null, stretch: null },
      ...{ weight: 0.5, coverage: 0, contribution: 0 },
    });
  });

  it("says how many levels of the very skill are missing, whatever else answers it", () => {
    const skills = [
      { skillId: "held", level: 2 },
      { skillId: "above", level: 5 },
      { skillId: "other", level: 5 },
    ];
    const need = { skills: [must("held", 4), must("above", 4), must("absent", 4)] };
    const rows = explain({
      worker: { skills, goals: [] },
      need,
      context: contextOf({ "other > held": 0.9 }),
    });
    expect(rows.skills).toMatchObject([
      { matchedSkillId: "other", workerLevel: 5, gap: -1, heldLevel: 2, missingLevels: 2 },
      { gap: -1, heldLevel: 5, missingLevels: 0 },
      { gap: null, heldLevel: 0, missingLevels: 4 },
    ]);
  });

  it("counts a must-have of which half is covered as met, and asks nothing of a nice-to-have", () => {
    const worker = { skills: [{ skillId: "half", level: 2 }], goals: [] };
    const need = { skills: [must("half", 4), nice("nothing", 4), must("less", 1)] };
    expect(explain({ worker, need }).unmetMustHaves).toEqual(["less"]);
  });

  it("names a held skill before a goal of the same worth", () => {
    const worker = {
      skills: [{ skillId: "z", level: 1 }],
      goals: [goal("a", 0, 1, 1)],
    };
    const context = contextOf({ "z > law": 0.5, "a > law": 0.5 });
    const pair = { worker, need: { skills: [must("law", 1)] }, context };
    expect(explain(pair).skills[0]).toMatchObject({ matchedBy: "SKILL", matchedSkillId: "z" });
  });

  it("names the smaller id of two skills, of two goals, and of two required skills of the same worth", () => {
    const context = contextOf({ "a > law": 0.5, "b > law": 0.5, "a > tax": 0.5, "b > tax": 0.5 });
    const held = (skillId: string) => ({ skillId, level: 5 });
    const need = { skills: [must("tax", 1), must("law", 1)] };
    const bySkills = explain({ worker: { skills: [held("b"), held("a")], goals: [] }, need, context });
    expect(bySkills.skills.map((row) => row.matchedSkillId)).toEqual(["a", "a"]);
    const goals = [goal("b", 0, 1, 1), goal("a", 0, 1, 1)];
    const byGoals = explain({ worker: { skills: [], goals }, need, context });
    expect(byGoals.skills.map((row) => row.matchedSkillId)).toEqual(["a", "a"]);
    expect(byGoals.goals.map((row) => row.matchedSkillId)).toEqual(["law", "law"]);
  });
});

describe("the terms", () => {
  it.each([
    [-5, 0.25, 0.25],
    [0, 0.25, 0.25],
    [1, 1, 1],
    [2, 0.6, 0.9],
    [3, 0.15, 0.4],
    [5, 0.15, 0.4],
  ])("stretch of a gap of %d: %d, mentored %d", (gap, alone, mentored) => {
    expect([stretch(gap, false), stretch(gap, true)]).toEqual([alone, mentored]);
  });

  it.each([
    [0, 1],
    [1, 0.9],
    [2, 0.81],
    [4, 0.6561],
    // 0.9^5 = 0.59 is below the floor.
    [5, 0.6],
    [1000, 0.6],
  ])("after %d introductions %d of the score counts", (introductions, part) => {
    expect(fairRank(1, introductions)).toBeCloseTo(part, 12);
    expect(fairRank(0.5, introductions)).toBeCloseTo(0.5 * part, 12);
  });

  it.each([
    [null, null],
    [0, 0],
    [1, 100],
    [0.12344, 12.3],
    [0.12351, 12.4],
    [2 / 3, 66.7],
  ])("%d is shown as %d", (score, shown) => {
    expect(shownScore(score)).toBe(shown);
  });

  it("of more than five goals the first by priority, then by the skill's id, count", () => {
    const ids = ["f", "b", "e", "a", "d", "c"];
    const goals = ids.map((id) => goal(id, 0, 1, id === "f" ? 3 : id === "a" ? 1 : 2));
    expect(activeGoals(goals).map(({ skillId }) => skillId)).toEqual(["f", "b", "c", "d", "e"]);
    const kept = activeGoals(goals);
    expect(activeGoals(kept)).toBe(kept);
  });

  it("are those of version 1", () => {
    expect(SCORING_VERSION).toBe("2");
  });
});
