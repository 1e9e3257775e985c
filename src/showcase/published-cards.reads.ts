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
import { answersSql } from "./card-answers.js";
import { CardCandidates, type Walk } from "./card-candidates.js";
import { CardView, publicly, REMOTE, type ShownCard } from "./card-view.js";
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

/** One row comes back at least, for the clock; the id of its card is null when no card is left. */
function pageSql(
  where: Conditions,
  principal: Principal,
  criteria: ShowcaseCriteria,
  walk: Walk | null,
  most: number,
): string {
  const view = new CardView(where, principal);
  const answers = answersSql(where, view, criteria);
  if (answers.condition) where.add(answers.condition);
  addPlace(where, criteria);
  const candidates = new CardCandidates(where, view, answers, walk, where.value(most));
  return `${answers.expressions.length > 0 ? `with ${answers.expressions.join(", ")}` : ""}
    select k.step::float8 as step, k.kept_from::float8 as "keptFrom", page.* from showcase_clock k
    left join lateral (select ${view.columns}, ${answers.shown}, f.merit as "walkMerit", f.place
      from (${candidates.first}) f join showcase_card c on c.id = f.id ${view.workers}) page on true
    order by "walkMerit" desc, place, id`;
}

function addPlace(where: Conditions, criteria: ShowcaseCriteria): void {
  if (criteria.opened)
    // An array, because PostgreSQL would rather join them and sort all cards.
    where.add("c.consortium_id = any(array(select g.consortium_id from showcase_opening g))");
  where
    .addIf(criteria.kind, (kind) => `c.kind = ${kind}::showcase_kind`)
    .addIf(criteria.libraryId, (id) => `c.library_id = ${id}::uuid`)
    .addIf(criteria.country, (country) => `c.country = ${country}`)
    .addIf(criteria.region, (region) => `c.region = ${region}`)
    .addIf(criteria.language, (language) => `${language} = any(c.languages)`)
    .addIf(criteria.opened?.consortiumId, (id) => `c.consortium_id = ${id}::uuid`)
    .addIf(criteria.opened?.libraryId, (id) => `${id}::uuid in (c.library_id, ${publicly("library_id")})`)
    .addIf(criteria.remote, (remote) => `${remote} = (c.modality = any('{${REMOTE.join()}}'::modality[]))`);
}
