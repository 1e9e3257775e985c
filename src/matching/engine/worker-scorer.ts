import { harmonicMean } from "../formula.js";
import { LEVEL_COUNT, type NeedPlan } from "./need-plan.js";
import {
  levelOfSkill,
  priorityOfGoal,
  STEP_COUNT,
  skillOfGoal,
  skillOfSkill,
  stepOfGoal,
  visibilityOfGoal,
  visibilityOfSkill,
} from "./packed-entries.js";
import { COUNTING_GOALS } from "./priority-sums.js";
import type { RowView } from "./worker-rows.js";

/**
 * Scores workers of an index for one need, as `scoreMatch` does and with the same bits, straight from their rows and
 * without making an object. The numbers of the last worker scored are its fields.
 */
export class WorkerScorer {
  score = 0;
  growth = 0;
  coverage = 0;
  /** By place of the need's skill, how far the last worker scored covers it, 0 to 1. */
  readonly covered: Float64Array;
  private readonly shares: Float64Array;
  private readonly goals = new Uint32Array(COUNTING_GOALS);

  constructor(private readonly plan: NeedPlan) {
    this.covered = new Float64Array(plan.skills.length);
    this.shares = Float64Array.from(plan.skills, ({ share }) => share);
  }

  /**
   * @param row of the worker
   * @param sight of the viewer on this worker, 0 (all) to 5 (nothing)
   * @param least growth below which the rest is of no interest
   * @returns whether there is a score above 0; false, too, where the growth is below `least`
   */
  run(row: RowView, sight: number, least: number): boolean {
    const { covered, shares } = this;
    // A need has few skills: `fill` takes longer.
    for (let skill = 0; skill < covered.length; skill++) covered[skill] = 0;
    this.growth = this.grow(row.page, row.firstGoal, row.firstSkill, sight);
    if (this.growth === 0 || this.growth < least) return false;
    this.cover(row.page, row.firstSkill, row.end, sight);
    let coverage = 0;
    for (let skill = 0; skill < covered.length; skill++) coverage += shares[skill]! * covered[skill]!;
    this.coverage = coverage;
    this.score = harmonicMean(this.growth, coverage);
    return this.score > 0;
  }

  /** The growth; notes what the goals cover. The shares are those of `goalShares`. */
  private grow(page: Uint32Array, from: number, to: number, sight: number): number {
    const { goals } = this;
    let [count, total] = [0, 0];
    for (let at = from; at < to && count < COUNTING_GOALS; at++) {
      const goal = page[at]!;
      if (visibilityOfGoal(goal) < sight) continue;
      goals[count++] = goal;
      total += priorityOfGoal(goal);
    }
    let [growth, given] = [0, 0];
    for (let position = 0; position < count; position++) {
      const goal = goals[position]!;
      const share = position === count - 1 ? 1 - given : priorityOfGoal(goal) / total;
      given += share;
      growth += share * this.serve(goal);
    }
    return growth;
  }

  /** How well the need serves a goal; notes what the goal covers. */
  private serve(goal: number): number {
    const { plan, covered } = this;
    const place = plan.places[skillOfGoal(goal)];
    if (!place) return 0;
    const step = stepOfGoal(goal);
    for (let pair = plan.pairStarts[place - 1]!; pair < plan.pairStarts[place]!; pair++) {
      const strength = plan.wanted[pair * STEP_COUNT + step]!;
      const skill = plan.pairSkills[pair]!;
      if (strength > covered[skill]!) covered[skill] = strength;
    }
    return plan.best[(place - 1) * STEP_COUNT + step]!;
  }

  private cover(page: Uint32Array, from: number, to: number, sight: number): void {
    const { plan, covered } = this;
    for (let at = from; at < to; at++) {
      const entry = page[at]!;
      // Whatever follows is hidden as well.
      if (visibilityOfSkill(entry) < sight) return;
      const place = plan.places[skillOfSkill(entry)];
      if (!place) continue;
      const level = levelOfSkill(entry);
      for (let pair = plan.pairStarts[place - 1]!; pair < plan.pairStarts[place]!; pair++) {
        const value = plan.held[pair * LEVEL_COUNT + level]!;
        const skill = plan.pairSkills[pair]!;
        if (value > covered[skill]!) covered[skill] = value;
      }
    }
  }
}
