import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import type { FittingCard, SoughtAlert } from "./sought-expertise.reads.js";

/** Puts down what an alert found, and tells the partner of what none of its alerts had found before. */
export type RecordFinds = (alert: SoughtAlert, found: readonly FittingCard[]) => Promise<void>;

// What was found may have gone meanwhile.
const WRITE = `with known as (select f.card_id from expertise_find f where f.partner_id = $2::uuid and f.card_id = any($4::uuid[]))
  insert into expertise_find (id, alert_id, partner_id, card_id, worker_id, affinity)
  select f.id, $1::uuid, $2::uuid, c.id, c.worker_id, f.affinity
  from unnest($3::uuid[], $4::uuid[], $5::float8[]) with ordinality f (id, card_id, affinity, at)
  join showcase_card c on c.id = f.card_id and c.status = 'PUBLISHED' and c.archived_at is null
  order by f.at on conflict (alert_id, card_id) do nothing
  returning id, affinity, card_id in (select card_id from known) as "isKnown"`;

interface Written {
  readonly id: string;
  readonly affinity: number | null;
  /** Another alert of the partner has told of the card. */
  readonly isKnown: boolean;
}

/** @param commands those of the owner of the tables */
export const recordFinds =
  (commands: Commands): RecordFinds =>
  async ({ id: alertId, consortiumId, partnerId }, found) => {
    if (found.length === 0) return;
    await commands.transact(async ({ manager, happened }) => {
      // One after the other, or two alerts of a partner would both be the first to tell of a card.
      await manager.query("select pg_advisory_xact_lock(hashtextextended('expertise finds ' || $1, 0))", [
        partnerId,
      ]);
      const [current] = await manager.query(
        "select from expertise_alert where id = $1 and active and archived_at is null for key share",
        [alertId],
      );
      if (!current) return;
      const written: Written[] = await manager.query(WRITE, [
        ...[alertId, partnerId, found.map(() => newId())],
        ...[found.map(({ cardId }) => cardId), found.map(({ affinity }) => affinity)],
      ]);
      for (const { id, affinity, isKnown } of written)
        if (!isKnown)
          happened({
            // Which card stands in the find alone, which goes when its worker is erased.
            ...{ kind: "expertise.found", consortiumId, partnerId },
            data: { expertiseAlertId: alertId, expertiseFindId: id, affinity },
          });
    });
  };
