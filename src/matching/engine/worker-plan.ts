import {
  type ActiveGoal,
  activeGoals,
  combine,
  goalShares,
  goalStrength,
  type HeldSkill,
  heldCoverage,
  type MatchScore,
  type NeedProfile,
  type WeighedSkill,
  type WorkerProfile,
  weighSkills,
} from "../formula.js";
import type { SkillModel } from "./skill-model.js";

/** What of a worker bears on a required skill: a skill held, or a goal by its place among those that count. */
type Bearing =
  | { readonly affinity: number; readonly held: HeldSkill }
  | { readonly affinity: number; readonly goal: number };

/** What of a worker is the same for every need; the mirror image of `NeedPlan`. Scores as `scoreMatch` does, bit for bit. */
export class WorkerPlan {
  /** Those that count, in their order. */
  readonly goals: readonly ActiveGoal[];
  private readonly shares: readonly number[];
  /** By id of a required skill. */
  private readonly bearings = new Map<string, Bearing[]>();

  constructor(
    profile: WorkerProfile,
    private readonly model: SkillModel,
  ) {
    this.goals = activeGoals(profile.goals);
    this.shares = goalShares(this.goals);
    for (const held of profile.skills) this.add(held.skillId, (affinity) => ({ affinity, held }));
    this.goals.forEach(({ skillId }, goal) => {
      this.add(skillId, (affinity) => ({ affinity, goal }));
    });
  }

  private add(skillId: string, bearing: (affinity: number) => Bearing): void {
    this.addTo(skillId, bearing(1));
    for (const [required, affinity] of this.model.bearsOn(skillId)) this.addTo(required, bearing(affinity));
  }

  private addTo(required: string, bearing: Bearing): void {
    const known = this.bearings.get(required);
    if (known) known.push(bearing);
    else this.bearings.set(required, [bearing]);
  }

  score(need: NeedProfile): MatchScore {
    return this.scoreWeighed(weighSkills(need, this.model));
  }

  /**
   * `score` of a need whose skills are weighed already.
   * @param covers gets how far each of them is covered, 0 to 1, in their order
   */
  scoreWeighed(skills: readonly WeighedSkill[], covers?: Float64Array): MatchScore {
    const strengths = this.goals.map(() => 0);
    let coverage = 0;
    for (let index = 0; index < skills.length; index++) {
      const required = skills[index]!;
      let covered = 0;
      for (const bearing of this.bearings.get(required.skillId) ?? []) {
        const { affinity } = bearing;
        if ("held" in bearing) {
          covered = Math.max(covered, heldCoverage(affinity, bearing.held, required));
        } else {
          const strength = goalStrength(affinity, this.goals[bearing.goal]!, required);
          covered = Math.max(covered, strength);
          strengths[bearing.goal] = Math.max(strengths[bearing.goal]!, strength);
        }
      }
      coverage += required.share * covered;
      if (covers) covers[index] = covered;
    }
    if (skills.length === 0) return combine(null, null);
    if (this.goals.length === 0) return combine(null, coverage);
    return combine(
      this.shares.reduce((sum, share, goal) => sum + share * strengths[goal]!, 0),
      coverage,
    );
  }
}
