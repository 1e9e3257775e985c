import type { DataSource, EntityManager } from "typeorm";
import type { Taxonomy } from "../skills/index.js";
import { alone } from "./alone.js";
import { countNeeds, recountDemand } from "./demand/count-needs.js";
import { publishFunnel } from "./funnel/publish-funnel.js";
import { publishGrowth } from "./growth/publish-growth.js";
import { monthOf } from "./month.js";
import { SkillsAbove } from "./skills-above.js";
import { countLibrary, type Workplace } from "./staff/count-library.js";
import { narrowestFirst, publishSupply } from "./staff/publish-supply.js";

/** Told of each stage how much of it is done. */
export type InsightProgress = (stage: string, done: number, total: number) => void;

const NEEDS_AT_ONCE = 2000;
const SKILLS_AT_ONCE = 500;
/** Needs of last year are still worked on. */
const YEARS = 2;

/**
 * Works all figures out anew from what they are about, step by step, each in a transaction of its own: readers see the
 * old or the new figures of a skill, and after an interruption the next time begins again. Months that are over stay.
 * @param dataSource a patient one, without limits on what it waits for
 * @param taxonomy as it is now
 * @param day today as YYYY-MM-DD
 */
export async function rebuildInsights(
  dataSource: DataSource,
  taxonomy: Taxonomy,
  day: string,
  onProgress: InsightProgress = () => {},
): Promise<void> {
  const above = new SkillsAbove(taxonomy);
  const month = monthOf(day);
  const step = (work: (manager: EntityManager) => Promise<unknown>) =>
    dataSource.transaction(async (manager) => {
      await alone(manager);
      await work(manager);
    });
  // From here on nothing is missed; until the end everybody knows that it is not done.
  await step((manager) =>
    manager.query(
      `insert into insight_position (xid, row_id, stale) values (txid_snapshot_xmin(txid_current_snapshot()), 0, true)
       on conflict (one) do update set xid = excluded.xid, row_id = excluded.row_id, stale = true`,
    ),
  );
  await countAllStaff(dataSource, step, above, onProgress);
  await countAllNeeds(dataSource, step, above, month, onProgress);
  const consortia = await consortiaIn(dataSource);
  for (const [done, { id }] of consortia.entries()) {
    await publishAll(dataSource, step, taxonomy, id, month, onProgress);
    await step((manager) => recountDemand(manager, above, id, month));
    onProgress("Publishing consortia", done + 1, consortia.length);
  }
  await step((manager) => manager.query("update insight_position set stale = false, followed_at = now()"));
  await publishYears(dataSource, day);
}

/** Publishes how far needs came, and what people gained: once a day, so that no single step can be seen in it. */
export async function publishYears(dataSource: DataSource, day: string): Promise<void> {
  const year = Number(day.slice(0, 4));
  for (const { id } of await consortiaIn(dataSource))
    for (let of = year - YEARS + 1; of <= year; of++)
      await dataSource.transaction(async (manager) => {
        await alone(manager);
        await publishFunnel(manager, id, of);
        await publishGrowth(manager, id, of);
      });
}

const consortiaIn = (dataSource: DataSource): Promise<{ id: string }[]> =>
  dataSource.query("select id from consortium order by id");

type Step = (work: (manager: EntityManager) => Promise<unknown>) => Promise<unknown>;

async function countAllStaff(
  dataSource: DataSource,
  step: Step,
  above: SkillsAbove,
  onProgress: InsightProgress,
) {
  const workplaces: Workplace[] = await dataSource.query(
    `select id, consortium_id as "consortiumId" from library union all select id, id from consortium`,
  );
  for (const [done, workplace] of workplaces.entries()) {
    await step((manager) => countLibrary(manager, workplace, above));
    onProgress("Counting staff", done + 1, workplaces.length);
  }
}

async function countAllNeeds(
  dataSource: DataSource,
  step: Step,
  above: SkillsAbove,
  month: string,
  onProgress: InsightProgress,
) {
  const needs: { id: string }[] = await dataSource.query("select id from need order by id");
  for (let done = 0; done < needs.length; done += NEEDS_AT_ONCE) {
    const ids = needs.slice(done, done + NEEDS_AT_ONCE).map(({ id }) => id);
    await step((manager) => countNeeds(manager, above, ids, month));
    onProgress("Counting needs", Math.min(done + NEEDS_AT_ONCE, needs.length), needs.length);
  }
}

async function publishAll(
  dataSource: DataSource,
  step: Step,
  taxonomy: Taxonomy,
  consortiumId: string,
  month: string,
  onProgress: InsightProgress,
) {
  const skills: { id: string }[] = await dataSource.query(
    `select skill_id as id from insight_staff where consortium_id = $1
     union select skill_id from insight_supply where consortium_id = $1 and until_month is null`,
    [consortiumId],
  );
  const ordered = narrowestFirst(
    taxonomy,
    skills.map(({ id }) => id),
  );
  for (let done = 0; done < ordered.length; done += SKILLS_AT_ONCE) {
    const ids = ordered.slice(done, done + SKILLS_AT_ONCE);
    await step((manager) => publishSupply(manager, taxonomy, consortiumId, ids, month));
    onProgress("Publishing skills", Math.min(done + SKILLS_AT_ONCE, ordered.length), ordered.length);
  }
}
