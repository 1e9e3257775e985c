import type { Matching } from "../matching/index.js";
import type { Entitle } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { Job } from "../platform/jobs/job.js";
import { AlertSeeker } from "./alert-seeker.js";
import { recordFound } from "./record-found.js";
import { SEEK_MATCHES, type Sought, SWEEP_ALERTS } from "./seek-matches.js";
import { SoughtAlerts } from "./sought-alerts.reads.js";

export interface AlertParts {
  /** Those of the owner of the tables. */
  readonly commands: Commands;
  readonly reads: Reads;
  readonly matching: Matching;
  readonly entitle: Entitle;
  /** Resolves when matching knows of all that was committed before. */
  readonly catchUp: () => Promise<void>;
}

/** So many alerts are looked at in one sweep; the others have their turn in the next. */
const SWEPT = 500;
const AT_A_TIME = 25;

/**
 * What finds matches for alerts: soon after each change, and now and then all of them, for whatever was missed because a
 * process died, many records changed at once, or the affinities are new.
 */
export function alertJobs({ commands, reads, matching, entitle, catchUp }: AlertParts): readonly Job[] {
  const sought = new SoughtAlerts(reads);
  const seeker = new AlertSeeker(sought, matching, entitle, recordFound(commands));
  const seek = async ({ needs = [], workers = [], alerts = [] }: Sought) => {
    await catchUp();
    for (const id of needs) await seeker.ofNeed(id);
    if (workers.length > 0) await seeker.ofWorkers(workers);
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
        manager.query("update alert set swept_at = now() where id = any($1)", [ids]),
      );
    }
  };
  return [
    { name: SEEK_MATCHES, run: (payload) => seek(payload as Sought) },
    { name: SWEEP_ALERTS, schedule: "*/15 * * * *", run: sweep },
  ];
}
