import { seedDemonstration } from "../../src/demonstration/seed-demonstration.js";
import { entities } from "../../src/entities.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let partners: (User & { readonly partnerId: string })[];

beforeAll(async () => {
  test = await startTestService();
  const source = createDataSource({ url: test.url, entities, patient: true });
  await source.initialize();
  await seedDemonstration(source);
  await source.destroy();
  await test.service.taxonomy.reload();
  await test.service.feed.publishAll();
  const rows: { id: string; consortium_id: string }[] = await test.service.dataSource.query(
    "select id, consortium_id from partner order by id",
  );
  partners = rows.map(({ id, consortium_id }) => ({
    ...{ kind: "user", subject: `partner:${id}`, role: "PARTNER" },
    ...{ partnerId: id, consortiumId: consortium_id },
  }));
});
afterAll(() => test.stop());

const QUERY = `query Q($after: String) { needs(first: 20, after: $after, filter: { statuses: [OPEN] }) { pageInfo { hasNextPage endCursor } nodes { title
  teams(first: 2) { reason optimal unmetMustHaves { id } teams { exceedsPlaces members { match { worker { id } unmetMustHaves { id } } covers { id } } } } } } }`;

interface Shown {
  readonly title: string;
  readonly teams: {
    readonly reason: string | null;
    readonly optimal: boolean;
    readonly unmetMustHaves: { id: string }[];
    readonly teams: {
      readonly exceedsPlaces: boolean;
      readonly members: {
        readonly match: { worker: { id: string }; unmetMustHaves: { id: string }[] };
        readonly covers: { id: string }[];
      }[];
    }[];
  };
}

async function needsOf(viewer: User): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await test.execute(QUERY, { after }, viewer);
    expect(errors).toEqual([]);
    all.push(...data.needs.nodes);
    if (!data.needs.pageInfo.hasNextPage) return all;
    after = data.needs.pageInfo.endCursor;
  }
}

describe("the demonstration consortium", () => {
  it("has needs, as their partners see them, for which only a team will do", async () => {
    const needs = (await Promise.all(partners.map(needsOf))).flat();
    const teams = needs.filter(({ teams }) => teams.reason === null);
    expect(new Set(teams.map(({ title }) => title)).size).toBeGreaterThanOrEqual(5);
    expect(needs.every((need) => need.teams.optimal)).toBe(true);
    expect(teams.some((need) => need.teams.teams.some(({ exceedsPlaces }) => exceedsPlaces))).toBe(true);
    for (const { teams: shown } of teams)
      for (const { members } of shown.teams) {
        expect(members.length).toBeGreaterThan(1);
        const unmet = new Set(members.flatMap(({ match }) => match.unmetMustHaves.map(({ id }) => id)));
        const covered = new Set(members.flatMap(({ covers }) => covers.map(({ id }) => id)));
        // What one leaves open another covers, unless nobody does.
        expect([...unmet].filter((id) => !covered.has(id)).sort()).toEqual(
          shown.unmetMustHaves.map(({ id }) => id).sort(),
        );
      }
  });
});
