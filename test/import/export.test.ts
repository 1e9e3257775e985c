import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { exportConsortium } from "../../src/cli/export-command.js";
import { importNeeds, Modality, NeedStatus } from "../../src/needs/index.js";
import { importPartners, PartnerSector } from "../../src/partners/index.js";
import { Visibility } from "../../src/platform/auth/visibility.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { Proficiency } from "../../src/skills/index.js";
import { Consortium, importWorkers, Worker } from "../../src/workers/index.js";
import { consortiumData, store } from "./consortium-data.js";
import { filesIn, HEADERS, type ImportDatabase, openImportDatabase, uriOf } from "./import-database.js";

let database: ImportDatabase;
let folder: string;

beforeAll(async () => {
  database = await openImportDatabase();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillbridge-export-"));
});
afterEach(async () => {
  await database.empty();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => database.close());

const exported = async (): Promise<Record<string, string>> => {
  await exportConsortium(database.dataSource, folder);
  return await filesIn(folder);
};

async function importAll() {
  const reports = [importWorkers, importPartners, importNeeds].map(
    (run) => () => run(database.dataSource, folder),
  );
  const tallies = [];
  for (const run of reports) tallies.push(...(await run()).tallies);
  return tallies;
}

describe("an export", () => {
  it("comes back byte for byte through an empty database, and changes nothing in its own", async () => {
    await fc.assert(
      fc.asyncProperty(consortiumData, async (data) => {
        await database.empty();
        await store(database, data);
        const first = await exported();
        for (const { what, created, updated } of await importAll())
          expect([what, created, updated]).toEqual([what, 0, 0]);
        await database.empty();
        await importAll();
        expect(await exported()).toEqual(first);
        expect(await database.count("worker")).toBe(data.workers.length);
      }),
      { numRuns: 20, interruptAfterTimeLimit: 50_000 },
    );
  });

  it("has all six files, with their headers, LF, and quotes only where they are needed", async () => {
    await store(database, {
      workers: [
        {
          externalId: "W1",
          name: 'Ana "Nan", Núñez',
          jobTitle: "Lead\nlibrarian",
          email: null,
          isil: "US-MnU",
          hoursPerWeek: 7.5,
          remote: true,
          languages: ["en", "es"],
          discoverability: Visibility.PARTNERS,
          skills: [{ key: "python", level: Proficiency.EXPERT }],
          goals: [{ key: "metadata", from: 0, by: "2027-05-01", priority: 3 }],
        },
      ],
      partners: [
        {
          externalId: "P1",
          name: "Pantry 🙂",
          description: "",
          url: null,
          sector: PartnerSector.HEALTH,
          country: "US",
          region: null,
          needs: [
            {
              externalId: "N1",
              title: "Recipes",
              description: "",
              status: NeedStatus.OPEN,
              capacity: 2,
              hoursPerWeek: 10,
              modality: Modality.HYBRID,
              dates: ["2027-01-01", null],
              skills: ["storytelling"],
              mentored: true,
            },
          ],
        },
      ],
    });
    const lines = Object.fromEntries(Object.entries(HEADERS).map(([name, header]) => [name, `${header}\n`]));
    expect(await exported()).toEqual({
      "workers.csv": `${lines["workers.csv"]}W1,"Ana ""Nan"", Núñez",,US-MnU,"Lead\nlibrarian",7.5,true,en;es,PARTNERS\n`,
      "worker_skills.csv": `${lines["worker_skills.csv"]}W1,${uriOf("python")},EXPERT\n`,
      "growth_goals.csv": `${lines["growth_goals.csv"]}W1,${uriOf("metadata")},,ADVANCED_BEGINNER,3,2027-05-01\n`,
      "partners.csv": `${lines["partners.csv"]}P1,Pantry 🙂,,,HEALTH,US,\n`,
      "needs.csv": `${lines["needs.csv"]}N1,P1,Recipes,,OPEN,2,10,hybrid,2027-01-01,\n`,
      "need_skills.csv": `${lines["need_skills.csv"]}N1,${uriOf("storytelling")},NICE,COMPETENT,true\n`,
    });
    expect((await readdir(folder)).sort()).toEqual(Object.keys(HEADERS).sort());
  });

  it("leaves out what is archived, and goals that are not active", async () => {
    const worker = {
      jobTitle: null,
      email: null,
      isil: null,
      hoursPerWeek: null,
      remote: false,
      languages: [],
      discoverability: Visibility.PUBLIC,
    };
    const skills = [
      { key: "python", level: Proficiency.NOVICE },
      { key: "metadata", level: Proficiency.NOVICE },
    ];
    const goals = ["python", "metadata", "training"].map((key) => ({ key, from: 1, by: null, priority: 1 }));
    const need = {
      description: "",
      status: NeedStatus.OPEN,
      capacity: 1,
      hoursPerWeek: null,
      modality: Modality.REMOTE,
      dates: [null, null],
      skills: ["python"],
      mentored: false,
    };
    const partner = { description: "", url: null, sector: PartnerSector.OTHER, country: null, region: null };
    await store(database, {
      workers: [
        { externalId: "W1", name: "Ana", ...worker, skills, goals } as never,
        { externalId: "W2", name: "Ben", ...worker, skills, goals } as never,
      ],
      partners: [
        {
          externalId: "P1",
          name: "Pantry",
          ...partner,
          needs: [
            { externalId: "N1", title: "One", ...need },
            { externalId: "N2", title: "Two", ...need },
          ],
        },
        {
          externalId: "P2",
          name: "Shelter",
          ...partner,
          needs: [{ externalId: "N3", title: "Three", ...need }],
        },
      ] as never,
    });
    const archive = async (table: string, where: string) =>
      await database.rows(`update ${table} set archived_at = now() where ${where}`);
    await archive("worker", "external_id = 'W2'");
    await archive("need", "external_id = 'N2'");
    await archive("partner", "external_id = 'P2'");
    const python = `skill_id = '${database.skillIds.get("python")}'`;
    await archive("worker_skill", python);
    await archive("growth_goal", python);
    await database.rows("update growth_goal set status = 'ABANDONED' where skill_id = $1", [
      database.skillIds.get("training"),
    ]);
    const rows = Object.entries(await exported()).map(([name, text]) => [
      name,
      text.trimEnd().split("\n").slice(1),
    ]);
    expect(Object.fromEntries(rows)).toEqual({
      "workers.csv": ["W1,Ana,,,,,false,,PUBLIC"],
      "worker_skills.csv": ["W1,urn:test:metadata,NOVICE"],
      "growth_goals.csv": ["W1,urn:test:metadata,NOVICE,COMPETENT,1,"],
      "partners.csv": ["P1,Pantry,,,OTHER,,"],
      "needs.csv": ["N1,P1,One,,OPEN,1,,true,,"],
      "need_skills.csv": ["N1,urn:test:python,MUST,COMPETENT,false"],
    });
  });

  it("names records without an external id by the id that clients know", async () => {
    const { manager } = database.dataSource;
    const consortiumId = newId();
    await manager.insert(Consortium, { id: consortiumId, name: "North" });
    const ids = [
      ...Array.from({ length: 50 }, newId),
      "ffffffff-ffff-7fff-bfff-ffffffffffff",
      "00000000-0000-7000-8000-000000000000",
    ];
    for (const id of ids) await manager.insert(Worker, { id, consortiumId, name: "Ana" });
    const keys = (await exported())
      ["workers.csv"]!.trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    expect(keys).toEqual(ids.map((id) => typedId("worker", id)).sort());
  });

  it("leaves the files of before, and no others, when it fails", async () => {
    await database.dataSource.manager.insert(Consortium, { id: newId(), name: "North" });
    const before = await exported();
    await mkdir(join(folder, `.needs.csv.${process.pid}.part`));
    await expect(exportConsortium(database.dataSource, folder)).rejects.toThrow("EISDIR");
    await rm(join(folder, `.needs.csv.${process.pid}.part`), { recursive: true, force: true });
    expect(await filesIn(folder)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(Object.keys(HEADERS).sort());
  });
});
