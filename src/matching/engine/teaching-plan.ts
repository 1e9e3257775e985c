import type { Interner } from "../interner.js";
import { type LearningGoal, learningWeight, taughtBy, withTaught } from "../teaching.js";
import { LEVEL_COUNT } from "./need-plan.js";
import { levelOfSkill, skillOfSkill, visibilityOfSkill } from "./packed-entries.js";
import type { SkillModel } from "./skill-model.js";
import { neighboursOf } from "./skill-neighbours.js";
import type { RowView } from "./worker-rows.js";

/**
 * What of some learning goals is the same for every worker: for each skill that teaches towards one of them, what each
 * level of it is worth. Values rows as `teachingOf` does profiles, bit for bit and without making an object.
 */
export class TeachingPlan {
  /** By number of a skill: its place among those that teach + 1, or 0. */
  private readonly places: Uint16Array;
  /** By place and goal and level held, 0 to 5. */
  private readonly taught: Float64Array;
  private readonly weights: Float64Array;
  /** By goal, while a row is looked at. */
  private readonly best: Float64Array;

  /**
   * @param goals in the order of `inLearningOrder`
   * @param skills numbers of the skills that anybody has
   * @param weights of the goals, above 0 to 1
   */
  constructor(
    goals: readonly LearningGoal[],
    model: SkillModel,
    skills: Interner,
    weights: readonly number[] = goals.map(learningWeight),
  ) {
    const neighbours = goals.map(({ skillId }) => neighboursOf(model, skillId, skills));
    // Looking neighbours up may have given out numbers.
    this.places = new Uint16Array(skills.size);
    let count = 0;
    for (const { skills: numbers } of neighbours)
      for (const skill of numbers) if (this.places[skill] === 0) this.places[skill] = ++count;
    this.weights = Float64Array.from(weights);
    this.best = new Float64Array(goals.length);
    this.taught = new Float64Array(count * goals.length * LEVEL_COUNT);
    goals.forEach((goal, at) => {
      const { skills: numbers, affinities } = neighbours[at]!;
      numbers.forEach((skill, place) => {
        for (let level = 1; level < LEVEL_COUNT; level++)
          this.taught[this.at(this.places[skill]!, at) + level] = taughtBy(
            affinities[place]!,
            { level },
            goal,
          );
      });
    });
  }

  /**
   * What the worker in a row teaches, 0 to 1.
   * @param sight of the viewer on this worker, 0 (all) to 5 (nothing)
   */
  run({ page, firstSkill, end }: RowView, sight: number): number {
    const { best, taught, places } = this;
    let isFound = false;
    for (let at = firstSkill; at < end; at++) {
      const entry = page[at]!;
      // Whatever follows is hidden as well.
      if (visibilityOfSkill(entry) < sight) break;
      const place = places[skillOfSkill(entry)];
      if (!place) continue;
      if (!isFound) best.fill(0);
      isFound = true;
      for (let goal = 0, from = this.at(place, 0) + levelOfSkill(entry); goal < best.length; goal++) {
        const value = taught[from + goal * LEVEL_COUNT]!;
        if (value > best[goal]!) best[goal] = value;
      }
    }
    return isFound ? this.together() : 0;
  }

  private together(): number {
    let teaching = 0;
    for (let goal = 0; goal < this.best.length; goal++)
      teaching = withTaught(teaching, this.weights[goal]!, this.best[goal]!);
    return teaching;
  }

  private at(place: number, goal: number): number {
    return ((place - 1) * this.best.length + goal) * LEVEL_COUNT;
  }
}
