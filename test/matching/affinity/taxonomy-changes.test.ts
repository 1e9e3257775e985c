import { affinityJobs } from "../../../src/matching/index.js";
import { newId } from "../../../src/platform/database/new-id.js";
import { patiently } from "../../support/patiently.js";
import { must, newSkill, uuidIn } from "../../support/people.js";
import {
  inEmptyWorld,
  newWorkers,
  people,
  type Row,
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
    const [, history] = await skills("organ building", "organ building history");
    await newWorkers(6, [a, d]);
    await newWorkers(60, [d]);
    await newWorkers(600, []);
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
      // Nothing but the list that it stood in tells that this bears on another skill.
      () => update(history!, { preferredLabel: "sacred music" }),
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
    await patiently(test.url, async (source) => {
      const jobs = new Map(
        affinityJobs(async (work) => void (await work(source))).map((job) => [job.name, job]),
      );
      await jobs.get("refresh-affinities")!.run({ skillIds: [] });
      await jobs.get("rebuild-affinities")!.run({});
      expect([...jobs.values()].map(({ schedule }) => schedule !== undefined)).toEqual([true, false]);
    });
    expect(await versions()).toEqual([1, 2].map((version) => ({ version, kind: "FULL" })));
    expect((await table()).map(({ kind }) => kind)).toEqual(["LEXICAL", "LEXICAL"]);
  });
});
