import { typedId } from "../../src/platform/graphql/typed-id.js";
import { importWorkers } from "../../src/workers/index.js";
import {
  faultsOf,
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

const importing = async (names: readonly string[]) => {
  const files = {
    "workers.csv": [["W1", "Ana", "", "", "", "", "", "", ""]],
    "worker_skills.csv": names.map((name) => ["W1", name, "1"]),
  };
  return await importWorkers(database.dataSource, await folderWith(files));
};

/** The preferred labels of the skills that a worker has after a file called them so. */
const named = async (...names: string[]) => {
  await importing(names);
  const stored = await database.rows(
    "select s.preferred_label as label from worker_skill k join skill s on s.id = k.skill_id order by 1",
  );
  await database.rows("delete from worker_skill");
  return stored.map(({ label }) => label);
};

describe("skills in a file", () => {
  it("are named by URI, id, preferred or other label, whatever the case, accents and punctuation", async () => {
    for (const name of [uriOf("storytelling"), typedId("skill", database.skillIds.get("storytelling")!)])
      expect(await named(name)).toEqual(["Storytelling"]);
    for (const name of ["storyTELLING", " Story-Time ", "vorlesen fur kinder"])
      expect(await named(name)).toEqual(["Storytelling"]);
  });

  it("stand for what they were merged into", async () => {
    for (const name of [
      "Book talks",
      uriOf("book-talks"),
      typedId("skill", database.skillIds.get("book-talks")!),
    ])
      expect(await named(name)).toEqual(["Storytelling"]);
  });

  it("prefer a preferred label, and of two the one written the same way", async () => {
    expect(await named("metadata")).toEqual(["Metadata"]);
    expect(await named("GO")).toEqual(["GO"]);
    expect(await named("Go")).toEqual(["Go"]);
  });

  it("are refused when they are unknown, ambiguous, a heading, archived, or named twice", async () => {
    const names = ["Juggling", "Coaching", "go", "Digital skills", "Fax", "Storytelling", "Story time"];
    expect(await faultsOf(importing(names))).toEqual([
      'worker_skills.csv:2: skill "Juggling" is not in the taxonomy; expected the URI, the id or a label of a skill',
      'worker_skills.csv:3: skill "Coaching" may mean several skills; expected the URI of one of these: "Mentoring" (urn:test:mentoring), "Training" (urn:test:training)',
      'worker_skills.csv:4: skill "go" may mean several skills; expected the URI of one of these: "GO" (urn:test:go-language), "Go" (urn:test:go-game)',
      'worker_skills.csv:5: skill "Digital skills" is a heading, which nobody can have; expected one of the skills below it',
      'worker_skills.csv:6: skill "Fax" is archived; expected a skill in use',
      'worker_skills.csv:8: skill "Story time" of worker "W1" is on line 7 already',
    ]);
  });
});
