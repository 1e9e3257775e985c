import { monthOf, monthsBefore } from "../../src/insights/month.js";
import {
  must,
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { addStaff, figures, follow, librariesIn, rebuild, runJob, TODAY } from "./insight-world.js";

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const GAPS = "nodes { skill { id } have want needed gap }";

/** The figures of a skill at a scope; nothing where it is not listed. */
async function gapOf(people: People, skillId: string, args = "") {
  const { skillGaps } = await figures(test, `skillGaps(first: 100, ${args}) { ${GAPS} }`, people.analyst);
  const found = skillGaps.nodes.find((row: { skill: { id: string } }) => row.skill.id === skillId);
  if (!found) return undefined;
  const { have, want, needed, gap } = found;
  return [have, want, needed, gap];
}

const at = ({ libraryId }: Staff) => `scope: { libraryId: "${libraryId}" }`;

describe("supply and demand", () => {
  it("counts people once, by library, region and consortium, with and without what is narrower", async () => {
    const people = await newConsortium(test);
    const [a, b, c] = (await librariesIn(test, people, "North", "North", null)) as [Staff, Staff, Staff];
    const broad = await newSkill(test, `broad ${people.consortiumId}`);
    const narrow = await newSkill(test, `narrow ${people.consortiumId}`, { broaderIds: [broad] });
    await addStaff(test, people, a, { have: [broad, narrow], want: [narrow] }, 6);
    await addStaff(test, people, a, { have: [narrow] }, 7);
    await addStaff(test, people, b, { have: [narrow] }, 11);
    await addStaff(test, people, c, { have: [broad] }, 4);
    const partner = await newPartner(test, people);
    const skills = [{ skillId: narrow, proficiency: "COMPETENT" }];
    await newNeed(test, partner, { skills, region: "North" });
    await newNeed(test, partner, { skills: [...skills, { skillId: broad, proficiency: "NOVICE" }] });
    await newNeed(test, partner, { skills, publish: false });
    await rebuild(test);
    const look = (skillId: string, where: string) =>
      Promise.all([gapOf(people, skillId, where), gapOf(people, skillId, `includeNarrower: true, ${where}`)]);
    // 10 and 13 of a are 10, 24 of the consortium 20; of c nobody is told.
    expect(await look(narrow, "")).toEqual([
      [20, 5, 2, -18],
      [20, 5, 2, -18],
    ]);
    expect(await look(broad, "")).toEqual([
      [10, null, 1, -9],
      [25, 5, 2, -23],
    ]);
    expect(await look(narrow, `scope: { region: "North" }`)).toEqual([
      [20, 5, 1, -19],
      [20, 5, 1, -19],
    ]);
    expect(await look(broad, at(a))).toEqual([
      [5, null, 0, -5],
      [10, 5, 1, -9],
    ]);
    expect(await look(narrow, at(b))).toEqual([
      [10, null, 1, -9],
      [10, null, 1, -9],
    ]);
    // A library without a region is asked what the consortium needs.
    expect(await look(broad, at(c))).toEqual([
      [null, null, 1, 1],
      [null, null, 2, 2],
    ]);
  });

  it("does not count what people keep from their consortium", async () => {
    const people = await newConsortium(test);
    const [library] = (await librariesIn(test, people, null)) as [Staff];
    const skillId = await newSkill(test, `kept ${people.consortiumId}`);
    const skills = { have: [skillId], want: [skillId] };
    await addStaff(test, people, library, skills, 5);
    await addStaff(test, people, library, skills, 20, { visibility: "LIBRARY" });
    await addStaff(test, people, library, skills, 20, { discoverability: "PRIVATE" });
    const gone = await addStaff(test, people, library, skills, 20);
    await test.service.dataSource.query("update worker set archived_at = now() where id = any($1)", [gone]);
    await rebuild(test);
    expect(await gapOf(people, skillId)).toEqual([5, 5, 0, -5]);
  });

  it("lists all pages in the order asked for, within a skill", async () => {
    const people = await newConsortium(test);
    const [library] = (await librariesIn(test, people, null)) as [Staff];
    const root = await newSkill(test, `root ${people.consortiumId}`, {}, "GROUP");
    const sizes = [5, 20, 10, 15, 10];
    const ids: string[] = [];
    for (const [place, size] of sizes.entries()) {
      const id = await newSkill(test, `listed ${place} ${people.consortiumId}`, { broaderIds: [root] });
      ids.push(id);
      await addStaff(test, people, library, { have: [id], want: [id] }, size);
    }
    const outside = await newSkill(test, `outside ${people.consortiumId}`);
    await addStaff(test, people, library, { have: [outside] }, 30);
    await rebuild(test);
    const listed: number[] = [];
    for (let after: string | null = null; ; ) {
      const {
        skillGaps,
      }: { skillGaps: { nodes: { have: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await figures(
          test,
          `skillGaps(within: "${root}", orderBy: HAVE, first: 2, after: ${JSON.stringify(after)}) { nodes { have } pageInfo { hasNextPage endCursor } }`,
          people.analyst,
        );
      listed.push(...skillGaps.nodes.map(({ have }) => have));
      if (!skillGaps.pageInfo.hasNextPage) break;
      after = skillGaps.pageInfo.endCursor;
    }
    expect(listed).toEqual([20, 15, 10, 10, 5]);
    const { gapMatrix } = await figures(
      test,
      `gapMatrix(orderBy: HAVE, within: "${root}", skills: 2) { places { id label } rows { skill { id } cells { have } } }`,
      people.analyst,
    );
    expect(gapMatrix.places.map(({ id }: { id: string }) => id)).toEqual([library.libraryId]);
    expect(gapMatrix.rows).toEqual([
      { skill: { id: ids[1] }, cells: [{ have: 20 }] },
      { skill: { id: ids[3] }, cells: [{ have: 15 }] },
    ]);
  });

  it("asks for a fixed number of statements, whatever it shows", async () => {
    const people = await newConsortium(test);
    const libraries = await librariesIn(test, people, "East", "West", null);
    for (let skill = 0; skill < 3; skill++) {
      const id = await newSkill(test, `counted ${skill} ${people.consortiumId}`);
      for (const library of libraries) await addStaff(test, people, library, { have: [id] }, 5 * (skill + 1));
    }
    await rebuild(test);
    const ask = async (selection: string) =>
      (await test.execute(`{ insights { ${selection} } }`, {}, people.analyst)).statements;
    await ask("gapMatrix(skills: 1) { rows { cells { have } } }");
    const [one, all] = [
      await ask("gapMatrix(skills: 1, places: 1) { rows { cells { have } } }"),
      await ask("gapMatrix(skills: 30, places: 30) { rows { skill { preferredLabel } cells { have } } }"),
    ];
    expect([one, all]).toEqual([one, one]);
  });
});

describe("following what changes", () => {
  it("counts a library anew once five of its people have changed", async () => {
    const people = await newConsortium(test);
    const [library] = (await librariesIn(test, people, null)) as [Staff];
    const skillId = await newSkill(test, `grown ${people.consortiumId}`);
    await addStaff(test, people, library, { have: [skillId] }, 9);
    await rebuild(test);
    expect(await follow(test)).toBe(true);
    const seen = [];
    for (let more = 0; more < 5; more++) {
      const skills = [{ skillId, proficiency: "COMPETENT", visibility: "CONSORTIUM" }];
      await newWorker(test, people, library.libraryId, { skills, discoverability: "CONSORTIUM" });
      expect(await follow(test)).toBe(true);
      seen.push((await gapOf(people, skillId))![0]);
    }
    // The tenth would tell by itself.
    expect(seen).toEqual([5, 5, 5, 5, 10]);
  });

  it("counts needs at once, and forgets those that close", async () => {
    const people = await newConsortium(test);
    const partner = await newPartner(test, people);
    const skillId = await newSkill(test, `asked ${people.consortiumId}`);
    await rebuild(test);
    const id = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
    await follow(test);
    expect(await gapOf(people, skillId)).toEqual([null, null, 1, 1]);
    await must(test, "closeNeed", "need { id }", { id, expectedVersion: 1 }, partner.member);
    await follow(test);
    expect(await gapOf(people, skillId)).toBeUndefined();
  });

  it("keeps the figures of the months that are over", async () => {
    const people = await newConsortium(test);
    const [library] = (await librariesIn(test, people, null)) as [Staff];
    const partner = await newPartner(test, people);
    const skillId = await newSkill(test, `monthly ${people.consortiumId}`);
    await addStaff(test, people, library, { have: [skillId] }, 5);
    const ago = (months: number) => monthsBefore(monthOf(TODAY), months);
    await rebuild(test, ago(4));
    await addStaff(test, people, library, { have: [skillId] }, 5);
    await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
    await rebuild(test, ago(2));
    await rebuild(test);
    expect(await gapOf(people, skillId, `month: "${ago(5)}"`)).toBeUndefined();
    expect(await gapOf(people, skillId, `month: "${ago(3)}"`)).toEqual([5, null, 0, -5]);
    expect(await gapOf(people, skillId, `month: "${ago(2)}"`)).toEqual([10, null, 1, -9]);
    const { skillTrend } = await figures(
      test,
      `skillTrend(skillId: "${skillId}", months: 12) { month have needed gap }`,
      people.analyst,
    );
    expect(skillTrend).toEqual(
      [4, 3, 2, 1, 0].map((before) => ({
        month: ago(before),
        ...(before > 2 ? { have: 5, needed: 0, gap: -5 } : { have: 10, needed: 1, gap: -9 }),
      })),
    );
  });

  it("works out the same as counting everything anew", async () => {
    const people = await newConsortium(test);
    const [a, b] = (await librariesIn(test, people, "North", "South")) as [Staff, Staff];
    const broad = await newSkill(test, `broad again ${people.consortiumId}`, {}, "GROUP");
    const ids: string[] = [];
    for (const name of ["one", "two", "three"])
      ids.push(await newSkill(test, `${name} ${people.consortiumId}`, { broaderIds: [broad] }));
    const partner = await newPartner(test, people);
    await rebuild(test);
    for (const [place, id] of ids.entries()) {
      for (let more = 0; more < 5 * (place + 1); more++) {
        const skills = [{ skillId: id, proficiency: "COMPETENT", visibility: "CONSORTIUM" }];
        await newWorker(test, people, (more % 2 ? a : b).libraryId, {
          skills,
          discoverability: "CONSORTIUM",
        });
      }
      await newNeed(test, partner, { skills: [{ skillId: id, proficiency: "NOVICE" }], region: "North" });
      await follow(test);
    }
    const tables = async () => {
      const rows = (table: string, columns: string) =>
        test.service.dataSource.query(
          `select place, skill_id, ${columns} from ${table} where consortium_id = $1 and until_month is null order by 1, 2`,
          [people.consortiumId],
        );
      return [
        await rows("insight_supply", "have, want, have_within, want_within"),
        await rows("insight_demand", "needed, needed_within"),
      ];
    };
    const followed = await tables();
    expect(followed[0].length).toBeGreaterThan(3);
    for (const table of [
      "insight_staff",
      "insight_library",
      "insight_supply",
      "insight_demand",
      "insight_need",
      "insight_position",
    ])
      await test.service.dataSource.query(`truncate ${table}`);
    expect(await follow(test)).toBe(false);
    await runJob(test, "follow-insights");
    expect(await tables()).toEqual(followed);
  });
});

describe("needs that nobody answers well", () => {
  it("are listed worst first, as their partner would see it", async () => {
    const people = await newConsortium(test);
    const [library] = (await librariesIn(test, people, null)) as [Staff];
    const partner = await newPartner(test, people);
    const skillId = await newSkill(test, "spreadsheets");
    const lonely = await newSkill(test, "beekeeping");
    await newWorker(test, people, library.libraryId, {
      skills: [{ skillId, proficiency: "COMPETENT" }],
      goals: [{ skillId, target: "PROFICIENT", visibility: "PUBLIC" }],
    });
    const good = await newNeed(test, partner, { skills: [{ skillId, proficiency: "PROFICIENT" }] });
    const bad = await newNeed(test, partner, { skills: [{ skillId: lonely, proficiency: "PROFICIENT" }] });
    await runJob(test, "rebuild-insights");
    await runJob(test, "follow-insights");
    const ask = `openNeeds unmet needs { nodes { bestScore need { id } } }`;
    const { unmetDemand, all } = await figures(
      test,
      `unmetDemand { ${ask} } all: unmetDemand(minScore: 101) { ${ask} }`,
      people.analyst,
    );
    expect(unmetDemand).toEqual({
      openNeeds: 2,
      unmet: 1,
      needs: { nodes: [{ bestScore: null, need: { id: bad } }] },
    });
    const { data } = await test.execute(
      "query Q($id: ID!) { need(id: $id) { matches { nodes { score } } } }",
      { id: good },
      partner.member,
    );
    const [{ score }] = data.need.matches.nodes;
    expect(all.needs.nodes).toEqual([
      { bestScore: null, need: { id: bad } },
      { bestScore: score, need: { id: good } },
    ]);
    const { funnel } = await figures(
      test,
      `funnel(year: ${new Date().getUTCFullYear()}) { stages { stage needs } }`,
      people.analyst,
    );
    expect(funnel.stages.slice(0, 2).map(({ needs }: { needs: number }) => needs)).toEqual([2, null]);
    await rebuild(test, new Date().toISOString().slice(0, 10));
    const later = await figures(test, "funnel { stages { stage needs } }", people.analyst);
    expect(later.funnel.stages.slice(0, 3)).toEqual([
      { stage: "OPENED", needs: 2 },
      { stage: "MATCHED", needs: null },
      { stage: "INTRODUCED", needs: null },
    ]);
  });
});

it("nothing of another consortium is shown", async () => {
  const [here, there] = [await newConsortium(test), await newConsortium(test)];
  const [library] = (await librariesIn(test, there, "North")) as [Staff];
  const skillId = await newSkill(test, `elsewhere ${here.consortiumId}`);
  await addStaff(test, there, library, { have: [skillId] }, 10);
  await rebuild(test);
  expect(await gapOf(there, skillId)).toEqual([10, null, 0, -10]);
  expect(await gapOf(here, skillId)).toBeUndefined();
  expect(await gapOf(here, skillId, at(library))).toBeUndefined();
  const rows = await test.service.reads
    .as(here.admin)
    .run({ name: "test.insight-supply", text: "select * from insight_supply where skill_id = $1" }, [
      uuidIn(skillId),
    ]);
  expect(rows).toEqual([]);
  const exact = await test.service.reads
    .as(there.admin)
    .run({ name: "test.insight-staff", text: "select * from insight_staff" });
  expect(exact).toEqual([]);
});
