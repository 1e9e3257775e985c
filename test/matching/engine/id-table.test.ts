import { IdTable, wordsOf } from "../../../src/matching/engine/id-table.js";
import { Interner } from "../../../src/matching/interner.js";
import { Dice } from "./dice.js";

/** Ids that differ in their last digits only: many of them are sent to the same bucket, or to one beside it. */
const ids = Array.from(
  { length: 600 },
  (_, number) => `0190a0b1-2c3d-7e4f-8a5b-${number.toString(16).padStart(12, "0")}`,
);

describe("a table of ids", () => {
  it.each([1, 2, 3])("is what a Map is, whatever is added and removed (%i)", (seed) => {
    const dice = new Dice(seed);
    const [table, map] = [new IdTable(), new Map<string, number>()];
    for (let step = 0; step < 20_000; step++) {
      const id = dice.pick(ids);
      // Now and then it empties, so that it is searched at every fullness.
      const removing = map.has(id) && dice.chance(step % 4000 < 2500 ? 0.4 : 0.9);
      if (removing) {
        table.remove(map.get(id)!);
        map.delete(id);
      } else {
        const slot = table.add(id);
        if (map.has(id)) expect(slot).toBe(map.get(id));
        map.set(id, slot);
      }
      if (table.size !== map.size) throw new Error(`Size ${table.size} instead of ${map.size} at ${step}.`);
      if (step % 500 === 0) {
        expect(ids.map((each) => table.slotOf(each))).toEqual(ids.map((each) => map.get(each) ?? -1));
        expect([...map.values()].map((slot) => table.idOf(slot))).toEqual([...map.keys()]);
      }
    }
  });

  it("gives no slot to two ids, and those of removed ones out again", () => {
    const table = new IdTable();
    const slots = ids.map((id) => table.add(id));
    expect(new Set(slots).size).toBe(ids.length);
    const removed = slots.slice(100, 200);
    for (const slot of removed) table.remove(slot);
    const others = Array.from({ length: 100 }, (_, number) =>
      table.add(`0190ffff-0000-7000-8000-${number.toString(16).padStart(12, "0")}`),
    );
    expect(others.toSorted((a, b) => a - b)).toEqual(removed.toSorted((a, b) => a - b));
    expect(table.end).toBe(ids.length);
  });

  it("takes ids as words as well", () => {
    const table = new IdTable();
    const id = "ffffffff-8000-7fff-bfff-ffffffff0001";
    const words = wordsOf(id, new Uint32Array(4));
    expect([...words]).toEqual([0xffffffff, 0x80007fff, 0xbfffffff, 0xffff0001]);
    expect(table.find(words)).toBe(-1);
    const slot = table.addWords(words);
    expect([table.find(words), table.slotOf(id), table.idOf(slot)]).toEqual([slot, slot, id]);
  });

  it("tells ids apart that differ in one word", () => {
    const table = new IdTable();
    const base = "01020304-0506-7708-890a-0b0c0d0e0f10";
    const variants = [0, 9, 19, 28].map((at) => `${base.slice(0, at)}f${base.slice(at + 1)}`);
    const slots = [base, ...variants].map((id) => table.add(id));
    expect(new Set(slots).size).toBe(5);
    expect([base, ...variants].map((id) => table.slotOf(id))).toEqual(slots);
  });
});

it("an interner numbers values from 0 as they are first seen", () => {
  const interner = new Interner();
  expect(["b", "a", "b", "", "a"].map((value) => interner.intern(value))).toEqual([0, 1, 0, 2, 1]);
  expect(["a", "c"].map((value) => interner.find(value))).toEqual([1, -1]);
  expect([0, 1, 2].map((number) => interner.valueOf(number))).toEqual(["b", "a", ""]);
  expect(interner.size).toBe(3);
});
