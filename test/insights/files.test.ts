import { parse } from "csv-parse/sync";
import type { User } from "../../src/platform/auth/principal.js";
import { type HttpTestService, startHttpService } from "../support/http-service.js";
import {
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type People,
  type Staff,
} from "../support/people.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../support/service.js";
import { addStaff, librariesIn, rebuild, runJob } from "./insight-world.js";

let database: TestDatabase;
let test: TestService;
let http: HttpTestService;
let people: People;
let library: Staff;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await startTestService(database);
  http = await startHttpService(database.url);
  people = await newConsortium(test);
  [library] = (await librariesIn(test, people, "North")) as [Staff];
});
afterAll(async () => {
  await http.stop();
  await test.stop();
});

/** A file as a user gets it. */
const file = (path: string, user?: User) => http.page(`/insights/${path}`, user);

it("holds all figures, with empty fields for what is not published, and no formulas", async () => {
  const [formula, small] = [await newSkill(test, "=cmd()"), await newSkill(test, 'small, and "quoted"')];
  await addStaff(test, people, library, { have: [formula] }, 7);
  await addStaff(test, people, library, { want: [small] }, 4);
  const partner = await newPartner(test, people);
  const needId = await newNeed(test, partner, {
    title: "Nobody for it",
    skills: [{ skillId: small, proficiency: "NOVICE" }],
  });
  await rebuild(test);
  await runJob(test, "follow-insights");
  const { status, headers, body } = await file("skill-gaps.csv", people.analyst);
  expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  const rows: Record<string, string>[] = parse(body, { columns: true });
  expect(rows.map(({ skill, have, want, needed, gap }) => [skill, have, want, needed, gap])).toEqual([
    ['small, and "quoted"', "", "", "1", "1"],
    ["'=cmd()", "5", "", "0", "-5"],
  ]);
  const unmet = await file("unmet-needs.csv?minScore=10", people.admin);
  expect(parse(unmet.body, { columns: true })).toEqual([
    { need_id: needId, title: "Nobody for it", best_score: "" },
  ]);
  const funnel = await file("funnel.csv", people.analyst);
  const steps: Record<string, string>[] = parse(funnel.body, { columns: true });
  const opened = steps.filter(({ stage }) => stage === "OPENED");
  expect(opened).toHaveLength(13);
  expect(opened[0]).toMatchObject({ needs: "1", median_days: "" });
});

it("is for those who look after the consortium", async () => {
  const worker = await newWorker(test, people, library.libraryId);
  const partner = await newPartner(test, people);
  const statuses = [];
  for (const user of [undefined, worker.self, partner.member, library.manager, people.analyst])
    statuses.push((await file("funnel.csv", user)).status);
  expect(statuses).toEqual([401, 403, 403, 200, 200]);
});

it.each([
  ["skill-gaps.csv?month=June", "month: must be like 2026-11"],
  ["skill-gaps.csv?library=worker_01h455vb4pex5vsknk084sn02q", "expected the id of a library"],
  [
    `skill-gaps.csv?region=North&library=library_01h455vb4pex5vsknk084sn02q`,
    "give either `library` or `region`",
  ],
  ["skill-gaps.csv?within=x", "expected the id of a skill"],
  ["funnel.csv?year=26", "year: must be like 2026"],
  ["unmet-needs.csv?minScore=much", "minScore: must be a number from 0 to 100"],
])("%s says what is wrong", async (path, message) => {
  const { status, body } = await file(path, people.analyst);
  expect([status, body.errors[0].message]).toEqual([400, expect.stringContaining(message)]);
});
