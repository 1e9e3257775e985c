import { GONE, type PostingList } from "../../../src/matching/engine/posting-list.js";

/** What is in a list, by slot; fails where a run is out of order or a slot stands twice. */
export function contentOf(list: PostingList): Map<number, number> {
  const content = new Map<number, number>();
  const seen = new Set<number>();
  for (const { entries, length } of list.runs()) {
    let before = -1;
    for (const entry of entries.subarray(0, length)) {
      const [slot, kind] = [entry >>> 8, entry & 255];
      if (slot <= before) throw new Error(`Slot ${slot} stands behind ${before}.`);
      before = slot;
      if (seen.has(slot)) throw new Error(`Slot ${slot} stands twice.`);
      seen.add(slot);
      if (kind !== GONE) content.set(slot, kind);
    }
  }
  return content;
}
