import fc from "fast-check";
import { LEVEL_COUNT, NeedPlan } from "../../../src/matching/engine/need-plan.js";
import { STEP_COUNT, STEPS } from "../../../src/matching/engine/packed-entries.js";
import { RowArena } from "../../../src/matching/engine/row-arena.js";
import { WorkerIndex } from "../../../src/matching/engine/worker-index.js";
import { WorkerPlan } from "../../../src/matching/engine/worker-plan.js";
import { RowView } from "../../../src/matching/engine/worker-rows.js";
import { WorkerScorer } from "../../../src/matching/engine/worker-scorer.js";
import { goalStrength, heldCoverage } from "../../../src/matching/formula.js";
import { Interner } from "../../../src/matching/interner.js";
import { scoreMatch } from "../../../src/matching/score.js";
import { isVisible, VISIBILITIES } from "../../../src/platform/auth/visibility.js";
import { generatedWorld, type World } from "./generated-world.js";

const worlds = fc
  .record({
    seed: fc.integer(),
    skills: fc.integer({ min: 1, max: 40 }),
    workers: fc.integer({ min: 1, max: 15 }),
    needs: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ seed, ...size }) => generatedWorld(seed, size));

const holds = (property: (world: World) => void) =>
  fc.assert(fc.property(worlds, property), { numRuns: 150 });

/** A profile as a viewer of some sight may count it. */
const profileAt = ({ skills, goals }: World["workers"][number], sight: number) => {
  const seen = (entry: { visibility: (typeof VISIBILITIES)[number] }) =>
    isVisible(entry.visibility, VISIBILITIES[sight] ?? null);
  return { skills: skills.filter(seen), goals: goals.filter(seen) };
};

it("a plan of a worker scores every need as the definition does, to the bit", () => {
  holds(({ workers, needs, model }) => {
    for (const worker of workers) {
      const plan = new WorkerPlan(worker, model);
      for (const need of needs) expect(plan.score(need)).toStrictEqual(scoreMatch(worker, need, model));
    }
  });
});

it("a row is scored for every sight as the definition does, to the bit, or said to have no score", () => {
  let scored = 0;
  holds(({ workers, needs, model }) => {
    const skills = new Interner();
    const index = new WorkerIndex(skills, new RowArena());
    for (const worker of workers) index.putCandidate(worker);
    const row = new RowView();
    for (const need of needs) {
      const scorer = new WorkerScorer(new NeedPlan(need, model, skills));
      for (const worker of workers) {
        expect(index.rows.open(index.ids.slotOf(worker.id), row)).toBe(true);
        for (const sight of [0, 1, 2, 3, 4, 5]) {
          const { score, growth, coverage } = scoreMatch(profileAt(worker, sight), need, model);
          expect(scorer.run(row, sight, 0)).toBe(score !== null && score > 0);
          if (!score) continue;
          scored += 1;
          expect([scorer.score, scorer.growth, scorer.coverage]).toStrictEqual([score, growth, coverage]);
          expect(scorer.run(row, sight, growth!)).toBe(true);
          expect(scorer.run(row, sight, growth! + 1e-6)).toBe(false);
        }
      }
    }
  });
  expect(scored).toBeGreaterThan(500);
});

it("a plan of a need holds the values of the formula for every skill that bears on it, and for no other", () => {
  holds(({ skills, needs, model }) => {
    const numbers = new Interner();
    for (const id of skills) numbers.intern(id);
    for (const need of needs) {
      const plan = new NeedPlan(need, model, numbers);
      const bearing = skills.filter((id) => bearings(id, need, model).length > 0);
      expect(plan.bearing.map((number) => numbers.valueOf(number)).sort()).toEqual(bearing.sort());
      for (const id of bearing) {
        const place = plan.places[numbers.find(id)]! - 1;
        const pairs = bearings(id, need, model);
        expect(valuesOf(plan, place).sort(bySkill)).toEqual(pairs.map(({ values }) => values));
        const best = STEPS.map((_, step) => Math.max(...pairs.map(({ values }) => values.wanted[step]!)));
        expect([...plan.best.subarray(place * STEP_COUNT, (place + 1) * STEP_COUNT)]).toEqual(best);
      }
    }
  });
});

/** What a skill is worth for each skill of a need that it bears on, straight from the formula. */
const bearings = (id: string, need: World["needs"][number], model: World["model"]) =>
  need.skills.flatMap((required, skill) => {
    const affinity = model.affinity(id, required.skillId);
    if (affinity === 0) return [];
    const held = [1, 2, 3, 4, 5].map((level) => heldCoverage(affinity, { level }, required));
    const wanted = STEPS.map((step) => goalStrength(affinity, step, required));
    return [{ values: { skill, held, wanted } }];
  });

interface Values {
  readonly skill: number;
  readonly held: readonly number[];
  readonly wanted: readonly number[];
}

const bySkill = (one: Values, other: Values) => one.skill - other.skill;

/** The same, as a plan holds it. */
const valuesOf = ({ pairStarts, pairSkills, held, wanted }: NeedPlan, place: number): Values[] =>
  Array.from({ length: pairStarts[place + 1]! - pairStarts[place]! }, (_, at) => {
    const pair = pairStarts[place]! + at;
    return {
      skill: pairSkills[pair]!,
      held: [...held.subarray(pair * LEVEL_COUNT + 1, (pair + 1) * LEVEL_COUNT)],
      wanted: [...wanted.subarray(pair * STEP_COUNT, (pair + 1) * STEP_COUNT)],
    };
  });
