import { seedDemonstration } from "../../src/demonstration/seed-demonstration.js";
import { entities } from "../../src/entities.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { adviceOf, planOf } from "../advice/advised.js";
import { startTestService, type TestService } from "../support/service.js";

interface Row {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string;
}

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
  const source = createDataSource({ url: test.url, entities, patient: true });
  await source.initialize();
  await seedDemonstration(source);
  await source.destroy();
  await test.service.feed.publishAll();
});
afterAll(() => test.stop());

const user = (role: User["role"], { consortiumId, libraryId }: Row, more: Partial<User> = {}): User => ({
  ...{ kind: "user", subject: "somebody", role, consortiumId, libraryId },
  ...more,
});

const rowsOf = (table: string, library: string): Promise<Row[]> =>
  test.service.dataSource.query(
    `select id, consortium_id as "consortiumId", ${library} as "libraryId" from ${table} order by id`,
  );

describe("advice in the demonstration consortium", () => {
  it("starts for everybody from the scores that their matches have, and is of use to most", async () => {
    const workers = await rowsOf("worker", "library_id");
    let [advised, opened] = [0, 0];
    for (const worker of workers) {
      const self = user("WORKER", worker, { workerId: worker.id });
      const id = typedId("worker", worker.id);
      const advice = await adviceOf(test, id, self, { first: 3 });
      const { data } = await test.execute(
        "query Q($id: ID!) { worker(id: $id) { growthGoals { id } matches(first: 100) { nodes { score need { id } } } } }",
        { id },
        self,
      );
      const { growthGoals, matches } = data.worker;
      const scores = new Map(
        matches.nodes.map((match: { score: number; need: { id: string } }) => [match.need.id, match.score]),
      );
      for (const { raised, asGoal, nearest, skill } of advice) {
        const effect = growthGoals.length === 0 ? asGoal! : raised;
        for (const { need, before, after } of effect.opens) {
          expect(before ?? 0).toBe(scores.get(need.id) ?? 0);
          expect(before ?? 0).toBeLessThan(25);
          expect(after).toBeGreaterThanOrEqual(25);
        }
        expect(nearest.link.path.at(-1)).toEqual(skill);
      }
      if (advice.length > 0) advised += 1;
      if (advice.some(({ raised, asGoal }) => raised.needsOpened + (asGoal?.needsOpened ?? 0) > 0))
        opened += 1;
    }
    expect(advised).toBeGreaterThan(workers.length * 0.8);
    expect(opened).toBeGreaterThan(workers.length * 0.3);
  });

  it("plans for each library what closes a good part of what can be closed", async () => {
    for (const library of await rowsOf("library", "id")) {
      const plan = await planOf(test, typedId("library", library.id), user("MANAGER", library));
      expect(plan.steps).toHaveLength(5);
      const sum = plan.steps.reduce((total: number, { closes }: { closes: number }) => total + closes, 0);
      expect(sum).toBeCloseTo(plan.closed, 6);
      expect(plan.closed).toBeGreaterThan(0.63 * plan.atMost);
      for (const { people, raises } of plan.steps) expect(raises).toHaveLength(Math.min(people, 20));
    }
  });
});
