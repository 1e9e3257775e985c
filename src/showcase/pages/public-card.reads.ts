import type { Modality } from "../../needs/index.js";
import type { Reads } from "../../platform/database/reads.js";
import { Conditions, statement } from "../../platform/database/statement.js";
import { type Connection, decodeCursor, PARTS, pageOf } from "../../platform/graphql/connection.js";
import { inOrder } from "../../platform/graphql/loaders.js";
import type { Proficiency } from "../../skills/index.js";
import type { ShowcaseKind } from "../showcase-card.js";

/** A card as everybody may see it, without a token. */
export interface PublicCard {
  readonly id: string;
  readonly kind: ShowcaseKind;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  readonly consortiumName: string;
  /** Of a worker's card; for the pseudonym alone, and to know which pages are about whom. */
  readonly workerId: string | null;
  /** Of a worker who shows it on the card and lets everybody see it; null for others, and for libraries. */
  readonly workerName: string | null;
  /** A library's own, and that of a worker who lets everybody see it. */
  readonly libraryId: string | null;
  readonly libraryName: string | null;
  readonly skills: readonly PublicCardSkill[];
  readonly modality: Modality;
  readonly languages: readonly string[];
  readonly country: string | null;
  readonly region: string | null;
}

export interface PublicCardSkill {
  readonly skillId: string;
  readonly level: Proficiency | null;
}

/** Which cards; ids as PostgreSQL has them. */
export interface PublicCardCriteria {
  /** Any of these. */
  readonly skillIds: readonly string[] | null;
  readonly libraryId: string | null;
  readonly consortiumId: string | null;
  readonly country: string | null;
  readonly region: string | null;
}

/** A card as c, its library as l where everybody may see which it is, and what everybody may see of a worker as p. */
const TABLES = `showcase_card c join showcase_opening g on g.consortium_id = c.consortium_id
  join consortium o on o.id = c.consortium_id left join public_showcase_author p on p.card_id = c.id
  left join library l on l.id = coalesce(c.library_id, p.library_id)`;

/** What is published in a consortium that opened its showcase, of workers whom everybody may find. */
const IS_PUBLIC = `c.status = 'PUBLISHED' and c.archived_at is null
  and case c.kind when 'WORKER' then p.card_id is not null else l.archived_at is null end`;

/** The skills on a card that everybody may see, as k; a worker's level is the one of now. */
const SKILLS = `from (select n.skill_id, coalesce(n.level, q.proficiency) as level from showcase_card_skill n
    left join public_showcase_skill q on q.card_id = n.card_id and q.skill_id = n.skill_id
    where n.card_id = c.id and (c.kind = 'LIBRARY' or q.skill_id is not null)) k`;

const COLUMNS = `c.id, c.kind, c.title, c.summary, c.published_at as "publishedAt", c.updated_at as "updatedAt",
  o.name as "consortiumName", c.worker_id as "workerId", p.name as "workerName", l.id as "libraryId", l.name as "libraryName",
  c.modality, c.languages, c.country, c.region,
  coalesce((select json_agg(json_build_object('skillId', k.skill_id, 'level', k.level)
    order by k.level desc nulls last, k.skill_id) ${SKILLS}), '[]') as skills`;

const LIST = "public-cards";

/**
 * The public cards, what was published last first.
 * @param reads that ask as nobody
 * @throws InvalidInput when `after` is no cursor of this list
 */
export async function listPublicCards(
  reads: Reads,
  { skillIds, libraryId, consortiumId, country, region }: PublicCardCriteria,
  page: { readonly first: number; readonly after: string | null },
): Promise<Connection<PublicCard>> {
  const after = decodeCursor(LIST, page.after, [PARTS.number, PARTS.id]);
  const where = new Conditions();
  where
    .add(IS_PUBLIC)
    .addIf(skillIds, (ids) => `exists (select 1 ${SKILLS} where k.skill_id = any(${ids}::uuid[]))`)
    .addIf(libraryId, (id) => `l.id = ${id}::uuid`)
    .addIf(consortiumId, (id) => `c.consortium_id = ${id}::uuid`)
    .addIf(country, (code) => `c.country = ${code}`)
    .addIf(region, (name) => `c.region = ${name}`);
  if (after)
    where.add(
      `(c.published_at, c.id) < (to_timestamp(${where.value(after[0])}::float8 / 1e6), ${where.value(after[1])}::uuid)`,
    );
  const text = `select ${COLUMNS}, extract(epoch from c.published_at) * 1e6 as at from ${TABLES} where ${where}
    order by c.published_at desc, c.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<PublicCard & { readonly at: string }>(
    statement("public-cards.list", text),
    where.values,
  );
  return pageOf(rows, LIST, page, ({ at, id }) => [Number(at), id]);
}

const BY_IDS = {
  name: "public-cards.by-ids",
  text: `select ${COLUMNS} from ${TABLES} where c.id = any($1::uuid[]) and ${IS_PUBLIC}`,
};

/**
 * Public cards in the order of their ids; those that are absent, withdrawn or not for everybody, which all look the same,
 * are left out.
 */
export async function publicCards(reads: Reads, ids: readonly string[]): Promise<PublicCard[]> {
  const cards = inOrder(ids, await reads.run<PublicCard>(BY_IDS, [ids]));
  return cards.filter((card) => card !== null);
}

const AMONG = {
  name: "public-cards.among",
  text: `select c.id from ${TABLES} where c.id = any($1::uuid[]) and ${IS_PUBLIC}`,
};

/** Which of some cards have a public page. */
export async function publicAmong(reads: Reads, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reads.run<{ id: string }>(AMONG, [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** What the public cards can be narrowed by. */
export interface PublicChoices {
  /** Those on the most cards. */
  readonly skillIds: readonly string[];
  readonly libraries: readonly { readonly id: string; readonly name: string }[];
  readonly regions: readonly string[];
}

/** So many of each are offered. */
const MOST = 100;

const CHOICES = {
  name: "public-cards.choices",
  text: `with cards as materialized (
      select c.id, c.kind, c.region, l.id as library_id, l.name as library_name from ${TABLES} where ${IS_PUBLIC})
    select array(select k.skill_id from cards c join lateral (select k.skill_id ${SKILLS}) k on true
        group by k.skill_id order by count(*) desc, k.skill_id limit ${MOST}) as "skillIds",
      coalesce((select json_agg(l) from (select distinct c.library_id as id, c.library_name as name from cards c
        where c.library_id is not null order by name, id limit ${MOST}) l), '[]') as libraries,
      array(select distinct c.region from cards c where c.region is not null order by c.region limit ${MOST}) as regions`,
};

/** What the public cards can be narrowed by, each with at least one card. */
export async function publicChoices(reads: Reads): Promise<PublicChoices> {
  const [choices] = await reads.run<PublicChoices>(CHOICES);
  return choices!;
}
