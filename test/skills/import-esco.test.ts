import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { ImportError } from "../../src/platform/import/import-error.js";
import { type EscoImportReport, importEsco } from "../../src/skills/index.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { type Files, HEADERS, RELEASE, SKILL } from "./small-esco-release.js";

let database: TestDatabase;
let dataSource: DataSource;
const folders: string[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource({ url: database.url, entities, poolSize: 3, patient: true });
  await dataSource.initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-esco-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const importing = async (files: Files): Promise<EscoImportReport> =>
  importEsco(dataSource, await folderOf(files), { onProgress: () => {} });

/** Everything that is stored, by URIs and labels. */
async function stored() {
  const skills = await dataSource.query(
    `select right(uri, -${SKILL.length + 1}) as key, scheme, kind, preferred_label as label, description, status, version,
       array(select label from skill_alternative_label where skill_id = s.id order by label) as also
     from skill s order by uri`,
  );
  const edges = (table: string, to: string, more = "") =>
    dataSource.query(
      `select right(f.uri, -${SKILL.length + 1}) || ' > ' || right(t.uri, -${SKILL.length + 1}) ${more} as edge
       from ${table} e join skill f on f.id = e.skill_id join skill t on t.id = e.${to} order by 1`,
    );
  return {
    skills,
    broader: (await edges("skill_broader", "broader_id")).map((row: { edge: string }) => row.edge),
    related: (await edges("skill_related", "related_id", "|| ' ' || e.kind")).map(
      (row: { edge: string }) => row.edge,
    ),
  };
}

const countOf = async (table: string, where = "true"): Promise<number> =>
  (await dataSource.query(`select count(*)::int as count from ${table} where ${where}`))[0].count;

async function faultsOf(files: Files): Promise<string[]> {
  const error = await importing(files).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportError)) throw error ?? new Error("the import was not refused");
  return error.errors.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe("an import of ESCO's CSV files", () => {
  it("stores concepts, labels and links as they are published", async () => {
    const report = await importing(RELEASE);
    expect(await stored()).toEqual({
      skills: [
        { key: "S1", kind: "GROUP", label: "communication", description: "", also: [] },
        { key: "S1.9", kind: "GROUP", label: "performing", description: "On a stage.", also: [] },
        { key: "puppets", kind: "SKILL", label: "play with puppets", description: "Puppetry.", also: [] },
        {
          key: "read",
          kind: "SKILL",
          label: "read aloud",
          description: "Reads to others,\nalso to children.",
          also: ["read stories", "tale telling", "tell stories"],
        },
        { key: "tales", kind: "KNOWLEDGE", label: "folk tales", description: "Old stories.", also: [] },
      ].map((skill) => ({ ...skill, scheme: "ESCO", status: "ACCEPTED", version: 1 })),
      broader: ["S1.9 > S1", "puppets > read", "read > S1", "read > S1.9"],
      related: ["puppets > tales ESSENTIAL", "read > tales OPTIONAL"],
    });
    expect(report).toMatchObject({
      concepts: { read: 5, added: 5, changed: 0 },
      alternativeLabels: { added: 3 },
      broader: { read: 4, added: 4 },
      related: { read: 2, added: 2 },
    });
  });

  it("reports the rows that say nothing to keep: a group that is nowhere, a relation to itself", async () => {
    const { leftOut } = await importing(RELEASE);
    expect(leftOut).toMatchObject([
      { file: "broaderRelationsSkillPillar.csv", line: 6 },
      { file: "skillSkillRelations.csv", line: 4 },
    ]);
  });

  it("changes nothing the second time", async () => {
    await importing(RELEASE);
    const [before, dates] = [await stored(), await dataSource.query("select max(updated_at) from skill")];
    const report = await importing(RELEASE);
    expect(report.changed).toBe(0);
    expect(await stored()).toEqual(before);
    expect(await dataSource.query("select max(updated_at) from skill")).toEqual(dates);
    expect(await countOf("outbox")).toBe(1);
  });

  it("tells the other processes that all skills may have changed", async () => {
    await importing(RELEASE);
    expect(await dataSource.query("select topic, record_ids from outbox")).toEqual([
      { topic: "skill", record_ids: [] },
    ]);
  });

  it("reads files without the language in their names, too", async () => {
    const plain = Object.fromEntries(
      Object.entries(RELEASE).map(([name, content]) => [name.replace("_en", ""), content]),
    );
    expect((await importing(plain)).concepts.added).toBe(5);
  });

  it("takes over a later release: what changed changes, and counts as one change", async () => {
    await importing(RELEASE);
    const later = {
      ...RELEASE,
      "skills_en.csv": String(RELEASE["skills_en.csv"]).replace(",folk tales,,", ",fairy tales,myths,"),
      "skillSkillRelations.csv": String(RELEASE["skillSkillRelations.csv"]).replace("optional", "essential"),
    };
    const report = await importing(later);
    expect(report).toMatchObject({
      concepts: { added: 0, changed: 1 },
      alternativeLabels: { added: 2 },
      related: { added: 0, changed: 1 },
    });
    const { skills } = await stored();
    expect(skills.find(({ key }: { key: string }) => key === "tales")).toMatchObject({
      label: "fairy tales",
      also: ["folk tales", "myths"],
      version: 2,
    });
  });

  it("keeps what curators decided, and feeds a merged concept's survivor", async () => {
    await importing(RELEASE);
    const [read] = await dataSource.query("select id from skill where uri = $1", [`${SKILL}/read`]);
    await dataSource.query("update skill set status = 'DEPRECATED' where uri = $1", [`${SKILL}/tales`]);
    await dataSource.query(
      "update skill set status = 'MERGED', merged_into_id = $2, preferred_label = 'puppetry' where uri = $1",
      [`${SKILL}/puppets`, read.id],
    );
    await dataSource.query("delete from skill_broader where broader_id = $1", [read.id]);
    await importing(RELEASE);
    const { skills, broader } = await stored();
    const statuses = Object.fromEntries(
      skills.map(({ key, label, status }: Record<string, string>) => [key, `${label} ${status}`]),
    );
    expect(statuses).toMatchObject({ tales: "folk tales DEPRECATED", puppets: "puppetry MERGED" });
    expect(broader).toEqual(["S1.9 > S1", "read > S1", "read > S1.9"]);
  });

  it("leaves out a link that would close a circle with one that is there, and says so", async () => {
    await importing(RELEASE);
    await dataSource.query(
      `insert into skill_broader select u.id, l.id from skill u, skill l where u.uri = $1 and l.uri = $2`,
      [`${SKILL}/S1`, `${SKILL}/tales`],
    );
    const circular = `${RELEASE["broaderRelationsSkillPillar.csv"]}KnowledgeSkillCompetence,${SKILL}/tales,SkillGroup,${SKILL}/S1.9\n`;
    const report = await importing({ ...RELEASE, "broaderRelationsSkillPillar.csv": circular });
    expect(report.broader.added).toBe(0);
    expect(report.leftOut).toContainEqual(
      expect.objectContaining({ file: "broaderRelationsSkillPillar.csv", line: 7 }),
    );
  });
});

describe("an import that is refused", () => {
  it("names every wrong row by its line, and stores nothing", async () => {
    const faults = await faultsOf({
      ...RELEASE,
      "skills_en.csv": `${RELEASE["skills_en.csv"]}KnowledgeSkillCompetence,${SKILL}/read,skill/competence,,again,,,released,
KnowledgeSkillCompetence,${SKILL}/mute,knowledge,,  ,,,released,
KnowledgeSkillCompetence,read,knowledge,,no web address,,,released,
`,
      "skillSkillRelations.csv": `${HEADERS.skillSkillRelations}
${SKILL}/read,,needed,,${SKILL}/tales
${SKILL}/read,,optional,,${SKILL}/unheard-of
`,
    });
    expect(faults).toEqual([
      `skills_en.csv:9: repeats the conceptUri of skills_en.csv:2`,
      `skills_en.csv:10: has no preferredLabel`,
      `skills_en.csv:11: has the conceptUri "read"; expected a web address`,
      `skillSkillRelations.csv:2: has the relationType "needed"; expected essential or optional`,
      `skillSkillRelations.csv:3: refers to <${SKILL}/unheard-of>, which no file of the release defines`,
    ]);
    expect(await countOf("skill")).toBe(0);
    expect(await countOf("outbox")).toBe(0);
  });

  it("names every file that is missing", async () => {
    expect(await faultsOf({ "skills_en.csv": String(RELEASE["skills_en.csv"]) })).toEqual([
      "skillGroups_en.csv:0: is missing from the folder",
      "broaderRelationsSkillPillar_en.csv:0: is missing from the folder",
      "skillSkillRelations_en.csv:0: is missing from the folder",
    ]);
  });

  it("names a folder that does not exist", async () => {
    await expect(importEsco(dataSource, "/nowhere/at/all", { onProgress: () => {} })).rejects.toThrow(
      "/nowhere/at/all",
    );
  });

  it.each<[string, Files, string]>([
    [
      "that are not ESCO's",
      { "skillGroups_en.csv": "a,b\n1,2\n" },
      "skillGroups_en.csv:1: lacks the columns",
    ],
    ["that are empty", { "skillGroups_en.csv": "" }, "skillGroups_en.csv:0: is empty"],
    [
      "in another encoding",
      {
        "skillGroups_en.csv": Buffer.from(
          `${HEADERS.skillGroups}\nSkillGroup,${SKILL}/S2,caf\u00e9,,,released,,\n`,
          "latin1",
        ),
      },
      "skillGroups_en.csv:2: is not UTF-8",
    ],
    [
      "with an open quotation mark",
      { "skillGroups_en.csv": `${HEADERS.skillGroups}\nSkillGroup,${SKILL}/S2,"open,,,released,,\n` },
      "skillGroups_en.csv:2: is not CSV",
    ],
  ])("refuses files %s", async (_, files, fault) => {
    const faults = await faultsOf({ ...RELEASE, ...files });
    expect(faults.some((one) => one.startsWith(fault))).toBe(true);
    expect(await countOf("skill")).toBe(0);
  });

  it("stores nothing when it is interrupted half-way", async () => {
    const interrupted = importEsco(dataSource, await folderOf(RELEASE), {
      onProgress(stage, done) {
        if (stage === "Storing" && done === 2) throw new Error("interrupted");
      },
    });
    await expect(interrupted).rejects.toThrow("interrupted");
    expect(await countOf("skill")).toBe(0);
    expect(await countOf("skill_alternative_label")).toBe(0);
  });
});
