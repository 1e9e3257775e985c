import { importWorkers } from "../../src/workers/index.js";
import {
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

const run = async (files: Files, options = {}) =>
  await importWorkers(database.dataSource, await folderWith(files), options);

describe("lines are counted", () => {
  it("as an editor counts them, with line breaks in quotes, blank lines and CRLF", async () => {
    const text = [
      'W1,"Ana\r\nNúñez",,,,,,,',
      "",
      "W2,Ben,x@,,,,,,",
      'W3,"""Cy"",\r\n\r\nDee",,,,,,,',
      "W4,Eve,,,,,maybe,,",
      "",
    ].join("\r\n");
    const file = Buffer.from(`\ufeff${HEADERS["workers.csv"]}\r\n${text}`);
    expect((await faultsOf(run({ "workers.csv": file }))).map((fault) => fault.slice(0, 20))).toEqual([
      "workers.csv:5: email",
      "workers.csv:9: remot",
    ]);
  });

  it("for rows of another width than the header", async () => {
    expect(await faultsOf(run({ "workers.csv": "W1,Ana\nW2,Ben,,,,,,,\nW3,Cy,,,,,,,,\n" }))).toEqual([
      "workers.csv:2: has 2 fields where the header has 9",
      "workers.csv:4: has 10 fields where the header has 9",
    ]);
  });
});

describe("a file is refused, even when good rows would do,", () => {
  const keepGood = { keepGood: true };

  it("when it is not UTF-8, naming the line", async () => {
    const latin = Buffer.concat([
      Buffer.from(`${HEADERS["workers.csv"]}\nW1,Ana,,,,,,,\nW2,N`),
      Buffer.from([0xfa]),
      Buffer.from("n,,,,,,,\n"),
    ]);
    expect(await faultsOf(run({ "workers.csv": latin }, keepGood))).toEqual([
      "workers.csv:3: is not UTF-8: save the file with that encoding",
    ]);
    expect(await database.count("worker")).toBe(0);
  });

  it("when its header lacks a column, naming the header that is expected", async () => {
    const file = Buffer.from("external_id,naem\nW1,Ana\n");
    const [fault] = await faultsOf(run({ "workers.csv": file }, keepGood));
    expect(fault).toMatch(/^workers\.csv:1: lacks the columns name, /);
    expect(fault).toContain(`expected the header ${HEADERS["workers.csv"]}`);
  });

  it("when quotes are not closed", async () => {
    const faults = await faultsOf(run({ "workers.csv": 'W1,Ana,,,,,,,\nW2,"Ben,,,,,,,\n' }, keepGood));
    expect(faults).toEqual([expect.stringMatching(/^workers\.csv:3: is not CSV: /)]);
  });

  it("when it is not there, or is empty", async () => {
    expect(await faultsOf(run({}, keepGood))).toEqual(["workers.csv:0: does not exist"]);
    expect(await faultsOf(run({ "workers.csv": Buffer.from("") }))).toEqual([
      "workers.csv:0: is empty; a header row is needed",
    ]);
  });
});

describe("with --continue", () => {
  it("the good rows come in, and the bad ones are told", async () => {
    const report = await run(
      {
        "workers.csv": "W1,Ana,,,,,,,\nW2,Ben,x@,,,,,,\nW3\nW1,Again,,,,,,,\n",
        "worker_skills.csv": [
          ["W1", "Python", "1"],
          ["W1", "Juggling", "1"],
          ["W2", "Python", "1"],
        ],
      },
      { keepGood: true },
    );
    expect(report.tallies.map(({ what, created }) => [what, created])).toEqual([
      ["consortia", 1],
      ["libraries", 0],
      ["workers", 1],
      ["worker skills", 1],
      ["growth goals", 0],
    ]);
    expect(report.faults.told.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "workers.csv:3",
      "workers.csv:4",
      "workers.csv:5",
      "worker_skills.csv:3",
      "worker_skills.csv:4",
    ]);
    expect(report.faults.told[4]!.message).toBe(
      'worker_external_id "W2" is not imported, because line 3 of workers.csv is wrong',
    );
    expect(await database.rows("select name from worker")).toEqual([{ name: "Ana" }]);
  });

  it("a thousand faults are told and the others counted", async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => [
      `W${index}`,
      "Ana",
      index < 1100 ? "x" : "",
      "",
      "",
      "",
      "",
      "",
      "",
    ]);
    const report = await run({ "workers.csv": rows }, { keepGood: true });
    expect([report.faults.told.length, report.faults.count]).toEqual([1000, 1100]);
    expect(await database.count("worker")).toBe(100);
    await expect(run({ "workers.csv": rows })).rejects.toThrow("and 100 more");
  });
});
