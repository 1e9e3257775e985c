import type { Client } from "pg";
import { PROFICIENCIES } from "../../../src/skills/index.js";
import type { Dice } from "../engine/dice.js";
import type { World } from "../engine/generated-world.js";

/** Anything that runs SQL. */
export type Sql = Pick<Client, "query">;

/** Inserts rows of a table, each given by its columns. */
export async function insertRows(sql: Sql, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(", ");
  await sql.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

export const levelName = (level: number) => (level === 0 ? null : PROFICIENCIES[level - 1]!);

/** What of a generated worker counts up to so many introductions; each is a row of its own. */
const MOST_INTRODUCTIONS = 6;

/** Stores a generated world, without a word to whoever follows changes. */
export async function storeWorld(sql: Sql, dice: Dice, world: World): Promise<void> {
  const { consortia, libraries, partners, skills, workers, needs, learningGoals } = world;
  await insertRows(
    sql,
    "consortium",
    consortia.map((id) => ({ id, name: id })),
  );
  const inConsortium = { version: 1, created_at: "now", updated_at: "now" };
  await insertRows(
    sql,
    "library",
    libraries.map(({ id, consortiumId, country, region }) => ({
      ...{ id, consortium_id: consortiumId, name: id, country, region },
      ...inConsortium,
    })),
  );
  await insertRows(
    sql,
    "partner",
    partners.map(({ id, consortiumId }) => ({
      ...{ id, consortium_id: consortiumId, name: id, description: "", sector: "OTHER" },
      ...inConsortium,
    })),
  );
  await insertRows(
    sql,
    "skill",
    skills.map((id) => ({
      ...{ id, uri: `urn:test:${id}`, scheme: "LOCAL", kind: "SKILL", preferred_label: labelOf(id) },
      ...{ description: "", status: "ACCEPTED" },
      ...inConsortium,
    })),
  );
  await insertRows(sql, "worker", workers.map(workerRow));
  for (const worker of workers) await storeProfile(sql, dice, worker);
  for (const need of needs) await storeNeed(sql, need);
  for (const partner of partners)
    await storeLearningGoals(
      sql,
      partner,
      learningGoals.filter(({ partnerId }) => partnerId === partner.id),
    );
  await insertRows(
    sql,
    "introduction",
    workers.flatMap(({ id, introductions }) =>
      Array.from({ length: Math.min(introductions, MOST_INTRODUCTIONS) }, () => ({
        ...{ id: dice.uuid(), worker_id: id, need_id: needs[0]!.id, introduced_at: "now" },
      })),
    ),
  );
}

/** Stores what the people of a partner want to learn. */
export const storeLearningGoals = (
  sql: Sql,
  { id: partner_id, consortiumId: consortium_id }: World["partners"][number],
  goals: World["learningGoals"],
): Promise<void> =>
  insertRows(
    sql,
    "partner_learning_goal",
    goals.map(({ id, skillId, current, target, priority }) => ({
      ...{ id, consortium_id, partner_id, skill_id: skillId, current: levelName(current) },
      ...{ target: levelName(target), priority, learners: 1, note: "" },
      ...{ version: 1, created_at: "now", updated_at: "now" },
    })),
  );

/** Labels of one word each that has nothing to do with the others. */
const labelOf = (id: string) =>
  id.replaceAll("-", "").replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)]!);

export const workerRow = (worker: World["workers"][number]) => ({
  id: worker.id,
  consortium_id: worker.consortiumId,
  library_id: worker.libraryId,
  name: worker.id,
  remote: worker.remote,
  languages: worker.languages,
  hours_per_week: worker.hoursPerWeek,
  discoverability: worker.discoverability,
  visibility_availability: worker.availabilityVisibility,
  visibility_library: worker.libraryVisibility,
  version: 1,
  created_at: "now",
  updated_at: "now",
});

/** Stores the skills and goals of a worker who has none yet. */
export async function storeProfile(
  sql: Sql,
  dice: Dice,
  { id: worker_id, skills, goals }: Pick<World["workers"][number], "id" | "skills" | "goals">,
): Promise<void> {
  const common = { worker_id, version: 1, created_at: "now", updated_at: "now" };
  await insertRows(
    sql,
    "worker_skill",
    skills.map(({ skillId, level, visibility }) => ({
      ...{ id: dice.uuid(), skill_id: skillId, proficiency: levelName(level), visibility },
      ...{ rating_source: "SELF", ...common },
    })),
  );
  await insertRows(
    sql,
    "growth_goal",
    goals.map(({ skillId, current, target, priority, visibility }) => ({
      ...{ id: dice.uuid(), skill_id: skillId, current: levelName(current), target: levelName(target) },
      ...{ priority, visibility, status: "ACTIVE", ...common },
    })),
  );
}

export async function storeNeed(sql: Sql, need: World["needs"][number]): Promise<void> {
  const { id, consortiumId, partnerId, hoursPerWeek, endsOn, skills, ...rest } = need;
  await insertRows(sql, "need", [
    {
      ...{
        id,
        consortium_id: consortiumId,
        partner_id: partnerId,
        title: id,
        description: "",
        status: "OPEN",
      },
      ...{ capacity: 1, hours_per_week: hoursPerWeek, ends_on: endsOn, modality: rest.modality },
      ...{ country: rest.country, region: rest.region, languages: rest.languages },
      ...{ version: 1, created_at: "now", updated_at: "now" },
    },
  ]);
  await insertRows(sql, "need_skill", needSkillRows(need));
}

export const needSkillRows = ({ id, skills }: Pick<World["needs"][number], "id" | "skills">) =>
  skills.map(({ skillId, level, importance, mentored }) => ({
    ...{ need_id: id, skill_id: skillId, proficiency: levelName(level), importance, mentored },
  }));
