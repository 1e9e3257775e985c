import type { Patiently } from "../matching/index.js";
import type { Job } from "../platform/jobs/job.js";
import { lookForMatches } from "./demand/look-for-matches.js";
import { followInsights, type InsightParts } from "./follow-insights.js";
import { publishYears, rebuildInsights } from "./rebuild-insights.js";

export const FOLLOW_INSIGHTS = "follow-insights";
export const REBUILD_INSIGHTS = "rebuild-insights";

/** What keeps the figures up to date: every minute what changed, and every night all of them. */
export function insightJobs(parts: InsightParts, patiently: Patiently): readonly Job[] {
  const { commands, taxonomy, matching, entitle, today } = parts;
  const rebuild = () => patiently((dataSource) => rebuildInsights(dataSource, taxonomy, today()));
  const follow = async () => {
    const isNew = !(await followInsights(parts));
    if (isNew) {
      await rebuild();
      await followInsights(parts);
    }
    await lookForMatches(commands, matching, entitle);
    // The first figures of needs were published before anybody had looked for their matches.
    if (isNew) await patiently((dataSource) => publishYears(dataSource, today()));
  };
  return [
    { name: FOLLOW_INSIGHTS, schedule: "* * * * *", atStart: true, run: follow },
    { name: REBUILD_INSIGHTS, schedule: "43 3 * * *", run: rebuild },
  ];
}
