import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { learnedAffinity } from "../../../src/matching/affinity/learned.js";
import { rarityOf } from "../../../src/matching/affinity/rarity.js";
import {
  AffinityFeed,
  affinityJobs,
  rebuildAffinities,
  refreshAffinities,
} from "../../../src/matching/index.js";
import { newId } from "../../../src/platform/database/new-id.js";
import { patiently } from "../../support/patiently.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  type People,
  type Staff,
  uuidIn,
} from "../../support/people.js";
import { startTestService, type TestService } from "../../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  const { dataSource, feed } = test.service;
  await dataSource.query(
    "truncate skill, worker, need, affinity_build, skill_affinity, learned_affinity, affinity_skill, affinity_word cascade",
  );
  await feed.publishAll();
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
});
afterAll(() => test.stop());

const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  test.service.dataSource.query(text, parameters);

/** Workers who all have the same skills. */
async function newWorkers(
  count: number,
  skillIds: readonly string[],
  { discoverability = "PARTNERS", visibility = "PARTNERS", archived = false } = {},
): Promise<void> {
  for (let made = 0; made < count; made++) {
    const id = newId();
    await sql(
      "insert into worker (id, consortium_id, library_id, name, discoverability, archived_at) values ($1, $2, $3, $4, $5, $6)",
      [
        id,
        people.consortiumId,
        uuidIn(staff.libraryId),
        randomUUID(),
        discoverability,
        archived ? new Date() : null,
      ],
    );
    for (const skillId of skillIds)
      await sql(
        `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility)
         values ($1, $2, $3, 'COMPETENT', 'SELF', $4)`,
        [newId(), id, uuidIn(skillId), visibility],
      );
  }
}

const skills = async (...labels: string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const label of labels) ids.push(await newSkill(test, label));
  return ids;
};

const rebuild = (options = {}) => patiently(test.url, (source) => rebuildAffinities(source, options));
const refresh = () => patiently(test.url, (source) => refreshAffinities(source));

/** What a process holds that starts now. */
async function started(): Promise<AffinityFeed> {
  const feed = new AffinityFeed(test.service.reads, test.service.taxonomy);
  await feed.load();
  return feed;
}

interface Row {
  readonly to_id: string;
  readonly from_id: string;
  readonly kind: string;
  readonly value: number;
  readonly via_id: string | null;
}

const table = () => sql<Row>("select * from skill_affinity order by to_id, value desc, from_id");
const versions = () => sql("select version, kind from affinity_build order by version");

/** What a process holds, as rows of the table. */
const rowsOf = ({ current }: AffinityFeed): Row[] =>
  [...test.service.taxonomy.all()]
    .map(({ id }) => id)
    .sort()
    .flatMap((to_id) =>
      current
        .links(to_id)
        .map(({ from, kind, value, via }) => ({ to_id, from_id: from, kind, value, via_id: via })),
    );

describe("a full build", () => {
  it("learns from pairs that five workers have, and counts profiles and open needs for rarity", async () => {
    const [a, b, c, d] = await skills("weaving", "bookkeeping", "archery", "beekeeping");
    await newWorkers(5, [a!, b!]);
    await newWorkers(4, [c!, d!]);
    await newWorkers(3, [a!]);
    const partner = await newPartner(test, people);
    await newNeed(test, partner, { skills: [{ skillId: b, proficiency: "COMPETENT" }] });
    await newNeed(test, partner, { skills: [{ skillId: a, proficiency: "COMPETENT" }], publish: false });
    const report = await rebuild();
    expect(report).toMatchObject({ version: 1, profiles: 12, documents: 13, leastWorkers: 5 });
    expect(report.links).toMatchObject({ LEARNED: 2, SIBLING: 0 });
    const { current } = await started();
    const value = learnedAffinity(5, 8, 5);
    expect(current.link(uuidIn(a!), uuidIn(b!))).toEqual({
      kind: "LEARNED",
      value,
      path: [uuidIn(a!), uuidIn(b!)],
    });
    expect(current.affinity(uuidIn(b!), uuidIn(a!))).toBe(value);
    expect(current.affinity(uuidIn(c!), uuidIn(d!))).toBe(0);
    // In eight profiles; in five and an open need; in four; in none.
    expect([a, b, c].map((id) => current.rarity(uuidIn(id!)))).toEqual(
      [8, 6, 4].map((df) => rarityOf(df, 13)),
    );
    expect(current.rarity(newId())).toBe(rarityOf(0, 13));
    expect(current.version).toBe(1);
    expect((await rebuild({ leastWorkers: 4 })).links.LEARNED).toBe(4);
    await expect(rebuild({ leastWorkers: 1 })).rejects.toThrow(RangeError);
  });

  it("is not changed by anything that a worker keeps from partners", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(6, [a!]);
    await newWorkers(6, [b!]);
    await newWorkers(4, [a!, b!]);
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
    expect(current.rarity(uuidIn(a!))).toBe(rarityOf(10, 25));
  });

  it("keeps the 30 strongest that it learns", async () => {
    const all = await skills(...Array.from({ length: 33 }, (_, index) => `craft${index}`));
    await newWorkers(2, all);
    await rebuild({ leastWorkers: 2 });
    const { current } = await started();
    const ids = all.map(uuidIn).sort();
    for (const id of ids) {
      const others = ids.filter((other) => other !== id).slice(0, 30);
      expect(current.neighbours(id)).toEqual(others.map((other) => [other, 0.6]));
    }
  });

  it("follows one that runs already, and leaves the old one in place until it is committed", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(5, [a!, b!]);
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
    expect((await table()).map(({ value }) => value)).toEqual([1, 2].map(() => learnedAffinity(5, 45, 5)));
    expect([one.version, other.version].sort()).toEqual([2, 3]);
    expect(await versions()).toEqual([1, 2, 3].map((version) => ({ version, kind: "FULL" })));
  });

  it("ends when its session is ended, as by Ctrl-C, and gives way to the next", async () => {
    const [a, b] = await skills("weaving", "bookkeeping");
    await newWorkers(5, [a!, b!]);
    await rebuild();
    const before = await table();
    let ended: Promise<unknown> | undefined;
    const broken = rebuild({
      onProgress(stage: string) {
        if (stage === "Linking skills")
          ended ??= sql(
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())",
          );
      },
    });
    await expect(broken.then(() => ended)).rejects.toThrow();
    await ended;
    expect(await table()).toEqual(before);
    expect((await rebuild()).version).toBe(2);
  });
});

describe("after a change of the taxonomy", () => {
  const update = async (id: string, fields: object) => {
    const { version } = test.service.taxonomy.get(uuidIn(id))!;
    await must(
      test,
      "updateSkill",
      "skill { id }",
      { id, expectedVersion: version, ...fields },
      people.admin,
    );
  };

  it("memory, a process that starts, and a refresh come to the same lists", async () => {
    const head = await newSkill(test, "crafts", {}, "GROUP");
    const all: string[] = [];
    for (const label of ["basket weaving", "weaving", "silk weaving", "pottery", "ceramics", "knitting"])
      all.push(await newSkill(test, label, { broaderIds: [head] }));
    const [a, b, c, d] = all as [string, string, string, string];
    await newWorkers(6, [a, d]);
    await newWorkers(60, [d]);
    const service = await started();
    await rebuild();
    service.follow(test.service.feed);
    await test.service.feed.publish([{ topic: "affinity", ids: [] }]);
    expect(rowsOf(service)).toEqual(await table());
    expect(service.current.link(uuidIn(a), uuidIn(d))?.kind).toBe("LEARNED");

    const steps = [
      () => newSkill(test, "wicker weaving", { broaderIds: [head], relatedIds: [d] }),
      () => update(a, { preferredLabel: "wickerwork", relatedIds: [d] }),
      // The learned link was hidden by a stronger one, and comes back.
      () => update(a, { relatedIds: [] }),
      () => update(c, { kind: "GROUP" }),
      () => update(b, { broaderIds: [] }),
      () =>
        must(
          test,
          "mergeSkills",
          "skill { id }",
          { duplicateId: all[4], survivorId: d, expectedVersion: 1 },
          people.admin,
        ),
    ];
    let version = 1;
    for (const step of steps) {
      const before = rowsOf(service);
      await step();
      const now = rowsOf(service);
      expect(now).not.toEqual(before);
      expect(await table()).toEqual(before);
      expect(rowsOf(await started())).toEqual(now);
      const report = await refresh();
      version += 1;
      expect(report).toMatchObject({ version });
      expect(report.lists).toBeGreaterThan(0);
      expect(await table()).toEqual(now);
      expect(await refresh()).toEqual({ version, lists: 0 });
      await test.service.feed.publish([{ topic: "affinity", ids: [newId()] }]);
      expect(service.current.version).toBe(version);
    }
    // Counting anew changes the weights of words and nothing else here.
    const kept = (rows: readonly Row[]) => rows.filter(({ kind }) => kind !== "LEXICAL");
    const refreshed = kept(await table());
    await rebuild();
    expect(kept(await table())).toEqual(refreshed);
  });

  it("an import is followed at once as well", async () => {
    await newSkill(test, "weaving");
    await rebuild();
    await test.service.feed.publish([{ topic: "affinity", ids: [] }]);
    const service = await started();
    service.follow(test.service.feed);
    const parent = uuidIn(await newSkill(test, "crafts"));
    await sql("insert into skill_broader (skill_id, broader_id) select id, $1 from skill where id <> $1", [
      parent,
    ]);
    await test.service.feed.publish([{ topic: "skill", ids: [] }]);
    expect(rowsOf(service).map(({ kind }) => kind)).toEqual(["BROADER", "NARROWER"].toSorted());
    expect((await refresh()).lists).toBe(2);
    expect(await table()).toEqual(rowsOf(service));
  });

  it("the jobs do what is due, a full build where there is none", async () => {
    await skills("weaving", "Weaving!s");
    await patiently(test.url, async (source: DataSource) => {
      const jobs = new Map(affinityJobs(source).map((job) => [job.name, job]));
      await jobs.get("refresh-affinities")!.run({ skillIds: [] });
      await jobs.get("rebuild-affinities")!.run();
      expect([...jobs.values()].map(({ schedule }) => schedule !== undefined)).toEqual([true, false]);
    });
    expect(await versions()).toEqual([1, 2].map((version) => ({ version, kind: "FULL" })));
    expect((await table()).map(({ kind }) => kind)).toEqual(["LEXICAL", "LEXICAL"]);
  });
});
