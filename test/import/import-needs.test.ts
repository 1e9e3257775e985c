import { importNeeds } from "../../src/needs/index.js";
import { importPartners } from "../../src/partners/index.js";
import { newId } from "../../src/platform/database/new-id.js";
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

const pantry = ["P1", "Pantry & Co", 'Food,\n"for all"', "https://pantry.example", "HEALTH", "US", "North"];
const plain = ["P2", "Shelter", "", "", "", "", ""];
const needs: Files = {
  "needs.csv": [
    ["N1", "P1", "Recipes", "With pictures", "OPEN", "2", "3.5", "hybrid", "2027-01-01", "2027-06-30"],
    ["N2", "P2", "Forms", "", "", "", "", "", "", ""],
  ],
  "need_skills.csv": [
    ["N1", "Storytelling", "NICE", "COMPETENT", "true"],
    ["N1", "python", "", "2", ""],
  ],
};

async function tallies(
  work: Promise<{
    readonly tallies: readonly { what: string; created: number; updated: number; unchanged: number }[];
  }>,
) {
  return Object.fromEntries(
    (await work).tallies.map(({ what, created, updated, unchanged }) => [
      what,
      [created, updated, unchanged],
    ]),
  );
}
const partnersFrom = async (rows: string[][]) =>
  tallies(importPartners(database.dataSource, await folderWith({ "partners.csv": rows })));
const needsFrom = async (files: Files) => tallies(importNeeds(database.dataSource, await folderWith(files)));
const needVersions = async () =>
  (await database.rows("select external_id, version from need order by 1")).map(
    ({ external_id, version }) => [external_id, version],
  );
/** The topics told since the last time. */
const outbox = async () => {
  const topics = (await database.rows("select topic from outbox order by id")).map(({ topic }) => topic);
  await database.rows("delete from outbox");
  return topics;
};

describe("partners", () => {
  it("come in, stay as they are, and are updated", async () => {
    expect(await partnersFrom([pantry, plain])).toEqual({ consortia: [1, 0, 0], partners: [2, 0, 0] });
    expect(await outbox()).toEqual(["partner"]);
    expect(await partnersFrom([pantry, plain])).toEqual({ partners: [0, 0, 2] });
    expect(await outbox()).toEqual([]);
    expect(await partnersFrom([["P1", "Pantry", ...pantry.slice(2)]])).toEqual({ partners: [0, 1, 0] });
    expect(
      await database.rows(
        "select external_id, name, description, url, sector, country, region, version from partner order by 1",
      ),
    ).toEqual([
      {
        external_id: "P1",
        name: "Pantry",
        description: 'Food,\n"for all"',
        url: "https://pantry.example",
        sector: "HEALTH",
        country: "US",
        region: "North",
        version: 2,
      },
      {
        external_id: "P2",
        name: "Shelter",
        description: "",
        url: null,
        sector: "OTHER",
        country: null,
        region: null,
        version: 1,
      },
    ]);
  });
});

describe("needs", () => {
  beforeEach(() => partnersFrom([pantry, plain]));

  it("come in with their skills", async () => {
    await outbox();
    expect(await needsFrom(needs)).toEqual({ needs: [2, 0, 0], "need skills": [2, 0, 0] });
    expect(await outbox()).toEqual(["need"]);
    expect(
      await database.rows(`select n.external_id, p.external_id as partner, title, n.description, status, capacity, hours_per_week,
        modality, starts_on::text, ends_on::text from need n join partner p on p.id = n.partner_id order by 1`),
    ).toEqual([
      {
        external_id: "N1",
        partner: "P1",
        title: "Recipes",
        description: "With pictures",
        status: "OPEN",
        capacity: 2,
        hours_per_week: 3.5,
        modality: "HYBRID",
        starts_on: "2027-01-01",
        ends_on: "2027-06-30",
      },
      {
        external_id: "N2",
        partner: "P2",
        title: "Forms",
        description: "",
        status: "DRAFT",
        capacity: 1,
        hours_per_week: null,
        modality: "ON_SITE",
        starts_on: null,
        ends_on: null,
      },
    ]);
    expect(
      await database.rows(`select preferred_label as skill, importance, proficiency, mentored from need_skill k
        join skill s on s.id = k.skill_id order by 1`),
    ).toEqual([
      { skill: "Python", importance: "MUST", proficiency: "ADVANCED_BEGINNER", mentored: false },
      { skill: "Storytelling", importance: "NICE", proficiency: "COMPETENT", mentored: true },
    ]);
  });

  it("change nothing when they come a second time", async () => {
    await needsFrom(needs);
    await outbox();
    const stamps = () => database.rows("select id, version, updated_at, xmin::text from need order by id");
    const before = await stamps();
    expect(await needsFrom(needs)).toEqual({ needs: [0, 0, 2], "need skills": [0, 0, 2] });
    expect(await stamps()).toEqual(before);
    expect(await outbox()).toEqual([]);
  });

  it("are another version once, whether a field or a skill changes, or both", async () => {
    await needsFrom(needs);
    const rows = needs["need_skills.csv"] as string[][];
    await needsFrom({ ...needs, "need_skills.csv": [["N1", "Storytelling", "MUST", "COMPETENT", "true"]] });
    expect(await needVersions()).toEqual([
      ["N1", 2],
      ["N2", 1],
    ]);
    await needsFrom({ ...needs, "need_skills.csv": [...rows, ["N2", "Metadata", "", "1", ""]] });
    expect(await needVersions()).toEqual([
      ["N1", 3],
      ["N2", 2],
    ]);
    const closed = [["N2", "P2", "Forms and letters", "", "CLOSED", "", "", "", "", ""]];
    await needsFrom({ "needs.csv": closed, "need_skills.csv": [["N2", "Metadata", "", "2", ""]] });
    expect(await needVersions()).toEqual([
      ["N1", 3],
      ["N2", 3],
    ]);
    expect(await database.rows("select status from need where external_id = 'N2'")).toEqual([
      { status: "CLOSED" },
    ]);
  });

  it("let go of a goal that belongs to the partner they leave", async () => {
    await needsFrom(needs);
    await database.rows(
      `insert into community_goal (id, partner_id, title, indicator_name, indicator_unit, indicator_baseline, indicator_target, indicator_current)
       select $1, id, 'Meals', 'meals', 'a week', 0, 10, 0 from partner where external_id = 'P1'`,
      [newId()],
    );
    await database.rows(
      "update need set community_goal_id = (select id from community_goal) where external_id = 'N1'",
    );
    const goal = async () =>
      (
        await database.rows("select community_goal_id is not null as kept from need where external_id = 'N1'")
      )[0];
    await needsFrom(needs);
    expect(await goal()).toEqual({ kept: true });
    const [first] = needs["needs.csv"] as string[][];
    await needsFrom({ "needs.csv": [["N1", "P2", ...first!.slice(2)]] });
    expect(await goal()).toEqual({ kept: false });
  });

  it("cannot be had by a partner that is archived", async () => {
    await database.rows("update partner set archived_at = now() where external_id = 'P2'");
    expect(await faultsOf(needsFrom(needs))).toEqual(['needs.csv:3: partner_external_id "P2" is archived']);
    expect(await database.count("need")).toBe(0);
  });
});
