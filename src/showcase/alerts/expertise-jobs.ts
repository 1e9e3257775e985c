import type { Entitle } from "../../platform/auth/principal.js";
import type { ChangeFeed } from "../../platform/database/change-feed.js";
import type { Commands } from "../../platform/database/commands.js";
import type { Reads } from "../../platform/database/reads.js";
import { enqueueJob, type SqlRunner } from "../../platform/jobs/enqueue-job.js";
import type { Job } from "../../platform/jobs/job.js";
import { ExpertiseSeeker } from "./expertise-seeker.js";
import { recordFinds } from "./record-finds.js";
import { SEEK_EXPERTISE, type SoughtExpertise as Sought, SWEEP_EXPERTISE } from "./seek-expertise.js";
import { SoughtExpertise } from "./sought-expertise.reads.js";

export interface ExpertiseParts {
  /** Those of the owner of the tables. */
  readonly commands: Commands;
  readonly reads: Reads;
  readonly entitle: Entitle;
  /** Resolves when this process knows of all that was committed before. */
  readonly catchUp: () => Promise<void>;
}

/** So many alerts are looked at in one sweep; the others have their turn in the next. */
const SWEPT = 1000;
const AT_A_TIME = 25;

/**
 * What finds expertise for alerts: soon after a card was published, and now and then all of it, for whatever was missed
 * because a process died, a worker opened a profile only later, or the affinities are new.
 */
export function expertiseJobs({ commands, reads, entitle, catchUp }: ExpertiseParts): readonly Job[] {
  const sought = new SoughtExpertise(reads);
  const seeker = new ExpertiseSeeker(sought, entitle, recordFinds(commands));
  const seek = async ({ cards = [], alerts = [] }: Sought) => {
    await catchUp();
    if (cards.length > 0) await seeker.ofCards(cards);
    if (alerts.length > 0) await seeker.ofAlerts(alerts);
  };
  const sweep = async () => {
    await catchUp();
    const began = new Date();
    for (let swept = 0; swept < SWEPT; swept += AT_A_TIME) {
      const ids = await sought.leastLately(began, AT_A_TIME);
      if (ids.length === 0) return;
      await seeker.ofAlerts(ids);
      await commands.transact(({ manager }) =>
        manager.query("update expertise_alert set swept_at = now() where id = any($1)", [ids]),
      );
    }
  };
  return [
    { name: SEEK_EXPERTISE, run: (payload) => seek(payload as Sought) },
    { name: SWEEP_EXPERTISE, schedule: "*/15 * * * *", run: sweep },
  ];
}

/** What changes more cards at once is for a sweep. */
const MOST_AT_ONCE = 50;

/**
 * Has it looked for expertise when cards change.
 * @param isWorking whether this process runs jobs; then it also sees to it that there are any
 */
export function seekWhenCardsChange(feed: ChangeFeed, sql: SqlRunner, isWorking: () => boolean): void {
  feed.on(["showcase_card"], async (cards) => {
    if (!isWorking()) return;
    const isBulk = cards.length === 0 || cards.length > MOST_AT_ONCE;
    if (isBulk) return await enqueueJob(sql, SWEEP_EXPERTISE, {}, { key: SWEEP_EXPERTISE });
    // By its key, what several replicas are told of is looked at once.
    await enqueueJob(sql, SEEK_EXPERTISE, { cards }, { key: `${SEEK_EXPERTISE} ${cards.join()}` });
  });
}
