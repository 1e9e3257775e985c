import type { Reads } from "../platform/database/reads.js";
import type { Statement } from "../platform/database/statement.js";
import { Conditions, statement } from "../platform/database/statement.js";
import type { SkillFilter } from "./skill.inputs.js";

/** A concept that a search found. */
export interface SearchHit {
  readonly id: string;
  /** The label that fits best. */
  readonly label: string;
  readonly isAlias: boolean;
  /**
   * Place in the order, the lower the better: 0 the text itself, 1000 begins with it, 2000 has a word that begins with
   * it, LOOSE has all of its words; one more for an alternative label.
   */
  readonly rank: number;
  /** The preferred label as it is compared. */
  readonly normalizedLabel: string;
}

/** From this rank on, words may stand in any order and be misspelt. */
export const LOOSE = 3000;

/** Where a page of hits continues: rank, normalised preferred label, id. */
export type HitPosition = readonly [rank: number, normalizedLabel: string, id: string];

export interface SearchPage {
  readonly text: string;
  readonly filter: Omit<SkillFilter, "within"> & { readonly withinId: string | null };
  readonly after: HitPosition | null;
  readonly limit: number;
}

/** Up to two letters begin too many words to be of use inside a label; there they stand for a whole last word. */
const typed = `typed as materialized (
    select text, text || '%' as first, '% ' || text || case when length(text) < 3 then '' else '%' end as inside
    from (select normalize_label($1) as text) normalised
  )`;

const literally = (label: string) =>
  `(${label} like (select first from typed) or ${label} like (select inside from typed))`;

const hits = (condition: (label: string) => string) => `
  select s.id, s.preferred_label as label, s.normalized_label as normalized, false as is_alias
  from skill s where ${condition("s.normalized_label")}
  union all
  select a.skill_id, a.label, a.normalized_label, true
  from skill_alternative_label a where ${condition("a.normalized_label")}`;

/** Concepts with a label that is the text, begins with it, or has a word that does. */
export const searchLiterally = (reads: Reads, page: SearchPage): Promise<SearchHit[]> =>
  reads.run<SearchHit>(
    ...searchStatement(
      page,
      literally,
      `case when h.normalized = t.text then 0
    when starts_with(h.normalized, t.text) then 1000 else 2000 end`,
    ),
  );

/**
 * Concepts with a label in which each word begins like one of the alternatives, other than those found literally.
 * @param words for each typed word, what it may mean
 */
export const searchLoosely = (
  reads: Reads,
  page: SearchPage,
  words: readonly (readonly string[])[],
): Promise<SearchHit[]> => {
  const patterns = words.map((alternatives) => alternatives.flatMap((word) => [`${word}%`, `% ${word}%`]));
  const fits = (label: string) =>
    patterns.map((_, index) => `${label} like any($${index + 2}::text[])`).join(" and ");
  const rank = `${LOOSE} + 2 * least(length(h.normalized), 400)`;
  return reads.run<SearchHit>(...searchStatement(page, fits, rank, patterns));
};

function searchStatement(
  { text, filter, after, limit }: SearchPage,
  condition: (label: string) => string,
  rank: string,
  patterns: readonly (readonly string[])[] = [],
): [Statement, unknown[]] {
  const where = new Conditions();
  where.value(text);
  for (const pattern of patterns) where.value(pattern);
  where
    .add("s.archived_at is null")
    .addIf(filter.kind, (kind) => `s.kind = ${kind}`)
    .addIf(filter.scheme, (scheme) => `s.scheme = ${scheme}`)
    .addIf(filter.status, (status) => `s.status = ${status}`)
    .addIf(
      filter.withinId,
      (id) => `s.id in (
      with recursive below (id) as (select ${id}::uuid union
        select b.skill_id from below join skill_broader b on b.broader_id = below.id)
      select id from below)`,
    );
  if (!filter.status) where.add("s.status <> 'MERGED'");
  if (patterns.length > 0) where.add(notFoundLiterally);
  if (after)
    where.add(`(r.rank, s.normalized_label collate "C", s.id)
      > (${where.value(after[0])}::integer, ${where.value(after[1])}::text collate "C", ${where.value(after[2])}::uuid)`);
  const sql = `with ${typed}, hit as (${hits(condition)}), ranked as (
      select distinct on (h.id) h.id, h.label, h.is_alias, ${rank} + h.is_alias::integer as rank
      from hit h, typed t where t.text <> '' order by h.id, rank, h.label
    )
    select r.id, r.label, r.is_alias as "isAlias", r.rank, s.normalized_label as "normalizedLabel"
    from ranked r join skill s on s.id = r.id
    where ${where} order by r.rank, s.normalized_label collate "C", s.id limit ${where.value(limit)}`;
  return [statement("skills.search", sql), where.values];
}

const notFoundLiterally = `not ${literally("s.normalized_label")} and not exists (
  select from skill_alternative_label l where l.skill_id = s.id and ${literally("l.normalized_label")})`;

/** A label that resembles what was typed. */
export interface LikeLabel {
  readonly skillId: string;
  readonly label: string;
  readonly normalizedLabel: string;
  readonly isAlias: boolean;
}

/** $1: texts to compare with, $2: how many labels for each */
const labelsLike = {
  name: "skills.labels-like",
  text: `select distinct found.skill_id as "skillId", found.label, found.normalized_label as "normalizedLabel",
      found.is_alias as "isAlias"
    from unnest($1::text[]) t (text) cross join lateral (
      select * from labels_like(normalize_label(t.text)) l
      order by similarity(l.normalized_label, normalize_label(t.text)) desc, l.is_alias, l.label limit $2) found`,
};

/** The labels that resemble one of the texts most, at most `limit` for each. */
export const readLabelsLike = (reads: Reads, texts: readonly string[], limit: number): Promise<LikeLabel[]> =>
  reads.run<LikeLabel>(labelsLike, [texts, limit]);
