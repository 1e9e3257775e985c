import { followInsights } from "../../src/insights/follow-insights.js";
import { insightJobs, rebuildInsights } from "../../src/insights/index.js";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { eventually } from "../support/eventually.js";
import { patiently } from "../support/patiently.js";
import { newLibrary, type People, type Staff, uuidIn } from "../support/people.js";
import type { TestService } from "../support/service.js";

/** The day on which figures are counted unless a test says otherwise. */
export const TODAY = new Date().toISOString().slice(0, 10);

const partsOn = (test: TestService, day: string) => ({ ...test.service.insights, today: () => day });

/** Works all figures out anew, as in the night. */
export const rebuild = (test: TestService, day = TODAY) =>
  rebuildInsights(test.service.dataSource, test.service.taxonomy, day);

/**
 * Waits until what was committed can be followed: whatever runs on the server, be it in another test's database, may have
 * begun earlier.
 */
const settled = (test: TestService) =>
  eventually(async () => {
    const [{ left }] = await test.service.dataSource.query(
      "select count(*)::int as left from outbox where xid >= txid_snapshot_xmin(txid_current_snapshot())",
    );
    expect(left).toBe(0);
  });

/** Follows what was committed. */
export async function follow(test: TestService, day = TODAY) {
  await settled(test);
  return await followInsights(partsOn(test, day));
}

/** Runs the job of every minute, as its runner would. */
export async function runJob(test: TestService, name: string, day = TODAY) {
  await settled(test);
  const jobs = insightJobs(partsOn(test, day), async (work) => {
    await patiently(test.url, work);
  });
  return await jobs.find((job) => job.name === name)!.run({});
}

/** Staff of a library who have and want skills that their consortium sees. */
export async function addStaff(
  test: TestService,
  { consortiumId }: People,
  { libraryId }: Staff,
  skills: { readonly have?: readonly string[]; readonly want?: readonly string[] },
  count = 1,
  { discoverability = "CONSORTIUM", visibility = "CONSORTIUM" } = {},
): Promise<string[]> {
  const { dataSource } = test.service;
  const ids = Array.from({ length: count }, () => newId());
  await dataSource.query(
    `insert into worker (id, consortium_id, library_id, name, discoverability)
     select id, $2, $3, 'Somebody', $4::visibility from unnest($1::uuid[]) id`,
    [ids, consortiumId, uuidIn(libraryId), discoverability],
  );
  for (const skillId of skills.have ?? [])
    await dataSource.query(
      `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility)
       select gen_random_uuid(), id, $2, 'COMPETENT', 'SELF', $3::visibility from unnest($1::uuid[]) id`,
      [ids, uuidIn(skillId), visibility],
    );
  for (const skillId of skills.want ?? [])
    await dataSource.query(
      `insert into growth_goal (id, worker_id, skill_id, target, priority, status, visibility)
       select gen_random_uuid(), id, $2, 'EXPERT', 2, 'ACTIVE', $3::visibility from unnest($1::uuid[]) id`,
      [ids, uuidIn(skillId), visibility],
    );
  return ids;
}

/** Asks for figures as an analyst must be able to. */
// biome-ignore lint/suspicious/noExplicitAny: what it answers depends on the selection
export async function figures(test: TestService, selection: string, user: User): Promise<any> {
  const { data, errors } = await test.execute(`{ insights { ${selection} } }`, {}, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.insights;
}

/** Libraries in regions. */
export const librariesIn = async (test: TestService, people: People, ...regions: (string | null)[]) => {
  const libraries: Staff[] = [];
  for (const region of regions) libraries.push(await newLibrary(test, people, { region }));
  return libraries;
};
