import type { Interner } from "../interner.js";
import type { SkillModel } from "./skill-model.js";

/** The skills that stand in for a required one, itself first, by number, with their affinities. */
export interface Neighbours {
  readonly skills: readonly number[];
  readonly affinities: readonly number[];
}

/** For each numbering, the neighbours that were looked up in the newest model. */
const newest = new WeakMap<
  Interner,
  { readonly model: SkillModel; readonly known: Map<string, Neighbours> }
>();

/**
 * The neighbours of a required skill by number. A model never changes, so they are looked up once and kept until there is
 * another one.
 * @param skills gives the numbers
 */
export function neighboursOf(model: SkillModel, required: string, skills: Interner): Neighbours {
  let ofModel = newest.get(skills);
  if (ofModel?.model !== model) {
    ofModel = { model, known: new Map() };
    newest.set(skills, ofModel);
  }
  let neighbours = ofModel.known.get(required);
  if (!neighbours) {
    const all = [[required, 1] as const, ...model.neighbours(required)];
    neighbours = {
      skills: all.map(([id]) => skills.intern(id)),
      affinities: all.map(([, affinity]) => affinity),
    };
    ofModel.known.set(required, neighbours);
  }
  return neighbours;
}
