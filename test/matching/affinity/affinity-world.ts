import { randomUUID } from "node:crypto";
import {
  AffinityFeed,
  type BuildOptions,
  rebuildAffinities,
  refreshAffinities,
} from "../../../src/matching/index.js";
import { newId } from "../../../src/platform/database/new-id.js";
import { patiently } from "../../support/patiently.js";
import {
  newConsortium,
  newLibrary,
  newSkill,
  type People,
  type Staff,
  uuidIn,
} from "../../support/people.js";
import { startTestService, type TestService } from "../../support/service.js";

export let test: TestService;
export let people: People;
let staff: Staff;

/** A service of the test file's own, whose taxonomy and affinities are empty before each test. */
export function inEmptyWorld(): void {
  beforeAll(async () => {
    test = await startTestService();
  });
  beforeEach(async () => {
    const { dataSource, feed } = test.service;
    await dataSource.query(
      "truncate skill, worker, need, affinity_build, skill_affinity, learned_affinity, affinity_skill, affinity_word cascade",
    );
    await feed.publishAll();
    people = await newConsortium(test);
    staff = await newLibrary(test, people);
  });
  afterAll(() => test.stop());
}

export const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
  test.service.dataSource.query(text, parameters);

/** Workers who all have the same skills. */
export async function newWorkers(
  count: number,
  skillIds: readonly string[],
  { discoverability = "PARTNERS", visibility = "PARTNERS", archived = false } = {},
): Promise<void> {
  for (let made = 0; made < count; made++) {
    const id = newId();
    await sql(
      "insert into worker (id, consortium_id, library_id, name, discoverability, archived_at) values ($1, $2, $3, $4, $5, $6)",
      [
        id,
        people.consortiumId,
        uuidIn(staff.libraryId),
        randomUUID(),
        discoverability,
        archived ? new Date() : null,
      ],
    );
    for (const skillId of skillIds)
      await sql(
        `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility)
         values ($1, $2, $3, 'COMPETENT', 'SELF', $4)`,
        [newId(), id, uuidIn(skillId), visibility],
      );
  }
}

export const skills = async (...labels: string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const label of labels) ids.push(await newSkill(test, label));
  return ids;
};

export const rebuild = (options: BuildOptions = {}) =>
  patiently(test.url, (source) => rebuildAffinities(source, options));
export const refresh = () => patiently(test.url, (source) => refreshAffinities(source));

/** What a process holds that starts now. */
export async function started(): Promise<AffinityFeed> {
  const feed = new AffinityFeed(test.service.reads, test.service.taxonomy);
  await feed.load();
  return feed;
}

export interface Row {
  readonly to_id: string;
  readonly from_id: string;
  readonly kind: string;
  readonly value: number;
  readonly via_id: string | null;
}

export const table = () => sql<Row>("select * from skill_affinity order by to_id, value desc, from_id");
export const versions = () => sql("select version, kind from affinity_build order by version");

/** What a process holds, as rows of the table. */
export const rowsOf = ({ current }: AffinityFeed): Row[] =>
  [...test.service.taxonomy.all()]
    .map(({ uuid }) => uuid)
    .sort()
    .flatMap((to_id) =>
      current
        .links(to_id)
        .map(({ from, kind, value, via }) => ({ to_id, from_id: from, kind, value, via_id: via })),
    );
