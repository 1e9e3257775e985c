import type { Principal, User } from "../../platform/auth/principal.js";
import { sightNumber, Visibility } from "../../platform/auth/visibility.js";
import { userOf } from "../../platform/graphql/context.js";
import { inSpan } from "../../platform/observability/tracing.js";
import type { AffinityLink } from "../affinity/link.js";
import { Audience } from "../audience.js";
import type { MatchIndex } from "../engine/match-index.js";
import type { SkillModel } from "../engine/skill-model.js";
import { RowView } from "../engine/worker-rows.js";
import { isCurrent, type Place, placeFits } from "../gates.js";
import { reachOf } from "../match.policy.js";
import { opportunitiesOf } from "../opportunities.js";
import { inSlices } from "../slices.js";
import { growthSteps } from "./growth-steps.js";
import type { Nearest } from "./near-skills.js";
import { type GrowthPlan, planGrowth } from "./plan-growth.js";
import { SkillGap, type StaffMember } from "./skill-gap.js";
import type { StepEffect } from "./step-effect.js";

/** A step in one skill that a worker is advised to take. */
export interface AdvisedStep {
  readonly skillId: string;
  /** The level held, 0 to 4. */
  readonly held: number;
  /** The level after the step, 1 to 5. */
  readonly next: number;
  /** What of the worker is nearest to it, and how it is linked. */
  readonly nearest: Nearest & { readonly link: AffinityLink };
  /** What having the skill at that level would do. */
  readonly raised: StepEffect;
  /** What a growth goal up to that level would do; null where it is one already. */
  asGoal(): Promise<StepEffect | null>;
}

/** The library that is planned for. Ids are UUIDs. */
export interface PlannedLibrary extends Place {
  readonly id: string;
  readonly consortiumId: string;
}

/** What a plan for a staff says. */
export interface StaffGrowthPlan extends GrowthPlan {
  /** How many of the staff count. */
  readonly staff: number;
  /** How many open needs count. */
  readonly needs: number;
  /** How many of these ask for a skill. */
  needsAsking(skillId: string): number;
}

/** Tries steps of workers on the open needs, through the index. */
export class GrowthAdviser {
  private readonly audience: Audience;

  constructor(
    private readonly index: MatchIndex,
    /** The skills as they are now; what it gives never changes. */
    private readonly model: () => SkillModel,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
    /** In milliseconds since 1970. */
    now: () => number = () => Date.now(),
  ) {
    this.audience = new Audience(index, now);
  }

  /**
   * The steps that are of most use to a worker, the best first, as far as the caller sees the worker and the needs; none
   * for partners, whom it does not concern.
   * @param bar from which score on a need counts as open to the worker, as shown: above 0 to 100
   */
  async stepsFor(
    principal: Principal,
    workerId: string,
    { first, bar }: { readonly first: number; readonly bar: number },
  ): Promise<AdvisedStep[]> {
    const user = userOf(principal);
    const seen = user.role === "PARTNER" ? null : this.audience.seen(user, workerId, null);
    if (!seen) return [];
    const model = this.model();
    const question = {
      profile: seen.profile,
      ...{ model, bar },
      indexes: reachOf(user).map((consortiumId) => this.index.needsOf(consortiumId)),
      passes: opportunitiesOf(user, workerId, seen, this.today()),
    };
    const steps = await inSpan("advise growth", () => inSlices(growthSteps(question)));
    return steps.slice(0, first).map(({ skillId, held, next, nearest, raised, asGoal }) => ({
      ...{ skillId, held, next, raised },
      nearest: { ...nearest, link: model.link(nearest.skillId, skillId)! },
      asGoal: () => inSlices(asGoal()),
    }));
  }

  /**
   * The few skills that, raised by one level in some of a library's staff, close most of the gap between what local
   * needs ask for and what the staff have. For the library's managers, who see each of those who count; null for others,
   * to whom a plan for few would tell about single people. Only what workers let their library see counts.
   * @param most how many skills
   */
  async planFor(
    principal: Principal,
    library: PlannedLibrary,
    most: number,
  ): Promise<StaffGrowthPlan | null> {
    const user = userOf(principal);
    if (!manages(user, library)) return null;
    const [model, today] = [this.model(), this.today()];
    const staff = this.staffOf(library);
    const needs = [...this.index.needsOf(library.consortiumId).all()].filter(
      (need) => isCurrent(need, today) && placeFits(library, need),
    );
    const gap = new SkillGap(needs, model);
    const plan = await inSpan("plan growth", () => inSlices(planGrowth(gap, staff, model, most)));
    const needsAsking = (skillId: string) => gap.needsAsking(skillId);
    return { ...plan, staff: staff.length, needs: needs.length, needsAsking };
  }

  /** Those whom a library may find among its own staff, with what it may see of them. */
  private staffOf({ id, consortiumId }: PlannedLibrary): StaffMember[] {
    const index = this.index.workersOf(consortiumId);
    const library = index.libraries.find(id);
    const staff: StaffMember[] = [];
    if (library < 0) return staff;
    const row = new RowView();
    for (const [from, to] of index.blocks.rangesOfLibrary(library, index.ids.end))
      for (let slot = from; slot < to; slot++) {
        if (!index.rows.open(slot, row) || row.library !== library) continue;
        if (row.discoverability >= sightNumber(Visibility.LIBRARY))
          staff.push({ id: index.ids.idOf(slot), profile: index.profile(row, Visibility.LIBRARY) });
      }
    return staff;
  }
}

const manages = (user: User, { id, consortiumId }: PlannedLibrary): boolean =>
  user.role === "MANAGER" && user.libraryId === id && user.consortiumId === consortiumId;
