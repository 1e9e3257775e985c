import { defineLoader } from "../../platform/graphql/loaders.js";

interface Origin {
  readonly id: string;
  readonly cardId: string;
}

const BY_NEEDS = {
  name: "card-leads.by-needs",
  text: `select need_id as id, card_id as "cardId" from card_lead
    where need_id = any($1::uuid[]) and connection_id is null`,
};

// Also where the partner first made a need of the card, and the two were introduced about that.
const BY_CONNECTIONS = {
  name: "card-leads.by-connections",
  text: `select c.id, l.card_id as "cardId" from connection c cross join lateral (
      select l.card_id from card_lead l where l.need_id = c.need_id and l.worker_id = c.worker_id
        and (l.connection_id = c.id or l.connection_id is null) order by l.connection_id is null, l.id limit 1) l
    where c.id = any($1::uuid[])`,
};

const originLoader = (statement: { readonly name: string; readonly text: string }) =>
  defineLoader<string, string | null>({
    batch: async ({ reads }, ids) => {
      const rows = await reads.run<Origin>(statement, [ids]);
      const cards = new Map(rows.map(({ id, cardId }) => [id, cardId]));
      return ids.map((id) => cards.get(id) ?? null);
    },
  });

/** The id of the card that a need was made of; null for whom that is not, and where there is none. */
export const cardOfNeed = originLoader(BY_NEEDS);

/** The same of a connection, which must be visible to the caller. */
export const cardOfConnection = originLoader(BY_CONNECTIONS);

/** What became of a card. */
export interface LeadCounts {
  readonly cardId: string;
  readonly needs: number;
  readonly introductions: number;
}

const COUNTS = {
  name: "card-leads.counts",
  text: `select card_id as "cardId", count(*) filter (where connection_id is null)::int as needs,
      count(*) filter (where connection_id is not null)::int as introductions
    from card_lead where card_id = any($1::uuid[]) group by card_id`,
};

/** What became of the caller's own cards. */
export const leadCounts = defineLoader<string, Omit<LeadCounts, "cardId">>({
  batch: async ({ reads }, ids) => {
    const rows = await reads.run<LeadCounts>(COUNTS, [ids]);
    const counts = new Map(rows.map((row) => [row.cardId, row]));
    return ids.map((id) => counts.get(id) ?? { needs: 0, introductions: 0 });
  },
});
