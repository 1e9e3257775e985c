import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { ownerOf } from "./alert.policy.js";
import type { SoughtAlert } from "./sought-alerts.reads.js";

export interface FoundPair {
  readonly needId: string;
  readonly workerId: string;
  /** 0 to 100, as the owner of the alert sees it. */
  readonly score: number;
}

/** Puts down what an alert found, and tells of what it had not found before. */
export type RecordFound = (alert: SoughtAlert, found: readonly FoundPair[]) => Promise<void>;

// What was found may have gone meanwhile.
const WRITE = `insert into alert_match (id, alert_id, owner_id, need_id, worker_id, score)
  select f.id, $1::uuid, $2::uuid, n.id, w.id, f.score
  from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::float8[]) with ordinality f (id, need_id, worker_id, score, at)
  join need n on n.id = f.need_id join worker w on w.id = f.worker_id
  order by f.at on conflict (alert_id, need_id, worker_id) do nothing
  returning id, need_id as "needId", score`;

/** @param commands those of the owner of the tables */
export const recordFound =
  (commands: Commands): RecordFound =>
  async (alert, found) => {
    if (found.length === 0) return;
    const { kind, id: ownerId } = ownerOf(alert);
    await commands.transact(async ({ manager, happened, changed }) => {
      // Until the commit, so that positions become visible in their order: who has seen one has seen those before it.
      await manager.query("select pg_advisory_xact_lock(hashtextextended('alert matches ' || $1, 0))", [
        ownerId,
      ]);
      const [current] = await manager.query(
        "select from alert where id = $1 and active and archived_at is null for key share",
        [alert.id],
      );
      if (!current) return;
      const written: { id: string; needId: string; score: number }[] = await manager.query(WRITE, [
        ...[alert.id, ownerId, found.map(() => newId())],
        ...[found.map(({ needId }) => needId), found.map(({ workerId }) => workerId)],
        found.map(({ score }) => score),
      ]);
      for (const { id, needId, score } of written)
        happened({
          ...{ kind: "match.found", consortiumId: alert.consortiumId, needId },
          // Who was found stands in the match alone, which goes when they are erased.
          ...(kind === "WORKER" ? { workerId: ownerId } : { partnerId: ownerId }),
          data: { alertId: alert.id, alertMatchId: id, alertOwner: kind, score },
        });
      if (written.length > 0) changed("alert_match", ownerId);
    });
  };
