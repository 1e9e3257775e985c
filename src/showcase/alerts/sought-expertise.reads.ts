import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import { Conditions, statement } from "../../platform/database/statement.js";
import { CardView } from "../card-view.js";
import type { ExpertiseAlert } from "./expertise-alert.js";

/** An alert that something is looked for by. */
export type SoughtAlert = Pick<
  ExpertiseAlert,
  | "id"
  | "consortiumId"
  | "partnerId"
  | "skillId"
  | "minAffinity"
  | "remote"
  | "language"
  | "country"
  | "region"
>;

/** A card that fits an alert. */
export interface FittingCard {
  readonly cardId: string;
  /** How far the best of its skills stands in for the one that is sought; null where none is. */
  readonly affinity: number | null;
}

const columns = `a.id, a.consortium_id as "consortiumId", a.partner_id as "partnerId", a.skill_id as "skillId",
  a.min_affinity as "minAffinity", a.remote, a.language, a.country, a.region`;
const inUse = `a.active and a.archived_at is null
  and exists (select from partner p where p.id = a.partner_id and p.archived_at is null)`;
/** What both statements ask alike of a card as c and an alert as a. */
const fitsPlace = `(a.remote is null or a.remote = (c.modality <> 'ON_SITE'))
  and (a.language is null or a.language = any(c.languages))
  and (a.country is null or a.country = c.country) and (a.region is null or a.region = c.region)`;
const isUntold = "not exists (select from expertise_find f where f.alert_id = a.id and f.card_id = c.id)";
/** How far a skill as k stands in for the one of an alert. */
const affinity = `case when k.skill_id = a.skill_id then 1 else (select s.value from skill_affinity s
  where s.to_id = a.skill_id and s.from_id = k.skill_id) end`;

const BY_IDS = {
  name: "expertise-alerts.sought",
  text: `select ${columns} from expertise_alert a where a.id = any($1::uuid[]) and ${inUse}`,
};

// Whom a card shows, and which of its skills, is looked at for each alert by itself.
const OF_CARDS = {
  name: "expertise-alerts.of-cards",
  text: `select distinct on (a.id) ${columns} from showcase_card c join expertise_alert a
      on (a.consortium_id = c.consortium_id or exists (select from discovery_policy d
        where d.consortium_id = a.consortium_id and d.other_consortium_id = c.consortium_id))
    where c.id = any($1::uuid[]) and c.status = 'PUBLISHED' and c.archived_at is null and ${inUse} and ${isUntold}
      and ${fitsPlace} and (a.skill_id is null or exists (select from showcase_card_skill k
        where k.card_id = c.id and ${affinity} >= a.min_affinity)) order by a.id`,
};

const LEAST_LATELY = {
  name: "expertise-alerts.least-lately",
  text: `select a.id from expertise_alert a where a.active and a.archived_at is null
    and (a.swept_at is null or a.swept_at < $1::timestamptz) order by a.swept_at nulls first limit $2::int`,
};

/** So many of what was published last are told of one look at an alert; the rest comes with the next. */
const MOST = 100;

/** What is looked for; alerts are read as the service itself, cards as whoever an alert belongs to. */
export class SoughtExpertise {
  constructor(private readonly reads: Reads) {}

  byIds(ids: readonly string[]): Promise<SoughtAlert[]> {
    return this.reads.asSystem().run(BY_IDS, [ids]);
  }

  /** The alerts that published cards may be what they look for. */
  ofCards(cardIds: readonly string[]): Promise<SoughtAlert[]> {
    return this.reads.asSystem().run(OF_CARDS, [cardIds]);
  }

  /** Those that were looked at least lately, and not since a time. */
  async leastLately(since: Date, limit: number): Promise<string[]> {
    const rows = await this.reads.asSystem().run<{ id: string }>(LEAST_LATELY, [since, limit]);
    return rows.map(({ id }) => id);
  }

  /**
   * The published cards that an alert has not told of, as far as its owner sees them and their skills.
   * @param owner a member of the partner, as a caller with a token would be now
   */
  async fitting(owner: User, alert: SoughtAlert): Promise<FittingCard[]> {
    const where = new Conditions();
    const view = new CardView(where, owner);
    const alertId = `${where.value(alert.id)}::uuid`;
    const reach = `${where.value([owner.consortiumId, ...(owner.discovers ?? [])])}::uuid[]`;
    where
      .add(`a.id = ${alertId}`)
      // Everybody sees what is public; only these can a partner be introduced to.
      .add(`c.consortium_id = any(${reach})`)
      .add(view.isListed)
      .add(isUntold)
      .add(fitsPlace);
    const skills = alert.skillId === null ? ANY_SKILL : bestSkills(view, alertId);
    const text = `${skills.expressions} select c.id as "cardId", ${skills.affinity} as affinity
      from expertise_alert a cross join ${view.from} ${skills.join}
      where ${where} order by c.published_at desc, c.id desc limit ${where.value(MOST)}`;
    return await this.reads.as(owner).run(statement("expertise.fitting", text), where.values);
  }
}

const ANY_SKILL = { expressions: "", join: "", affinity: "null::float8" };

/** How far the best skill of each card that is shown stands in for the one that an alert seeks. */
const bestSkills = (view: CardView, alertId: string) => ({
  expressions: `with near as materialized (
      select a.skill_id, 1::float8 as affinity from expertise_alert a where a.id = ${alertId}
      union all select s.from_id, s.value from expertise_alert a join skill_affinity s on s.to_id = a.skill_id
        where a.id = ${alertId} and s.value >= a.min_affinity),
    best as materialized (
      select k.card_id, max(n.affinity) as affinity
      from (${view.skills("k.skill_id = any(array(select skill_id from near))")}) k
      join near n on n.skill_id = k.skill_id group by k.card_id)`,
  join: "join best on best.card_id = c.id",
  affinity: "best.affinity",
});
