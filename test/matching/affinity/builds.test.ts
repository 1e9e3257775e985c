import { Client } from "pg";
import { learnedAffinity } from "../../../src/matching/affinity/learned.js";
import { rarityOf } from "../../../src/matching/affinity/rarity.js";
import { newId } from "../../../src/platform/database/new-id.js";
import { eventually } from "../../support/eventually.js";
import { newNeed, newPartner, uuidIn } from "../../support/people.js";
import {
  inEmptyWorld,
  newWorkers,
  people,
  rebuild,
  refresh,
  rowsOf,
  skills,
  sql,
  started,
  table,
  test,
  versions,
} from "./affinity-world.js";

inEmptyWorld();

/** Others, without whom chance would explain that everybody has the same skills. */
const crowd = (count: number) => newWorkers(count, []);

describe("a full build", () => {
  it("learns from pairs that five workers have, and counts profiles and open needs for rarity", async () => {
    const [a, b, c, d] = await skills("weaving", "bookkeeping", "archery", "beekeeping");
    await newWorkers(5, [a!, b!]);
    await newWorkers(4, [c!, d!]);
    await newWorkers(3, [a!]);
    await crowd(88);
    const partner = await newPartner(test, people);
    await newNeed(test, partner, { skills: [{ skillId: b, proficiency: "COMPETENT" }] });
    await newNeed(test, partner, { skills: [{ skillId: a, proficiency: "COMPETENT" }], publish: false });
    const report = await rebuild();
    expect(report).toMatchObject({ version: 1, profiles: 100, documents: 101, leastWorkers: 5 });
    expect(report.links).toMatchObject({ LEARNED: 2, SIBLING: 0 });
    const { current } = await started();
    const value = learnedAffinity(5, 8, 5, 100);
    expect(current.link(uuidIn(a!), uuidIn(b!))).toEqual({
      kind: "LEARNED",
      value,
      path: [uuidIn(a!), uuidIn(b!)],
    });
    expect(current.affinity(uuidIn(b!), uuidIn(a!))).toBe(value);
    expect(current.affinity(uuidIn(c!), uuidIn(d!))).toBe(0);
    // In eight profiles; in five and an open need; in four; in none.
    expect([a, b, c].map((id) => current.rarity(uuidIn(id!)))).toEqual(
      [8, 6, 4].map((df) => rarityOf(df, 101)),
    );
    expect(current.rarity(newId())).toBe(rarityOf(0, 101));
    expect(current.version).toBe(1);
    expect((await rebuild({ leastWorkers: 4 })).links.LEARNED).toBe(4);
    await expect(rebuild({ leastWorkers: 1 })).rejects.toThrow(RangeError);
  });

  it("is not changed by anything that a worker keeps from partners", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(6, [a!]);
    await newWorkers(6, [b!]);
    await newWorkers(4, [a!, b!]);
    await crowd(100);
    await rebuild();
    const before = await started();
    await newWorkers(9, [a!, b!], { visibility: "CONSORTIUM", discoverability: "CONSORTIUM" });
    await newWorkers(9, [a!, b!], { discoverability: "LIBRARY" });
    await newWorkers(9, [a!, b!], { archived: true });
    await rebuild();
    const after = await started();
    expect(rowsOf(after)).toEqual(rowsOf(before));
    expect(after.current.rarity(uuidIn(a!))).toBe(before.current.rarity(uuidIn(a!)));
    // Who may be found and hides these skills is a document all the same, without them.
    await newWorkers(9, [a!, b!], { visibility: "CONSORTIUM" });
    await rebuild();
    const { current } = await started();
    expect(current.affinity(uuidIn(a!), uuidIn(b!))).toBe(0);
    expect(current.rarity(uuidIn(a!))).toBe(rarityOf(10, 125));
  });

  it("keeps the 30 strongest that it learns", async () => {
    const all = await skills(...Array.from({ length: 33 }, (_, index) => `craft${index}`));
    await newWorkers(2, all);
    await crowd(98);
    await rebuild({ leastWorkers: 2 });
    const { current } = await started();
    const ids = all.map(uuidIn).sort();
    for (const id of ids) {
      const others = ids.filter((other) => other !== id).slice(0, 30);
      expect(current.neighbours(id)).toEqual(others.map((other) => [other, learnedAffinity(2, 2, 2, 100)]));
    }
  });

  it("follows one that runs already, and leaves the old one in place until it is committed", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(5, [a!, b!]);
    await crowd(155);
    await rebuild();
    const before = await table();
    await newWorkers(40, [a!]);
    const broken = rebuild({
      onProgress(stage: string) {
        if (stage === "Linking skills") throw new Error("interrupted");
      },
    });
    await expect(broken).rejects.toThrow("interrupted");
    expect(await table()).toEqual(before);
    const [one, other] = await Promise.all([rebuild(), rebuild(), refresh()]);
    expect((await table()).map(({ value }) => value)).toEqual(
      [1, 2].map(() => learnedAffinity(5, 45, 5, 200)),
    );
    expect([one.version, other.version].sort()).toEqual([2, 3]);
    expect(await versions()).toEqual([1, 2, 3].map((version) => ({ version, kind: "FULL" })));
  });

  it("ends when its session is ended, as by Ctrl-C, and gives way to the next", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(5, [a!, b!]);
    await crowd(60);
    await rebuild();
    const before = await table();
    expect(before).toHaveLength(2);
    // It cannot write while somebody holds the table; whoever waits for that is the build.
    const holder = new Client({ connectionString: test.url });
    await holder.connect();
    try {
      await holder.query("begin; lock table skill_affinity in share mode");
      const broken = expect(rebuild()).rejects.toThrow();
      await eventually(async () => {
        const ended = await sql(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database()`,
        );
        expect(ended).toHaveLength(1);
      });
      await broken;
    } finally {
      await holder.end();
    }
    expect(await table()).toEqual(before);
    expect((await rebuild()).version).toBe(2);
  });
});
