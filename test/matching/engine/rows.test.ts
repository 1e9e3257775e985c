import {
  classOf,
  goalClass,
  levelOfSkill,
  MOST_SKILL_NUMBERS,
  packGoal,
  packSkill,
  priorityOfGoal,
  STEPS,
  skillOfGoal,
  skillOfSkill,
  stepOf,
  stepOfGoal,
  visibilityOfGoal,
  visibilityOfSkill,
} from "../../../src/matching/engine/packed-entries.js";
import { RowArena } from "../../../src/matching/engine/row-arena.js";
import { packTerms, RowView, WorkerRows } from "../../../src/matching/engine/worker-rows.js";
import { Dice } from "./dice.js";

const NUMBERS = [0, 1, 12_345, MOST_SKILL_NUMBERS - 1];

describe("packed entries", () => {
  it("give back every skill", () => {
    for (const skill of NUMBERS)
      for (const visibility of [0, 1, 2, 3, 4])
        for (const level of [1, 2, 3, 4, 5]) {
          const entry = packSkill(skill, level, visibility);
          expect([skillOfSkill(entry), levelOfSkill(entry), visibilityOfSkill(entry)]).toEqual([
            skill,
            level,
            visibility,
          ]);
        }
  });

  it("give back every goal, and every step has a number of its own", () => {
    expect(STEPS).toHaveLength(15);
    STEPS.forEach(({ current, target }, step) => {
      expect(stepOf(current, target)).toBe(step);
      for (const skill of NUMBERS)
        for (const visibility of [0, 1, 2, 3, 4])
          for (const priority of [1, 2, 3]) {
            const entry = packGoal(skill, step, priority, visibility);
            const back = [
              skillOfGoal(entry),
              stepOfGoal(entry),
              priorityOfGoal(entry),
              visibilityOfGoal(entry),
            ];
            expect(back).toEqual([skill, step, priority, visibility]);
            expect(goalClass(entry)).toBe(classOf(step, priority));
          }
    });
  });
});

describe("an arena of rows", () => {
  it("gives no two rows the same place, and lets none cross a page", () => {
    const dice = new Dice(5);
    const arena = new RowArena();
    const live: { row: number; length: number; mark: number }[] = [];
    for (let step = 1; step <= 20_000; step++) {
      if (live.length > 0 && dice.chance(0.45)) {
        const [gone] = live.splice(dice.below(live.length), 1);
        arena.release(gone!.row, gone!.length);
        continue;
      }
      const length = dice.chance(0.01) ? dice.from(1000, 60_000) : dice.from(3, 40);
      const row = arena.take(length);
      const start = arena.start(row);
      if (start + length > arena.page(row).length) throw new Error("A row crosses its page.");
      arena.page(row).fill(step, start, start + length);
      live.push({ row, length, mark: step });
    }
    const spoilt = live.filter(({ row, length, mark }) => {
      const start = arena.start(row);
      return arena
        .page(row)
        .subarray(start, start + length)
        .some((word) => word !== mark);
    });
    expect(live.length).toBeGreaterThan(1000);
    expect(spoilt.length).toBe(0);
  });

  it("takes no more memory when places are given back and taken again", () => {
    const arena = new RowArena();
    const lengths = Array.from({ length: 1000 }, (_, at) => 3 + (at % 60));
    let rows = lengths.map((length) => arena.take(length));
    const { bytes } = arena;
    for (let round = 0; round < 200; round++) {
      rows.forEach((row, at) => {
        arena.release(row, lengths[at]!);
      });
      rows = lengths.map((length) => arena.take(length));
    }
    expect(arena.bytes).toBe(bytes);
  });
});

it("a row says of a worker what was written, until it is erased", () => {
  const dice = new Dice(6);
  const rows = new WorkerRows(new RowArena());
  const written = new Map<number, object>();
  const view = new RowView();
  const numbers = (most: number) => Array.from({ length: dice.from(0, most) }, () => dice.below(2 ** 32));
  const read = (slot: number) => {
    if (!rows.open(slot, view)) return undefined;
    const { library, languageSet, introductions, isRemote, page } = view;
    const { discoverability, availabilityVisibility, libraryVisibility } = view;
    const visibilities = { discoverability, availabilityVisibility, libraryVisibility };
    const goals = [...page.subarray(view.firstGoal, view.firstSkill)];
    const skills = [...page.subarray(view.firstSkill, view.end)];
    return { library, languageSet, introductions, isRemote, ...visibilities, goals, skills };
  };
  for (let step = 0; step < 5000; step++) {
    const slot = dice.below(300);
    if (dice.chance(0.3)) {
      rows.erase(slot);
      written.delete(slot);
      continue;
    }
    const [library, languageSet] = [dice.below(2 ** 32), dice.below(2 ** 19)];
    const [introductions, isRemote] = [dice.pick([0, 3, 7, 8, 9000]), dice.chance(0.5)];
    const visibilities = {
      discoverability: dice.below(5),
      availabilityVisibility: dice.below(5),
      libraryVisibility: dice.below(5),
    };
    const [goals, skills] = [numbers(25), numbers(60)];
    const terms = packTerms({ languageSet, remote: isRemote, ...visibilities, introductions });
    rows.write(slot, library, terms, goals, skills);
    const counted = Math.min(7, introductions);
    written.set(slot, {
      library,
      languageSet,
      introductions: counted,
      isRemote,
      ...visibilities,
      goals,
      // What most may see comes first.
      skills: skills.toSorted((a, b) => visibilityOfSkill(b) - visibilityOfSkill(a)),
    });
  }
  const slots = Array.from({ length: 310 }, (_, slot) => slot);
  for (const slot of slots) expect(read(slot)).toEqual(written.get(slot));
});
