import { goalStrength } from "../formula.js";
import { type Candidates, FoundSlots, PARTS, stepOfGrowth } from "./candidates.js";
import { grown } from "./grown.js";
import { type NeedIndex, requiredClass } from "./need-index.js";
import { CLASSES } from "./posting-list.js";
import type { SkillModel } from "./skill-model.js";
import type { WorkerPlan } from "./worker-plan.js";

const REQUIREMENTS = [1, 2, 3, 4, 5].flatMap((level) =>
  [false, true].map((mentored) => ({ level, mentored })),
);

/** By slot of a need, in parts times priority: what the goals so far are worth. All 0 between searches, which share it. */
let sums = new Uint16Array(0);
/** By slot: the best that the need does for the goal at hand. */
let best = new Uint16Array(0);

/** Finds the needs that serve a goal of a worker, with an upper bound of the growth: the mirror image of `WorkerSearch`. */
export function searchNeeds(
  index: NeedIndex,
  plan: WorkerPlan,
  model: Pick<SkillModel, "bearsOn">,
): Candidates {
  sums = grown(sums, index.ids.end);
  best = grown(best, index.ids.end);
  const touched: number[] = [];
  let total = 0;
  for (const goal of plan.goals) {
    total += goal.priority;
    const served: number[] = [];
    const serve = (skillId: string, affinity: number) => {
      const list = index.asking(skillId);
      if (!list) return;
      const worth = new Uint16Array(CLASSES);
      for (const required of REQUIREMENTS)
        worth[requiredClass(required)] = Math.ceil(
          goalStrength(affinity, goal, required) * goal.priority * PARTS,
        );
      for (const { entries, length } of list.runs()) raise(entries, length, worth, served);
    };
    serve(goal.skillId, 1);
    for (const [required, affinity] of model.bearsOn(goal.skillId)) serve(required, affinity);
    for (const slot of served) {
      if (sums[slot] === 0) touched.push(slot);
      sums[slot]! += best[slot]!;
      best[slot] = 0;
    }
  }
  const found = new FoundSlots();
  for (const slot of touched) {
    found.add(slot, stepOfGrowth(sums[slot]! / (total * PARTS)));
    sums[slot] = 0;
  }
  return found.take();
}

/** Of all that a need does for one goal, the best counts. */
function raise(entries: Uint32Array, length: number, worth: Uint16Array, served: number[]): void {
  for (let at = 0; at < length; at++) {
    const slot = entries[at]! >>> 8;
    const value = worth[entries[at]! & (CLASSES - 1)]!;
    if (value <= best[slot]!) continue;
    if (best[slot] === 0) served.push(slot);
    best[slot] = value;
  }
}
