import "reflect-metadata";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const withDataSource = async <Result>(
  use: (source: ReturnType<typeof createDataSource>) => Promise<Result>,
) => {
  const source = createDataSource({ url: database.url, entities, patient: true });
  await source.initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
};

const drift = () =>
  withDataSource(async (source) => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  });

describe("the migrations", () => {
  it("make exactly the tables that the entities describe", async () => {
    expect(await drift()).toEqual([]);
    await withDataSource((source) => source.query("alter table need drop column region"));
    expect(await drift()).toEqual([expect.stringContaining('ADD "region"')]);
    await withDataSource((source) => source.query("alter table need add column region text"));
  });

  it("can be undone and done again", async () => {
    const tables = () =>
      withDataSource((source) =>
        source.query(
          "select relname from pg_class where relnamespace = 'public'::regnamespace order by relname",
        ),
      );
    const before = await tables();
    await withDataSource(async (source) => {
      for (const _ of source.migrations) await source.undoLastMigration();
      expect((await source.query("select 1 from pg_type where typname = 'visibility'")).length).toBe(0);
      await source.runMigrations();
    });
    expect(await tables()).toEqual(before);
    expect(await drift()).toEqual([]);
  });
});
