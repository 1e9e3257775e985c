import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedDemonstration } from "../../src/demonstration/seed-demonstration.js";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { startTestService, type TestService } from "../support/service.js";

const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

describe("the README", () => {
  it("shows the real answer to its first query", async () => {
    const source = createDataSource({ url: test.url, entities, patient: true });
    await source.initialize();
    expect(await seedDemonstration(source)).toBe(true);
    expect(await seedDemonstration(source)).toBe(false);
    await source.destroy();
    await test.service.taxonomy.reload();
    await test.service.feed.publishAll();
    const [library] = await test.service.dataSource.query(
      "select id, consortium_id from library order by id limit 1",
    );
    const { query } = JSON.parse(/^\{"query": .*(?=')/m.exec(readme)![0]);
    const answer = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)![1]!);
    const { data } = await test.execute(
      query,
      {},
      {
        kind: "user",
        subject: "manager",
        role: "MANAGER",
        consortiumId: library.consortium_id,
        libraryId: library.id,
      },
    );
    expect({ data }).toEqual(answer);
  });

  it("names every setting that the service reads", () => {
    const config = readFileSync(join(__dirname, "..", "..", "src", "config.ts"), "utf8");
    const settings = [...config.matchAll(/^ {2}([A-Z_]+): z/gm)].map((match) => match[1]!);
    expect(settings.length).toBeGreaterThan(5);
    for (const setting of settings) expect(readme).toContain(`\`${setting}\``);
  });
});
