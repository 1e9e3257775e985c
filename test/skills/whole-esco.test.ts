import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { importEsco, seedStarterTaxonomy, starterTaxonomy } from "../../src/skills/index.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

const escoFolder = process.env.ESCO_DIR ?? join(process.cwd(), "../shared/data/esco");
const whole = existsSync(join(escoFolder, "skills_en.csv")) ? describe : describe.skip;

whole(`the whole of ESCO (skipped unless its CSV files are in ESCO_DIR or ${escoFolder})`, () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource({ url: database.url, entities, poolSize: 3, patient: true });
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const countOf = async (table: string, where = "true"): Promise<number> =>
    (await dataSource.query(`select count(*)::int as count from ${table} where ${where}`))[0].count;

  it("is stored as it is published, and unites with the starter taxonomy", async () => {
    const report = await importEsco(dataSource, escoFolder, { onProgress: () => {} });
    expect(await countOf("skill", "scheme = 'ESCO' and kind <> 'GROUP'")).toBe(13_896);
    expect(await countOf("skill", "kind = 'GROUP'")).toBe(647);
    expect(await countOf("skill_broader")).toBe(20_656);
    // 5,899 relations are published, of which one is of a skill to itself.
    expect(await countOf("skill_related")).toBe(5898);
    expect(report.leftOut).toHaveLength(1);

    await dataSource.transaction((manager) => seedStarterTaxonomy(manager, starterTaxonomy));
    const united = starterTaxonomy.filter(({ escoUri }) => escoUri !== undefined).length;
    expect(await countOf("skill")).toBe(13_896 + 647 + starterTaxonomy.length - united);
    expect((await importEsco(dataSource, escoFolder, { onProgress: () => {} })).changed).toBe(0);
    // It reads and writes everything twice, which takes long where others are at work, too.
  }, 240_000);
});
