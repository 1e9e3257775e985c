import { newId } from "../../src/platform/database/new-id.js";
import { Consortium, importWorkers, Library, Worker } from "../../src/workers/index.js";
import {
  type Files,
  faultsOf,
  folderWith,
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

const run = async (files: Files, options = {}) =>
  await importWorkers(database.dataSource, await folderWith(files), options);

const ana = ["W1", "Ana", "", "US-MnU", "", "", "", "", ""];
const ben = ["W2", "Ben", "", "", "", "", "", "", ""];

describe("whose data it is", () => {
  it("is a new consortium's when there is none, and the only one's afterwards", async () => {
    await run({ "workers.csv": [ana] });
    await run({ "workers.csv": [ben] });
    expect(await database.rows("select name from consortium")).toEqual([{ name: "My consortium" }]);
  });

  it("has to be said when there are several", async () => {
    await run({ "workers.csv": [ana] }, { consortium: "North" });
    await run({ "workers.csv": [ben] }, { consortium: "South" });
    await expect(run({ "workers.csv": [ana] })).rejects.toThrow('"North", "South"');
    expect(await database.count("worker")).toBe(2);
  });

  it("does not reach into another consortium's libraries", async () => {
    await run({ "workers.csv": [ana] }, { consortium: "North" });
    expect(await faultsOf(run({ "workers.csv": [ana] }, { consortium: "South" }))).toEqual([
      'workers.csv:2: library_isil "US-MnU" belongs to a library of another consortium; expected one of this consortium',
    ]);
  });
});

describe("records that are archived", () => {
  it("are not brought back by a file", async () => {
    const { manager } = database.dataSource;
    const [consortiumId, archivedAt] = [newId(), new Date()];
    await manager.insert(Consortium, { id: consortiumId, name: "North" });
    await manager.insert(Worker, { id: newId(), consortiumId, externalId: "W1", name: "Old", archivedAt });
    await manager.insert(Library, { id: newId(), consortiumId, isil: "US-Old", name: "Old", archivedAt });
    const files: Files = {
      "workers.csv": [ana, ["W3", "Cy", "", "US-Old", "", "", "", "", ""]],
      "worker_skills.csv": [["W1", "Python", "1"]],
    };
    expect(await faultsOf(run(files))).toEqual([
      'workers.csv:2: external_id "W1" belongs to a worker that is archived; expected one in use, or a new one',
      'workers.csv:3: library_isil "US-Old" belongs to a library that is archived; expected one in use',
      'worker_skills.csv:2: worker_external_id "W1" is archived',
    ]);
    expect(await database.rows("select name, version from worker")).toEqual([{ name: "Old", version: 1 }]);
  });
});
