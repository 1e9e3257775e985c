import { importNeeds } from "../../src/needs/index.js";
import { importPartners } from "../../src/partners/index.js";
import { importWorkers } from "../../src/workers/index.js";
import {
  type FileName,
  type Files,
  faultsOf,
  folderWith,
  HEADERS,
  type ImportDatabase,
  openImportDatabase,
  removeFolders,
} from "./import-database.js";

let database: ImportDatabase;

beforeAll(async () => {
  database = await openImportDatabase();
});
afterEach(async () => {
  await database.empty();
  await removeFolders();
});
afterAll(() => database.close());

const importOf = { workers: importWorkers, partners: importPartners, needs: importNeeds };
const run = async (kind: keyof typeof importOf, files: Files, options = {}) =>
  await importOf[kind](database.dataSource, await folderWith(files), options);

const good: { readonly [Name in FileName]: Record<string, string> } = {
  "workers.csv": { name: "Ana" },
  "worker_skills.csv": { worker_external_id: "W1", proficiency: "1" },
  "growth_goals.csv": { worker_external_id: "W1", target: "5" },
  "partners.csv": { name: "Pantry" },
  "needs.csv": { partner_external_id: "P1", title: "Help" },
  "need_skills.csv": { need_external_id: "N1", proficiency: "1" },
};

/** A row of the file that is good but for the cells given. */
const rowOf = (file: FileName, cells: Record<string, string>): string[] =>
  HEADERS[file].split(",").map((column) => cells[column] ?? good[file][column] ?? "");

const long = (length: number) => "x".repeat(length);

const TABLES = "consortium library worker worker_skill growth_goal partner need need_skill outbox".split(" ");

/** What the database holds. */
const contents = async () =>
  Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await database.count(table)])));

type Case = readonly [cells: Record<string, string>, ...faults: string[]];

/** Expects the faults of each row under the line that the row is on, and that nothing at all is imported. */
async function expectFaults(
  kind: keyof typeof importOf,
  file: FileName,
  cases: readonly Case[],
  others: Files = {},
): Promise<void> {
  const before = await contents();
  const files = { ...others, [file]: cases.map(([cells]) => rowOf(file, cells)) };
  const expected = cases.flatMap(([, ...faults], index) =>
    faults.map((fault) => `${file}:${index + 2}: ${fault}`),
  );
  expect(await faultsOf(run(kind, files))).toEqual(expected);
  expect(await contents()).toEqual(before);
}

const LEVELS = "NOVICE, ADVANCED_BEGINNER, COMPETENT, PROFICIENT, EXPERT";
const HOURS = "expected a number above 0 and at most 80, such as 7.5";
const ADDRESS = 'expected an email address such as "ana@library.example"';
const anybody = { "workers.csv": [rowOf("workers.csv", { external_id: "W1" })] };
const partnerP1 = { "partners.csv": [rowOf("partners.csv", { external_id: "P1" })] };
const anything = { "needs.csv": [rowOf("needs.csv", { external_id: "N1" })] };

describe("a row is refused, with its line and what was expected,", () => {
  it("in workers.csv", async () => {
    const cases: Case[] = [
      [{ external_id: "W1" }],
      [{ external_id: "" }, "external_id must not be empty"],
      [{ external_id: "W1" }, 'external_id "W1" is on line 2 already'],
      [{ external_id: long(201) }, "external_id must have at most 200 characters, not 201"],
      [{ external_id: "W5", name: " " }, "name must not be empty"],
      [{ external_id: "W6", name: long(201) }, "name must have at most 200 characters, not 201"],
      [{ external_id: "W7", name: "bell\u0007" }, "name must not contain control characters"],
      [{ external_id: "W8", email: "ana@" }, `email is "ana@"; ${ADDRESS}`],
      [
        { external_id: "W9", library_isil: "MnU" },
        'library_isil is "MnU"; expected an ISIL (ISO 15511) such as "US-MnU"',
      ],
      [{ external_id: "W10", job_title: long(201) }, "job_title must have at most 200 characters, not 201"],
      [{ external_id: "W11", hours_per_week: "0" }, `hours_per_week is "0"; ${HOURS}`],
      [{ external_id: "W12", hours_per_week: "80.5" }, `hours_per_week is "80.5"; ${HOURS}`],
      [{ external_id: "W13", hours_per_week: "7,5" }, `hours_per_week is "7,5"; ${HOURS}`],
      [{ external_id: "W14", hours_per_week: "NaN" }, `hours_per_week is "NaN"; ${HOURS}`],
      [{ external_id: "W15", remote: "yes" }, 'remote is "yes"; expected one of true, false'],
      [
        { external_id: "W16", languages: "en;english" },
        'languages is "english"; expected language tags separated by semicolons, such as "en;pt-BR"',
      ],
      [{ external_id: "W17", languages: "en en" }, "languages names a language twice"],
      [
        { external_id: "W18", discoverability: "ALL" },
        'discoverability is "ALL"; expected one of PRIVATE, LIBRARY, CONSORTIUM, PARTNERS, PUBLIC',
      ],
      [
        { external_id: "W19", email: "x", remote: "x" },
        `email is "x"; ${ADDRESS}`,
        'remote is "x"; expected one of true, false',
      ],
      [
        {
          external_id: "W20",
          remote: "TRUE",
          languages: "en pt-BR",
          hours_per_week: "80",
          discoverability: "public",
        },
      ],
    ];
    await expectFaults("workers", "workers.csv", cases);
  });

  it("in worker_skills.csv", async () => {
    const cases: Case[] = [
      [{ skill: "Python" }],
      [{ skill: "" }, "skill must not be empty"],
      [{ skill: "python" }, 'skill "python" of worker "W1" is on line 2 already'],
      [
        { skill: "Metadata", worker_external_id: "W2" },
        'worker_external_id "W2" is not known; expected the external_id of a worker in workers.csv or in the consortium',
      ],
      [{ skill: "Metadata", worker_external_id: "" }, "worker_external_id must not be empty"],
      [
        { skill: "Metadata", proficiency: "6" },
        `proficiency is "6"; expected one of ${LEVELS}, or a number from 1 to 5`,
      ],
      [
        { skill: "Mentoring", proficiency: "" },
        `proficiency is empty; expected one of ${LEVELS}, or a number from 1 to 5`,
      ],
      [
        { skill: "Training", proficiency: "0" },
        `proficiency is "0"; expected one of ${LEVELS}, or a number from 1 to 5`,
      ],
    ];
    await expectFaults("workers", "worker_skills.csv", cases, anybody);
  });

  it("in growth_goals.csv", async () => {
    const cases: Case[] = [
      [{ skill: "Python", current: "0" }],
      [{ skill: "Metadata", current: "5" }, "target is EXPERT; expected one above current, which is EXPERT"],
      [
        { skill: "Training", current: "none" },
        `current is "none"; expected one of ${LEVELS}, or a number from 0 to 5`,
      ],
      [
        { skill: "Mentoring", target: "0" },
        `target is "0"; expected one of ${LEVELS}, or a number from 1 to 5`,
      ],
      [{ skill: "Cataloguing", priority: "4" }, 'priority is "4"; expected a whole number from 1 to 3'],
      [{ skill: "Storytelling", by: "2027-02-29" }, 'by is "2027-02-29"; expected a date such as 2026-09-30'],
      [
        { skill: "Story time", by: "30.09.2027" },
        'by is "30.09.2027"; expected a date such as 2026-09-30',
        'skill "Story time" of worker "W1" is on line 7 already',
      ],
      [{ skill: "Documentation", by: "2028-02-29" }],
    ];
    await expectFaults("workers", "growth_goals.csv", cases, anybody);
  });

  it("in partners.csv", async () => {
    const sectors =
      "ARTS_AND_CULTURE, CIVIC, EDUCATION, EMPLOYMENT, ENVIRONMENT, HEALTH, HOUSING, IMMIGRATION, LEGAL, SENIORS, TECHNOLOGY, YOUTH, OTHER";
    const cases: Case[] = [
      [{ external_id: "P1" }],
      [{ external_id: "P1" }, 'external_id "P1" is on line 2 already'],
      [
        { external_id: "P2", description: long(5001) },
        "description must have at most 5000 characters, not 5001",
      ],
      [
        { external_id: "P3", url: "pantry.example" },
        'url is "pantry.example"; expected a web address that starts with https:// or http://',
      ],
      [{ external_id: "P4", sector: "FOOD" }, `sector is "FOOD"; expected one of ${sectors}`],
      [{ external_id: "P5", country: "USA" }, 'country is "USA"; expected a country code such as "US"'],
      [{ external_id: "P6", region: long(101) }, "region must have at most 100 characters, not 101"],
      [{ external_id: "P7", country: "us", sector: "health", url: "https://pantry.example" }],
    ];
    await expectFaults("partners", "partners.csv", cases);
  });

  it("in needs.csv", async () => {
    await run("partners", partnerP1);
    const cases: Case[] = [
      [{ external_id: "N1" }],
      [
        { external_id: "N2", partner_external_id: "P9" },
        'partner_external_id "P9" is not known; expected the external_id of a partner in the consortium: import the partners first',
      ],
      [{ external_id: "N3", title: "" }, "title must not be empty"],
      [
        { external_id: "N4", status: "DONE" },
        'status is "DONE"; expected one of DRAFT, OPEN, FILLED, CLOSED, EXPIRED',
      ],
      [{ external_id: "N5", capacity: "0" }, 'capacity is "0"; expected a whole number from 1 to 1000'],
      [{ external_id: "N6", capacity: "1001" }, 'capacity is "1001"; expected a whole number from 1 to 1000'],
      [{ external_id: "N7", capacity: "1.5" }, 'capacity is "1.5"; expected a whole number from 1 to 1000'],
      [{ external_id: "N8", remote: "partly" }, 'remote is "partly"; expected one of true, false, hybrid'],
      [
        { external_id: "N9", starts_on: "2027-05-02", ends_on: "2027-05-01" },
        "ends_on is 2027-05-01; expected a date not before starts_on, which is 2027-05-02",
      ],
      [{ external_id: "N1" }, 'external_id "N1" is on line 2 already'],
    ];
    await expectFaults("needs", "needs.csv", cases);
  });

  it("in need_skills.csv", async () => {
    await run("partners", partnerP1);
    const cases: Case[] = [
      [{ skill: "Python" }],
      [{ skill: "Python" }, 'skill "Python" of need "N1" is on line 2 already'],
      [
        { skill: "Metadata", need_external_id: "N2" },
        'need_external_id "N2" is not known; expected the external_id of a need in needs.csv or in the consortium',
      ],
      [{ skill: "Metadata", importance: "HIGH" }, 'importance is "HIGH"; expected one of MUST, NICE'],
      [{ skill: "Training", mentored: "1" }, 'mentored is "1"; expected one of true, false'],
      [
        { skill: "Digital skills" },
        'skill "Digital skills" is a heading, which nobody can have; expected one of the skills below it',
      ],
    ];
    await expectFaults("needs", "need_skills.csv", cases, anything);
  });

  it("when the status of its need cannot become what it says", async () => {
    await run("partners", partnerP1);
    const statuses = ["DRAFT", "OPEN", "FILLED", "CLOSED", "EXPIRED"];
    const withStatuses = (...wanted: string[]) =>
      run("needs", {
        "needs.csv": wanted.map((status, index) => rowOf("needs.csv", { external_id: `N${index}`, status })),
      });
    await withStatuses(...statuses);
    expect(await faultsOf(withStatuses("EXPIRED", "DRAFT", "OPEN", "OPEN", "CLOSED"))).toEqual([
      "needs.csv:3: status is DRAFT; expected one that a need which is OPEN can still reach",
      "needs.csv:5: status is OPEN; expected one that a need which is CLOSED can still reach",
      "needs.csv:6: status is CLOSED; expected one that a need which is EXPIRED can still reach",
    ]);
    expect(
      (await database.rows("select status from need order by external_id")).map(({ status }) => status),
    ).toEqual(statuses);
  });

  it("when it gives a profile more skills or goals than one may have", async () => {
    await database.rows(
      `insert into skill (id, uri, scheme, kind, preferred_label, status)
       select gen_random_uuid(), 'urn:test:many-' || n, 'LOCAL', 'SKILL', 'Skill ' || n, 'ACCEPTED' from generate_series(1, 101) n`,
    );
    const names = Array.from({ length: 101 }, (_, index) => `Skill ${index + 1}`);
    const skillsOf = (from: number, to: number) =>
      names.slice(from, to).map((skill) => rowOf("worker_skills.csv", { skill }));
    const goalsOf = names.slice(0, 21).map((skill) => rowOf("growth_goals.csv", { skill }));
    await run("workers", { ...anybody, "worker_skills.csv": skillsOf(0, 99) });
    const more = { ...anybody, "worker_skills.csv": skillsOf(98, 101), "growth_goals.csv": goalsOf };
    expect(await faultsOf(run("workers", more))).toEqual([
      "worker_skills.csv:4: is one skill too many; expected at most 100",
      "growth_goals.csv:22: is one growth goal too many; expected at most 20",
    ]);
    await database.empty();
    await database.rows("delete from skill where uri like 'urn:test:many-%'");
  });
});
