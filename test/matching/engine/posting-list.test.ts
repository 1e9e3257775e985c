import { GONE, PostingList } from "../../../src/matching/engine/posting-list.js";
import { Dice } from "./dice.js";
import { contentOf } from "./posting-content.js";

const sorted = (map: Map<number, number>) => [...map].sort(([a], [b]) => a - b);

describe("a posting list", () => {
  it.each([
    ["short", 40, 3000],
    ["long", 5000, 30_000],
  ])("is what a Map is, whatever is set and removed: a %s one", (_, slots, steps) => {
    const dice = new Dice(slots);
    const [list, map] = [new PostingList(), new Map<number, number>()];
    const seen = { tail: false, gone: false };
    for (let step = 0; step < steps; step++) {
      const slot = dice.below(slots);
      if (dice.chance(step % 7000 < 4000 ? 0.3 : 0.7)) {
        list.remove(slot);
        map.delete(slot);
      } else {
        const kind = dice.below(GONE);
        list.set(slot, kind);
        map.set(slot, kind);
      }
      if (list.isEmpty !== (map.size === 0)) throw new Error(`Empty or not at ${step}?`);
      if (step % (slots / 2) !== 0) continue;
      expect(sorted(contentOf(list))).toEqual(sorted(map));
      const runs = [...list.runs()];
      seen.tail ||= runs.length > 1;
      seen.gone ||= runs.some((run) =>
        run.entries.subarray(0, run.length).some((entry) => (entry & 255) === GONE),
      );
    }
    expect(seen).toEqual({ tail: true, gone: true });
    for (const slot of map.keys()) list.remove(slot);
    expect(list.isEmpty).toBe(true);
    expect(contentOf(list).size).toBe(0);
  });

  it("folds late entries into one run, and forgets who is gone", () => {
    const list = new PostingList();
    for (let slot = 1; slot <= 20_000; slot += 2) list.set(slot, 1);
    for (let slot = 0; slot < 20_000; slot += 2) {
      list.set(slot, 2);
      const [, tail] = [...list.runs()];
      if ((tail?.length ?? 0) > 1000) throw new Error("The short run is as good as a long one.");
    }
    expect(contentOf(list).size).toBe(20_000);
    for (let slot = 100; slot < 20_000; slot++) list.remove(slot);
    const entries = [...list.runs()].reduce((sum, run) => sum + run.length, 0);
    expect(contentOf(list).size).toBe(100);
    expect(entries).toBeLessThan(300);
  });

  it("takes the largest slot and class", () => {
    const list = new PostingList();
    list.set(2 ** 24 - 1, 254);
    list.set(0, 0);
    expect(sorted(contentOf(list))).toEqual([
      [0, 0],
      [2 ** 24 - 1, 254],
    ]);
  });
});
