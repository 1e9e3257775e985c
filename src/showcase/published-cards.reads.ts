import { createHash } from "node:crypto";
import type { Principal } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { InvalidInput } from "../platform/graphql/errors.js";
import { CardView, REMOTE, type ShownCard } from "./card-view.js";
import type { ShowcaseKind } from "./showcase-card.js";

/** What answers a skill that is asked for: itself, and its neighbours. */
export interface AskedSkill {
  readonly skillId: string;
  /** Each with how far it stands in for the asked one, above 0 to 1. */
  readonly answeredBy: readonly (readonly [skillId: string, affinity: number])[];
}

/** A `ShowcaseFilter` with its ids looked up. */
export interface ShowcaseCriteria {
  readonly search?: string | null;
  readonly skill?: AskedSkill | null;
  readonly kind?: ShowcaseKind | null;
  readonly libraryId?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly remote?: boolean | null;
  readonly language?: string | null;
  /** Only what stands on public pages; null: wherever it stands. */
  readonly opened?: OpenedCards | null;
}

/** Which of the cards that stand on public pages. */
export interface OpenedCards {
  readonly consortiumId: string | null;
  /** Also of workers who let everybody see that it is theirs. */
  readonly libraryId: string | null;
}

/** A card whose words are in its summary only answers a search so well; in its title or a skill: 1. */
const IN_SUMMARY = 0.6;

/** Where a walk through pages stands: the step of the clock at which it began, and the last card that it gave. */
interface Walk {
  readonly step: number;
  readonly merit: number;
  readonly place: number;
  readonly id: string;
}

interface Row extends ShownCard {
  /** The clock now, and the oldest step from which walks can go on. */
  readonly step: number;
  readonly keptFrom: number;
  /** What PostgreSQL writes of a bigint; a turn stays far below what a number holds exactly. */
  readonly place: string;
  readonly walkMerit: number;
}

/**
 * The published cards that somebody finds: those that answer best first, and among equals those that were shown least.
 * A walk from page to page sees all of them in the order of its beginning, whatever is shown meanwhile, so that it gives
 * each card once.
 * @throws InvalidInput when the cursor is of another filter, or of a walk that began too long ago
 */
export async function publishedCards(
  reads: Reads,
  principal: Principal,
  criteria: ShowcaseCriteria,
  page: PageArgs,
): Promise<Connection<ShownCard>> {
  const list = `showcase:${digest(criteria)}`;
  const walk = walkIn(list, page.after);
  const where = new Conditions();
  const text = pageSql(where, principal, criteria, walk, page.first + 1);
  const rows = await reads.as(principal).run<Row>(statement("showcase.list", text), where.values);
  if (walk && walk.step < rows[0]!.keptFrom) throw tooOld();
  const cards = rows.filter(({ id }) => id !== null);
  return pageOf(cards, list, page, ({ step, walkMerit, place, id }) => [
    ...[walk?.step ?? step, walkMerit, Number(place), id],
  ]);
}

/** Tells filters apart; affinities may be renewed while somebody walks. */
function digest({ skill, ...others }: ShowcaseCriteria): string {
  const asked = Object.entries({ ...others, skill: skill?.skillId }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return createHash("sha256").update(JSON.stringify(asked.sort())).digest("base64url").slice(0, 12);
}

function walkIn(list: string, cursor: string | null | undefined): Walk | null {
  const { number, id } = PARTS;
  const after = decodeCursor(list, cursor, [number, number, number, id]);
  if (!after) return null;
  const [step, merit, place, last] = after as [number, number, number, string];
  return { step, merit, place, id: last };
}

const tooOld = () =>
  new InvalidInput([
    {
      field: ["after"],
      message: "this walk through the showcase began too long ago; begin again without `after`",
    },
  ]);

/** One row at least, for the clock; the id of its card is null when no card is left. */
export function pageSql(
  where: Conditions,
  principal: Principal,
  criteria: ShowcaseCriteria,
  walk: Walk | null,
  most: number,
): string {
  const view = new CardView(where, principal);
  const answers = answersSql(where, view, criteria);
  where.add(view.isListed);
  if (answers.condition) where.add(answers.condition);
  addPlace(where, criteria);
  const order = answers.merit === EQUAL ? "place, id" : `"walkMerit" desc, place, id`;
  const limit = where.value(most);
  const { columns, from } = view;
  const part = (place: string, join = "", more = "true") => `(select ${columns}, ${answers.columns},
      ${answers.merit} as "walkMerit", ${place} as place from ${from} ${answers.joins} ${join}
      where ${where} and ${more} order by ${order} limit ${limit})`;
  const parts = walk ? continued(where, walk, answers.merit, part) : [part("c.turn")];
  return `${answers.expressions.length > 0 ? `with ${answers.expressions.join(", ")}` : ""}
    select k.step::float8 as step, k.kept_from::float8 as "keptFrom", page.* from showcase_clock k
    left join lateral (select * from (${parts.join(" union all ")}) parts order by ${order} limit ${limit}) page on true
    order by ${order}`;
}

/** What comes behind the last card of a walk, in the order of its beginning. */
function continued(
  where: Conditions,
  walk: Walk,
  merit: string,
  part: (place: string, join: string, more: string) => string,
): string[] {
  const [step, place] = [walk.step, walk.place].map((number) => `${where.value(number)}::float8::bigint`);
  const id = `${where.value(walk.id)}::uuid`;
  const equal = merit === EQUAL ? null : `${where.value(walk.merit)}::float8`;
  const behind = (at: string) =>
    equal
      ? `(${merit} < ${equal} or (${merit} = ${equal} and (${at}, c.id) > (${place}, ${id})))`
      : `(${at}, c.id) > (${place}, ${id})`;
  // Those whose turn was not moved since are found by an index; of the others there are few.
  const moved = `cross join lateral (select coalesce((select h.turn from showcase_turn h
    where h.card_id = c.id and h.until > ${step} order by h.until limit 1), c.turn) as turn) before`;
  return [
    part("c.turn", "", `c.turned <= ${step} and ${behind("c.turn")}`),
    part("before.turn", moved, `c.turned > ${step} and ${behind("before.turn")}`),
  ];
}

/** The merit of all cards where nothing is asked that they could answer better or worse. */
const EQUAL = "1::float8";

/** How cards answer what is asked for. */
interface Answers {
  readonly expressions: readonly string[];
  readonly joins: string;
  readonly condition: string | null;
  /** Above 0 to 1. */
  readonly merit: string;
  readonly columns: string;
}

function answersSql(where: Conditions, view: CardView, { skill, search }: ShowcaseCriteria): Answers {
  const expressions: string[] = [];
  const joins: string[] = [];
  const merits: string[] = [];
  let condition: string | null = null;
  if (skill) {
    const ids = `${where.value(skill.answeredBy.map(([id]) => id))}::uuid[]`;
    const values = `${where.value(skill.answeredBy.map(([, affinity]) => affinity))}::float8[]`;
    expressions.push(`answer as materialized (
      select distinct on (k.card_id) k.card_id, k.skill_id, n.affinity
      from (${view.skills(`k.skill_id = any(${ids})`)}) k join unnest(${ids}, ${values}) n (skill_id, affinity)
        on n.skill_id = k.skill_id
      order by k.card_id, n.affinity desc, k.skill_id)`);
    joins.push("join answer on answer.card_id = c.id");
    merits.push("answer.affinity");
  }
  if (search) {
    const { sought, labelled } = searchSql(where.value(search), view);
    expressions.push(sought, labelled);
    joins.push(`cross join lateral (select case
      when c.words @@ (select in_title from sought) or c.id in (select card_id from labelled) then 1::float8
      when c.words @@ (select anywhere from sought) then ${IN_SUMMARY}::float8 end as merit) found`);
    condition = "found.merit is not null";
    merits.push("found.merit");
  }
  const merit = merits.length > 0 ? merits.join(" * ") : EQUAL;
  const asked = skill ? `${where.value(skill.skillId)}::uuid` : "null::uuid";
  return {
    ...{ expressions, joins: joins.join(" "), condition, merit },
    columns: `${merits.length > 0 ? merit : "null::float8"} as merit, ${asked} as "askedSkillId",
      ${skill ? "answer.skill_id" : "null::uuid"} as "foundBySkillId"`,
  };
}

/**
 * All of the words of a text, each of which may go on: as PostgreSQL looks for them; and the cards with a skill in whose
 * name the text stands.
 */
function searchSql(text: string, view: CardView) {
  const query = (weight: string) =>
    `to_tsquery('simple', coalesce(string_agg(quote_literal(word) || ':*${weight}', ' & '), ''))`;
  const named = (table: string, id: string) => `select ${id} from ${table}
    where normalized_label like '%' || (select text from sought) || '%'`;
  const ids = `array(${named("skill", "id")} union ${named("skill_alternative_label", "skill_id")})`;
  return {
    sought: `sought as materialized (select ${query("A")} as in_title, ${query("")} as anywhere,
        nullif(normalize_label(${text}), '') as text
      from regexp_split_to_table(normalize_label(${text}), ' ') word where word <> '')`,
    labelled: `labelled as materialized (
      select distinct k.card_id from (${view.skills(`k.skill_id = any(${ids})`)}) k)`,
  };
}

function addPlace(where: Conditions, criteria: ShowcaseCriteria): void {
  if (criteria.opened)
    where.add("exists (select from showcase_opening g where g.consortium_id = c.consortium_id)");
  where
    .addIf(criteria.kind, (kind) => `c.kind = ${kind}::showcase_kind`)
    .addIf(criteria.libraryId, (id) => `c.library_id = ${id}::uuid`)
    .addIf(criteria.country, (country) => `c.country = ${country}`)
    .addIf(criteria.region, (region) => `c.region = ${region}`)
    .addIf(criteria.language, (language) => `${language} = any(c.languages)`)
    .addIf(criteria.opened?.consortiumId, (id) => `c.consortium_id = ${id}::uuid`)
    .addIf(criteria.opened?.libraryId, (id) => `${id}::uuid in (c.library_id, p.library_id)`)
    .addIf(criteria.remote, (remote) => `${remote} = (c.modality = any('{${REMOTE.join()}}'::modality[]))`);
}
