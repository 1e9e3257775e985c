import type { Concepts } from "./concepts.js";
import type { LexicalIndex } from "./lexical.js";
import { isClose, type LinkFinder } from "./link-finder.js";
import { inSlices } from "./slices.js";

/** What tells which lists a change bears on. */
export interface Surroundings {
  /** The taxonomy as it is now. */
  readonly concepts: Concepts;
  /** Its labels as they are now. */
  readonly words: LexicalIndex;
  readonly finder: LinkFinder;
  /** The required skills in whose lists a skill stood before the change. */
  holders(from: string): Iterable<string>;
}

/**
 * The required skills whose lists a change can affect. What leaves a list was in it; what enters one is linked with it
 * now, and every kind of link leads both ways; and all of a family are affected when somebody joins or leaves it, or
 * turns into a heading.
 * @param changed every concept that is new or different, at both ends of a changed edge
 */
export async function affectedLists(
  changed: ReadonlySet<string>,
  around: Surroundings,
): Promise<Set<string>> {
  const { concepts, words, finder } = around;
  const affected = new Set(changed);
  const add = (ids: Iterable<string>) => {
    for (const id of ids) affected.add(id);
  };
  const families = new Set<string>();
  const pause = inSlices();
  for (const id of changed) {
    await pause();
    const concept = concepts.get(id);
    add(around.holders(id));
    families.add(id);
    for (const parent of concept?.broader ?? []) families.add(parent);
    if (!concept?.isAssignable) continue;
    add(concept.broader);
    add(concept.narrower);
    add(concept.related);
    for (const [other] of words.similar(id)) affected.add(other);
  }
  for (const parent of families) {
    const family = finder.family(parent);
    // Nor was it close before, when it lacked at most what has changed.
    if (isClose(family.length - changed.size)) add(family);
  }
  return affected;
}
