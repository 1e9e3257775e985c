import type { Interner } from "./interner.js";
import type { SkillModel } from "./skill-model.js";

/** The skills that stand in for a required one, itself first, by number, with their affinities. */
export interface Neighbours {
  readonly skills: readonly number[];
  readonly affinities: readonly number[];
}

const known = new WeakMap<SkillModel, Map<string, Neighbours>>();

/**
 * The neighbours of a required skill by number. They are looked up once for a model, which never changes.
 * @param skills gives the numbers; the same for the same model
 */
export function neighboursOf(model: SkillModel, required: string, skills: Interner): Neighbours {
  let ofModel = known.get(model);
  if (!ofModel) {
    ofModel = new Map();
    known.set(model, ofModel);
  }
  let neighbours = ofModel.get(required);
  if (!neighbours) {
    const all = [[required, 1] as const, ...model.neighbours(required)];
    neighbours = {
      skills: all.map(([id]) => skills.intern(id)),
      affinities: all.map(([, affinity]) => affinity),
    };
    ofModel.set(required, neighbours);
  }
  return neighbours;
}
