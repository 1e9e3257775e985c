import { seconds, table } from "../measure/markdown.js";
import { ZIPF } from "../world/world.js";
import type { BenchSection, Scene } from "./section.js";

/** What is in the world, and how skewed it came out. */
export const worldSection: BenchSection = {
  name: "world",
  title: () => "The world",
  async measure(scene) {
    const { world, loadSeconds, buildSeconds } = scene;
    const counts = await countRows(scene);
    return `Skills: ${world.taxonomy.source}. Zipf exponent ${ZIPF} for themes, for the skills within a theme and for skills at large; seed ${world.spec.seed}.
Loaded by COPY in ${seconds(loadSeconds)}. Affinities worked out by the service in ${seconds(buildSeconds)}.

${counts}`;
  },
};

async function countRows({ client }: Scene): Promise<string> {
  const { rows } = await client.query(`
    select (select count(*) from worker) as workers, (select count(*) from worker_skill) as skills,
      (select count(*) from growth_goal) as goals, (select count(*) from need) as needs,
      (select count(*) from need_skill) as asked, (select count(*) from bench.worker) as seen_workers,
      (select count(*) from bench.held) as seen_skills, (select count(*) from bench.goal) as seen_goals,
      (select count(*) from skill_affinity) as links,
      (select count(*) from skill_affinity where kind = 'LEARNED') as learned,
      (select max(document_frequency) from affinity_skill) as commonest,
      (select count(*) from affinity_skill where document_frequency > 0) as used,
      (select -regr_slope(ln(document_frequency), ln(place)) from (
        select document_frequency, row_number() over (order by document_frequency desc) as place from affinity_skill where document_frequency > 0
      ) ranked where place between 10 and 3000) as slope`);
  const found = rows[0];
  const number = (value: unknown) => Number(value).toLocaleString("en");
  return table(
    ["what", "all", "as partners see it"],
    [
      ["workers", number(found.workers), number(found.seen_workers)],
      ["skills of workers", number(found.skills), number(found.seen_skills)],
      ["growth goals", number(found.goals), number(found.seen_goals)],
      ["open needs", number(found.needs), number(found.needs)],
      ["skills asked for", number(found.asked), number(found.asked)],
      ["affinity links", "-", number(found.links)],
      ["of these, learned from profiles", "-", number(found.learned)],
      ["skills in use", "-", number(found.used)],
      ["documents with the commonest skill", "-", number(found.commonest)],
      ["slope of frequencies, ranks 10 to 3,000", "-", Number(found.slope).toFixed(2)],
    ],
  );
}
