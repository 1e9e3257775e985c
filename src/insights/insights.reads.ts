import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader } from "../platform/graphql/loaders.js";
import type { SkillGapOrder } from "./insights.inputs.js";
import type { SkillGap, SkillTrendPoint } from "./insights.js";
import { monthsBefore } from "./month.js";
import { CONSORTIUM, libraryPlace, type PlaceKey, regionPlace } from "./place.js";

const regionsByLibraries = {
  name: "insights.regions",
  text: "select id, region from library where id = any($1::uuid[])",
};

/** The region of a library; null where it names none. */
export const regionOfLibrary = defineLoader<string, string | null>({
  batch: async ({ reads }, ids) => {
    const rows = await reads.run<{ id: string; region: string | null }>(regionsByLibraries, [ids]);
    const found = new Map(rows.map(({ id, region }) => [id, region]));
    return ids.map((id) => found.get(id) ?? null);
  },
});

/** Where figures are asked for: whose people, and whose needs. */
export interface Where {
  readonly supply: PlaceKey;
  readonly demand: PlaceKey;
}

/** Which figures of skills are asked for. */
export interface GapQuestion {
  readonly where: Where;
  readonly month: string;
  /** Only these skills; all when undefined. */
  readonly skillIds?: readonly string[];
  readonly includeNarrower: boolean;
  readonly orderBy: SkillGapOrder;
}

const AS_OF = {
  name: "insights.as-of",
  text: `select followed_at as "asOf" from insight_position`,
};

/** When the figures were last brought up to date. */
export async function asOf(reads: Reads, user: User): Promise<Date | null> {
  const [row] = await reads.as(user).run<{ asOf: Date }>(AS_OF);
  return row?.asOf ?? null;
}

/** The columns of figures that count a skill by itself, or with what is narrower. */
const columnsOf = (includeNarrower: boolean) =>
  includeNarrower
    ? { have: "have_within", want: "want_within", needed: "needed_within" }
    : { have: "have", want: "want", needed: "needed" };

const IN_MONTH = (month: string) =>
  `month <= ${month}::date and (until_month is null or until_month > ${month}::date)`;

const ORDERS: Readonly<Record<SkillGapOrder, string>> = {
  GAP: "gap",
  NEEDED: "needed",
  HAVE: "coalesce(have, 0)",
  WANT: "coalesce(want, 0)",
};

/** Supply and demand of skills at a place, the largest figure first. */
export async function listSkillGaps(
  reads: Reads,
  user: User,
  { where: at, month, skillIds, includeNarrower, orderBy }: GapQuestion,
  page: PageArgs,
): Promise<Connection<SkillGap>> {
  const list = `skill-gaps:${at.supply}:${orderBy}:${includeNarrower}:${month}`;
  const after = decodeCursor(list, page.after, [PARTS.number, PARTS.id]);
  const column = columnsOf(includeNarrower);
  const where = new Conditions();
  const consortium = `${where.value(user.consortiumId)}::uuid`;
  const inMonth = IN_MONTH(where.value(month));
  const [supplied, demanded] = [where.value(at.supply), where.value(at.demand)];
  where.add("have is not null or want is not null or needed > 0");
  where.addIf(skillIds, (ids) => `skill_id = any(${ids}::uuid[])`);
  const by = ORDERS[orderBy];
  if (after)
    where.add(`(${by}, skill_id) < (${where.value(after[0])}::float8::int, ${where.value(after[1])}::uuid)`);
  const text = `with figures as (
      select skill_id, have, want, coalesce(needed, 0) as needed, coalesce(needed, 0) - coalesce(have, 0) as gap from
        (select skill_id, ${column.have} as have, ${column.want} as want from insight_supply
         where consortium_id = ${consortium} and place = ${supplied} and ${inMonth}) supply
        full join
        (select skill_id, ${column.needed} as needed from insight_demand
         where consortium_id = ${consortium} and place = ${demanded} and ${inMonth}) demand using (skill_id))
    select skill_id as "skillId", have, want, needed, gap, ${by} as position from figures where ${where}
    order by position desc, skill_id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads
    .as(user)
    .run<SkillGap & { readonly position: number }>(statement("insights.skill-gaps", text), where.values);
  return pageOf(rows, list, page, ({ position, skillId }) => [position, skillId]);
}

/** Figures of a skill at a place. */
export interface PlaceFigures {
  readonly place: PlaceKey;
  readonly skillId: string;
  readonly have: number | null;
  readonly want: number | null;
}

const suppliesOf = (includeNarrower: boolean, isLibrary: boolean) => {
  const { have, want } = columnsOf(includeNarrower);
  const kind = isLibrary ? libraryPlace("") : regionPlace("");
  const text = `select s.place, s.skill_id as "skillId", s.${have} as have, s.${want} as want from insight_supply s
    where s.consortium_id = $1::uuid and s.skill_id = any($2::uuid[]) and s.until_month is null
      and s.place like '${kind}%' and (s.${have} is not null or s.${want} is not null)`;
  return statement("insights.supply-by-place", text);
};

/** What of some skills is published at the libraries, or the regions, of a consortium. */
export const supplyByPlace = (
  reads: Reads,
  user: User,
  skillIds: readonly string[],
  { includeNarrower, isLibrary }: { readonly includeNarrower: boolean; readonly isLibrary: boolean },
): Promise<PlaceFigures[]> =>
  reads.as(user).run<PlaceFigures>(suppliesOf(includeNarrower, isLibrary), [user.consortiumId, skillIds]);

export interface DemandFigure {
  readonly place: PlaceKey;
  readonly skillId: string;
  readonly needed: number;
}

/** What is needed of some skills at some places. */
export function demandAt(
  reads: Reads,
  user: User,
  skillIds: readonly string[],
  places: readonly PlaceKey[],
  includeNarrower: boolean,
): Promise<DemandFigure[]> {
  const text = `select place, skill_id as "skillId", ${columnsOf(includeNarrower).needed} as needed from insight_demand
    where consortium_id = $1::uuid and skill_id = any($2::uuid[]) and place = any($3::text[]) and until_month is null`;
  return reads
    .as(user)
    .run<DemandFigure>(statement("insights.demand-by-place", text), [user.consortiumId, skillIds, places]);
}

interface PointRow {
  readonly month: string;
  readonly have?: number | null;
  readonly want?: number | null;
  readonly needed?: number;
}

/** Supply and demand of a skill in each of some months up to one; nothing of those before there were figures. */
export async function skillTrend(
  reads: Reads,
  user: User,
  skillId: string,
  where: Where,
  includeNarrower: boolean,
  month: string,
  months: number,
): Promise<SkillTrendPoint[]> {
  const column = columnsOf(includeNarrower);
  const of = (table: string, columns: string) =>
    statement(
      `insights.trend-${table}`,
      `select month, ${columns} from ${table} where consortium_id = $1::uuid and place = $2 and skill_id = $3::uuid
       order by month`,
    );
  const as = reads.as(user);
  const [supply, demand] = await Promise.all([
    as.run<PointRow>(of("insight_supply", `${column.have} as have, ${column.want} as want`), [
      user.consortiumId,
      where.supply,
      skillId,
    ]),
    as.run<PointRow>(of("insight_demand", `${column.needed} as needed`), [
      user.consortiumId,
      where.demand,
      skillId,
    ]),
  ]);
  const first = [supply[0]?.month, demand[0]?.month].filter((each) => each !== undefined).sort()[0];
  return Array.from({ length: months }, (_, before) => monthsBefore(month, months - 1 - before))
    .filter((each) => first !== undefined && each >= first)
    .map((each) => {
      const { have = null, want = null } = supply.findLast((row) => row.month <= each) ?? {};
      const { needed = 0 } = demand.findLast((row) => row.month <= each) ?? {};
      return { month: each, have, want, needed, gap: needed - (have ?? 0) };
    });
}

/** Where a scope stands; see `place.ts`. */
export const whereOf = (libraryId: string | null, region: string | null): Where => {
  const demand = region === null ? CONSORTIUM : regionPlace(region);
  return { supply: libraryId === null ? demand : libraryPlace(libraryId), demand };
};

/** The consortium as a whole. */
export const WHOLE: Where = whereOf(null, null);
