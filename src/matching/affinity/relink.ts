import { builtSkills, inBatches, type Run, type SkillRow } from "./affinity.reads.js";
import { type Concepts, fingerprintOf } from "./concepts.js";
import type { ListedLink } from "./link.js";
import type { LinkFinder } from "./link-finder.js";
import { inSlices } from "./slices.js";
import { readLearned } from "./store-links.js";

const BATCH = 500;

/** Some ids at a time. */
export function* batchesOf(ids: Iterable<string>): Iterable<string[]> {
  const all = [...ids];
  for (let start = 0; start < all.length; start += BATCH) yield all.slice(start, start + BATCH);
}

/** Works out the lists of required skills as they should be now, with what the newest full build has learned. */
export async function relink(
  run: Run,
  required: Iterable<string>,
  finder: LinkFinder,
): Promise<Map<string, ListedLink[]>> {
  const pause = inSlices();
  const lists = new Map<string, ListedLink[]>();
  for (const batch of batchesOf(required)) {
    const learned = await readLearned(run, batch);
    for (const id of batch) {
      lists.set(id, finder.links(id, learned.get(id) ?? []));
      await pause();
    }
  }
  return lists;
}

/** The concepts that are not as the newest build saw them, and those that are gone. */
export async function changedSinceBuild(
  built: readonly SkillRow[],
  concepts: Concepts,
): Promise<Set<string>> {
  const pause = inSlices();
  const seen = new Map(built.map(({ id, fingerprint }) => [id, fingerprint]));
  const changed = new Set<string>();
  for (const [id, concept] of concepts) {
    if (seen.get(id) !== fingerprintOf(concept)) changed.add(id);
    await pause();
  }
  for (const id of seen.keys()) if (!concepts.has(id)) changed.add(id);
  return changed;
}

export async function readBuiltSkills(run: Run): Promise<SkillRow[]> {
  const skills: SkillRow[] = [];
  for await (const rows of inBatches<SkillRow>(run, builtSkills)) skills.push(...rows);
  return skills;
}
