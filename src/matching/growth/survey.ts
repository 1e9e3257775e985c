import type { NeedCandidate } from "../candidates.js";
import type { NeedIndex } from "../engine/need-index.js";
import { searchNeeds } from "../engine/need-search.js";
import { GONE } from "../engine/posting-list.js";
import type { SkillModel } from "../engine/skill-model.js";
import { WorkerPlan } from "../engine/worker-plan.js";
import { type WeighedSkill, type WorkerProfile, weighSkills } from "../formula.js";
import { StepEffect } from "./step-effect.js";

/** What a worker is advised about. */
export interface GrowthQuestion {
  /** What the viewer may see of the worker. */
  readonly profile: WorkerProfile;
  readonly model: SkillModel;
  /** The open needs of each consortium within reach. */
  readonly indexes: readonly NeedIndex[];
  /** Whether the viewer may see the need, and the worker can take it on. */
  passes(need: NeedCandidate): boolean;
  /** From which score on a need counts as open to the worker, as shown: above 0 to 100. */
  readonly bar: number;
}

/** A need that the worker can take on. */
export interface PassingNeed {
  readonly need: NeedCandidate;
  readonly skills: readonly WeighedSkill[];
}

/** So many needs are looked at at a stretch, some tenths of a millisecond. */
export const STRETCH = 256;

/** The needs that can matter for the steps of one worker, each looked at once. */
export class Survey {
  /** Of the worker before any step. */
  readonly plan: WorkerPlan;
  private readonly known = new Map<NeedCandidate, PassingNeed | null>();

  constructor(readonly question: GrowthQuestion) {
    this.plan = this.planOf(question.profile);
  }

  planOf(profile: WorkerProfile): WorkerPlan {
    return new WorkerPlan(profile, this.question.model);
  }

  effect(): StepEffect {
    return new StepEffect(this.question.bar);
  }

  /** The needs that serve a goal of a worker: no other has a score above 0. */
  *serving(plan: WorkerPlan): Generator<void, PassingNeed[]> {
    const serving: NeedCandidate[] = [];
    for (const index of this.question.indexes) {
      // Slots are turned into needs before anybody else has a turn: they may get another meaning then.
      for (const slot of searchNeeds(index, plan, this.question.model).slots) {
        const need = index.at(slot);
        if (need) serving.push(need);
      }
    }
    return yield* this.passing(serving);
  }

  /** The needs that ask for at least one of some skills. */
  *asking(skillIds: Iterable<string>): Generator<void, PassingNeed[]> {
    const asking = new Set<NeedCandidate>();
    for (const skillId of skillIds)
      for (const index of this.question.indexes)
        for (const { entries, length } of index.asking(skillId)?.runs() ?? [])
          for (const entry of entries.subarray(0, length)) {
            const need = (entry & GONE) === GONE ? null : index.at(entry >>> 8);
            if (need) asking.add(need);
          }
    return yield* this.passing(asking);
  }

  private *passing(needs: Iterable<NeedCandidate>): Generator<void, PassingNeed[]> {
    const passing: PassingNeed[] = [];
    let looked = 0;
    for (const need of needs) {
      let known = this.known.get(need);
      if (known === undefined) {
        known = this.question.passes(need) ? { need, skills: weighSkills(need, this.question.model) } : null;
        this.known.set(need, known);
      }
      if (known) passing.push(known);
      if (++looked % STRETCH === 0) yield;
    }
    return passing;
  }
}
