import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportError, ImportFaults } from "../../src/platform/import/import-error.js";
import { readCsv } from "../../src/platform/import/read-csv.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillbridge-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, shortRows = false) {
  const path = join(folder, "file.csv");
  await writeFile(path, content);
  const faults = new ImportFaults();
  const columns = { required: ["name", "place"], optional: ["note"] } as const;
  const rows: [number, ...string[]][] = [];
  for await (const { line, values } of readCsv(path, columns, { faults, shortRows }))
    rows.push([line, values.name, values.place, values.note]);
  let found: string[] = [];
  try {
    faults.throwIfAny();
  } catch (error) {
    found = (error as ImportError).errors.map(({ line, message }) => `${line}: ${message}`);
  }
  return { rows, faults: found };
}

describe("a CSV file", () => {
  it.each([
    ["in any order of the columns", "place,name,more\nParis,Ada,x\n", [[2, "Ada", "Paris", ""]]],
    ["with a byte order mark", "\uFEFFname,place\nAda,Paris", [[2, "Ada", "Paris", ""]]],
    [
      "with line breaks of all kinds inside quotes",
      'name,place,note\r\nAda,"Pa\r\nris","a ""b"""\r\nBo,Rome,\r\n',
      [
        [2, "Ada", "Pa\r\nris", 'a "b"'],
        [4, "Bo", "Rome", ""],
      ],
    ],
    [
      "with blank lines",
      "name,place\n\nAda,Paris\n\n\nBo,Rome\n\n",
      [
        [3, "Ada", "Paris", ""],
        [6, "Bo", "Rome", ""],
      ],
    ],
    ["with text in any script", "name,place\nМария,東京\n", [[2, "Мария", "東京", ""]]],
  ])("is read %s", async (_, content, rows) => expect(await read(content)).toEqual({ rows, faults: [] }));

  it("loses only the rows that do not fit", async () => {
    expect(await read("name,place\nAda\nBo,Rome\nCy,Oslo,x\n")).toEqual({
      rows: [[3, "Bo", "Rome", ""]],
      faults: ["2: has 1 fields where the header has 2", "4: has 3 fields where the header has 2"],
    });
  });

  it("may have rows that end early where that is said", async () => {
    const { rows, faults } = await read("name,place,note\nAda\nBo,Rome,x,y\n", true);
    expect(rows).toEqual([[2, "Ada", "", ""]]);
    expect(faults).toHaveLength(1);
  });

  it.each<[string, string | Buffer, string]>([
    ["a column is missing", "name\nAda\n", "1: lacks the column place"],
    ["a column is there twice", "name,place,name\nAda,Paris,Bo\n", "1: has the column name twice"],
    ["it is empty", "", "0: is empty; a header row is needed"],
    ["a text holds a NUL", "name,place\nA\0da,Paris\n", "2: contains a NUL character"],
    ["a quotation mark stays open", 'name,place\nAda,Paris\nBo,"Rome\n', "3: is not CSV"],
    [
      "it is not UTF-8",
      Buffer.from(`name,place\n${"Ada,Paris\n".repeat(20_000)}Zo\u00eb,Rome\n`, "latin1"),
      "20002: is not UTF-8",
    ],
  ])("is refused by line when %s", async (_, content, fault) => {
    const { faults } = await read(content);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it("is told apart from a file that does not exist", async () => {
    const faults = new ImportFaults();
    for await (const _ of readCsv(join(folder, "none.csv"), { required: ["name"] }, { faults }));
    expect(() => faults.throwIfAny()).toThrow("none.csv: does not exist");
  });
});

describe("the faults of an import", () => {
  it("show the first ones, count the rest, and end a hopeless file", () => {
    const faults = new ImportFaults();
    for (let line = 2; line < 27; line++) faults.add("a.csv", line, "is wrong");
    expect(() => faults.throwIfAny()).toThrow(/a\.csv:21: is wrong\nand 5 more$/);
    const addMany = () => {
      for (let line = 0; line < 1001; line++) faults.add("a.csv", line, "is wrong");
    };
    expect(addMany).toThrow(ImportError);
  });
});
