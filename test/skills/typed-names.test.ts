import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { importEsco, seedStarterTaxonomy, starterTaxonomy } from "../../src/skills/index.js";
import { startTestService, type TestService } from "../support/service.js";

const shared = join(process.cwd(), "../shared/data");
const escoFolder = process.env.ESCO_DIR ?? join(shared, "esco");
const typedFile = process.env.TYPED_SKILLS ?? join(shared, "typed-skills/typed_skills.csv");
const here = existsSync(join(escoFolder, "skills_en.csv")) && existsSync(typedFile);
const measured = here ? describe : describe.skip;

measured(
  `1,253 skill names as people typed them (skipped unless ${typedFile} and ${escoFolder} exist)`,
  () => {
    let test: TestService;

    beforeAll(async () => {
      test = await startTestService();
      const dataSource = createDataSource({ url: test.url, entities, poolSize: 2, patient: true });
      await dataSource.initialize();
      await dataSource.transaction((manager) => seedStarterTaxonomy(manager, starterTaxonomy));
      await importEsco(dataSource, escoFolder, { onProgress: () => {} });
      await dataSource.destroy();
      await test.service.taxonomy.reload();
    }, 120_000);
    afterAll(() => test?.stop());

    async function suggested(text: string): Promise<{ label: string; matched: string } | null> {
      const { data, errors } = await test.execute(
        "query Q($text: String!) { suggestSkills(text: $text, first: 1) { skill { preferredLabel } matchedLabel } }",
        { text },
      );
      if (errors.length > 0) throw new Error(`${text}: ${errors[0]?.message}`);
      const [first] = data.suggestSkills;
      return first ? { label: first.skill.preferredLabel, matched: first.matchedLabel } : null;
    }

    it("get a suggestion where something fits, and none where nothing does", async () => {
      const rows: { text: string }[] = parse(readFileSync(typedFile), { columns: true, bom: true });
      const texts = rows.map(({ text }) => text);
      const answers = [];
      for (const text of texts) answers.push(await suggested(text.slice(0, 200)));
      const found = answers.filter((answer) => answer !== null).length;
      console.info(
        `Of ${texts.length} typed names, ${found} get a suggestion and ${texts.length - found} none.`,
      );
      expect(texts).toHaveLength(1253);
      expect(found).toBeGreaterThanOrEqual(450);
      expect(found).toBeLessThanOrEqual(650);
    }, 120_000);

    it.each([
      ["word press", "WordPress"],
      [" PHotoshop", "Photoshop"],
      ["MS EXcel", "Excel"],
      ["Arcihitectural Design", "architectural design"],
      ["Busines Intelligence", "business intelligence"],
      ["Graphic Desgin", "graphic design"],
      ["Search Engine Optimization", "search engine optimisation"],
      ["Communication Skills", "communication"],
      ["Certified Project Manager", "project management"],
      ["Data Mining", "data mining"],
      ["postgres", "Postgres"],
      ["C#", "C#"],
      ["git", "git"],
    ])("%s means %s", async (text, matched) => expect((await suggested(text))?.matched).toBe(matched));

    it.each([
      "jQuery",
      "GSA Badge",
      "test",
      "18F",
      "Final CU",
      "MapR",
      "508",
      "Agen sepatu",
      "federal",
      "management",
      "More than 15 years experience in the contracts field",
      "willingness to conduct interviews",
      "I am looking to develop and hone leadership skills and well as some technical skills.",
    ])("%s means nothing in the taxonomy", async (text) => expect(await suggested(text)).toBeNull());
  },
);
