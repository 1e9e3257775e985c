import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { importWorkers } from "../../src/workers/index.js";
import {
  type Files,
  folderWith,
  type ImportDatabase,
  openImportDatabase,
  removeFolders,
  uriOf,
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

const run = async (files: Files, options = {}) =>
  await importWorkers(database.dataSource, await folderWith(files), options);
const tallies = async (files: Files, options = {}) =>
  Object.fromEntries(
    (await run(files, options)).tallies.map(({ what, created, updated, unchanged }) => [
      what,
      [created, updated, unchanged],
    ]),
  );

const ana = [
  "W1",
  "Ana Núñez",
  "ana@library.example",
  "US-MnU",
  "Librarian",
  "7.5",
  "true",
  "en;es",
  "PARTNERS",
];
const ben = ["W2", "Ben", "", "", "", "", "", "", ""];
const complete: Files = {
  "workers.csv": [ana, ben],
  "worker_skills.csv": [
    ["W1", "Storytelling", "COMPETENT"],
    ["W1", "cataloging", "2"],
    ["W2", uriOf("python"), "expert"],
  ],
  "growth_goals.csv": [
    ["W1", "METADATA", "1", "PROFICIENT", "3", "2027-05-01"],
    ["W2", "Training", "0", "2", "", ""],
  ],
};

const workers = () =>
  database.rows(`select w.external_id as key, w.name, w.email, l.isil, l.name as library, w.job_title, w.hours_per_week,
    w.remote, w.languages, w.discoverability, w.version
    from worker w left join library l on l.id = w.library_id order by 1`);
const skills = () =>
  database.rows(`select w.external_id as key, s.preferred_label as skill, k.proficiency, k.rating_source, k.visibility, k.version
    from worker_skill k join worker w on w.id = k.worker_id join skill s on s.id = k.skill_id order by 1, 2`);
const goals = () =>
  database.rows(`select w.external_id as key, s.preferred_label as skill, g.start, g.current, g.target, g.priority,
    g.by::text, g.status, g.visibility, g.version
    from growth_goal g join worker w on w.id = g.worker_id join skill s on s.id = g.skill_id order by 1, 2`);
const outbox = async () =>
  (await database.rows("select topic from outbox order by id")).map(({ topic }) => topic);

describe("workers, their skills and their goals", () => {
  it("come in with everything that the files say", async () => {
    await run(complete);
    expect(await workers()).toEqual([
      {
        key: "W1",
        name: "Ana Núñez",
        email: "ana@library.example",
        isil: "US-MnU",
        library: "US-MnU",
        job_title: "Librarian",
        hours_per_week: 7.5,
        remote: true,
        languages: ["en", "es"],
        discoverability: "PARTNERS",
        version: 1,
      },
      {
        key: "W2",
        name: "Ben",
        email: null,
        isil: null,
        library: null,
        job_title: null,
        hours_per_week: null,
        remote: false,
        languages: [],
        discoverability: "CONSORTIUM",
        version: 1,
      },
    ]);
    const imported = { rating_source: "IMPORT", version: 1 };
    expect(await skills()).toEqual([
      {
        key: "W1",
        skill: "Cataloguing",
        proficiency: "ADVANCED_BEGINNER",
        visibility: "PARTNERS",
        ...imported,
      },
      { key: "W1", skill: "Storytelling", proficiency: "COMPETENT", visibility: "PARTNERS", ...imported },
      { key: "W2", skill: "Python", proficiency: "EXPERT", visibility: "CONSORTIUM", ...imported },
    ]);
    const begun = { status: "ACTIVE", version: 1 };
    expect(await goals()).toEqual([
      {
        key: "W1",
        skill: "Metadata",
        start: "NOVICE",
        current: "NOVICE",
        target: "PROFICIENT",
        priority: 3,
        by: "2027-05-01",
        visibility: "PARTNERS",
        ...begun,
      },
      {
        key: "W2",
        skill: "Training",
        start: null,
        current: null,
        target: "ADVANCED_BEGINNER",
        priority: 2,
        by: null,
        visibility: "CONSORTIUM",
        ...begun,
      },
    ]);
    expect(await outbox()).toEqual(["library", "worker"]);
  });

  it("change nothing when they come a second time", async () => {
    expect(await tallies(complete)).toMatchObject({ consortia: [1, 0, 0], workers: [2, 0, 0] });
    const stamp = "select id, version, updated_at, xmin::text from";
    const tables = ["worker", "worker_skill", "growth_goal", "library"];
    const before = await Promise.all(tables.map((table) => database.rows(`${stamp} ${table} order by id`)));
    await database.rows("delete from outbox");
    expect(await tallies(complete)).toEqual({
      libraries: [0, 0, 1],
      workers: [0, 0, 2],
      "worker skills": [0, 0, 3],
      "growth goals": [0, 0, 2],
    });
    const after = await Promise.all(tables.map((table) => database.rows(`${stamp} ${table} order by id`)));
    expect(after).toEqual(before);
    expect(await outbox()).toEqual([]);
  });

  it("are updated where a row differs, and left alone where there is none", async () => {
    await run(complete);
    const changed: Files = {
      "workers.csv": [["W1", "Ana Núñez-Roe", "", "US-MnU", "Librarian", "7.5", "true", "en;es", "PUBLIC"]],
      "worker_skills.csv": [["W1", "Storytelling", "EXPERT"]],
      "growth_goals.csv": [["W1", "Metadata", "2", "PROFICIENT", "1", ""]],
    };
    expect(await tallies(changed)).toEqual({
      libraries: [0, 0, 1],
      workers: [0, 1, 0],
      "worker skills": [0, 1, 0],
      "growth goals": [0, 1, 0],
    });
    const [first, second] = await workers();
    expect(first).toMatchObject({
      name: "Ana Núñez-Roe",
      email: null,
      discoverability: "PUBLIC",
      version: 2,
    });
    expect(second).toMatchObject({ name: "Ben", version: 1 });
    expect(
      (await skills()).map(({ skill, proficiency, visibility, version }) => [
        skill,
        proficiency,
        visibility,
        version,
      ]),
    ).toEqual([
      ["Cataloguing", "ADVANCED_BEGINNER", "PARTNERS", 1],
      // Who may see it was the worker's to say.
      ["Storytelling", "EXPERT", "PARTNERS", 2],
      ["Python", "EXPERT", "CONSORTIUM", 1],
    ]);
    expect((await goals())[0]).toMatchObject({
      start: "NOVICE",
      current: "ADVANCED_BEGINNER",
      priority: 1,
      by: null,
      version: 2,
    });
    expect((await goals())[1]).toMatchObject({ version: 1 });
  });

  it("keep the evidence and visibility that a worker gave a skill, and turn its source into IMPORT", async () => {
    await run(complete);
    await database.rows(
      "update worker_skill set rating_source = 'SELF', visibility = 'PRIVATE', evidence = 'Weekly'",
    );
    await run({
      ...complete,
      "worker_skills.csv": [
        ["W1", "Storytelling", "EXPERT"],
        ["W1", "Cataloguing", "2"],
      ],
    });
    const stored = await database.rows(
      "select proficiency, rating_source, visibility, evidence from worker_skill order by proficiency",
    );
    const own = { visibility: "PRIVATE", evidence: "Weekly" };
    expect(stored).toEqual([
      { proficiency: "ADVANCED_BEGINNER", rating_source: "SELF", ...own },
      { proficiency: "EXPERT", rating_source: "SELF", ...own },
      { proficiency: "EXPERT", rating_source: "IMPORT", ...own },
    ]);
  });

  it("move a growth goal along with its skill, and achieve it", async () => {
    await run({
      "workers.csv": [ana],
      "growth_goals.csv": [["W1", "Storytelling", "", "COMPETENT", "3", ""]],
    });
    await run({ "workers.csv": [ana], "worker_skills.csv": [["W1", "Storytelling", "1"]] });
    expect(await goals()).toMatchObject([{ start: null, current: "NOVICE", status: "ACTIVE" }]);
    const both: Files = {
      "workers.csv": [ana],
      "worker_skills.csv": [["W1", "Storytelling", "3"]],
      "growth_goals.csv": [["W1", "Storytelling", "", "COMPETENT", "3", ""]],
    };
    await run(both);
    expect(await goals()).toMatchObject([{ current: "COMPETENT", status: "ACHIEVED" }]);
    expect(await tallies(both)).toMatchObject({ "growth goals": [0, 0, 1] });
    await run({ "workers.csv": [ana], "growth_goals.csv": [["W1", "Storytelling", "3", "EXPERT", "3", ""]] });
    expect(await goals()).toMatchObject([{ current: "COMPETENT", target: "EXPERT", status: "ACTIVE" }]);
  });

  it("keep a library that has no ISIL, which no file can name", async () => {
    await run({ "workers.csv": [ben] });
    await database.rows(
      `insert into library (id, consortium_id, name) select $1, id, 'Mobile library' from consortium`,
      [newId()],
    );
    await database.rows("update worker set library_id = (select id from library)");
    expect(await tallies({ "workers.csv": [ben] })).toMatchObject({ workers: [0, 0, 1] });
    await run({ "workers.csv": [ana] });
    expect(await tallies({ "workers.csv": [[...ana.slice(0, 3), "", ...ana.slice(4)]] })).toMatchObject({
      workers: [0, 1, 0],
    });
    expect((await workers()).map(({ library }) => library)).toEqual([null, "Mobile library"]);
  });

  it("take the typed id of a record that has no external id", async () => {
    await run({ "workers.csv": [ana] });
    await database.rows("update worker set external_id = null");
    const [{ id }] = (await database.rows("select id from worker")) as [{ id: string }];
    const key = typedId("worker", id);
    const files: Files = {
      "workers.csv": [[key, ...ana.slice(1)]],
      "worker_skills.csv": [[key, "Python", "1"]],
    };
    expect(await tallies(files)).toMatchObject({ workers: [0, 0, 1], "worker skills": [1, 0, 0] });
    expect(await database.rows("select id, external_id from worker")).toEqual([{ id, external_id: null }]);
  });
});
