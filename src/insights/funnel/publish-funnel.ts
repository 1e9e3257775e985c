import type { EntityManager } from "typeorm";
import { type Group, published, roundedGroups, SMALLEST_GROUP } from "../disclosure/small-groups.js";
import { CONSORTIUM, libraryPlace, type Placed, type PlaceKey, regionPlace } from "../place.js";
import { type PlaceGroup, Places } from "../staff/place-groups.js";
import { FUNNEL_STAGES, FunnelStage } from "./funnel-stage.js";

/** When a need reached each stage; null where it did not. */
interface NeedSteps {
  readonly region: string | null;
  readonly openedAt: Date;
  readonly matchedAt: Date | null;
  /** With workers of which library; null for those of none. */
  readonly steps: readonly {
    readonly library: string | null;
    readonly introduced: string;
    readonly connected: string | null;
    readonly completed: string | null;
  }[];
}

const STEPS = `
  select n.region, n.opened_at as "openedAt", n.matched_at as "matchedAt",
    coalesce((select json_agg(s) from (
      select c.library_id as library, min(c.created_at) as introduced,
        min(t.at) filter (where t.to_status = 'CONNECTED') as connected,
        min(t.at) filter (where t.to_status = 'COMPLETED') as completed
      from connection c left join connection_transition t on t.connection_id = c.id
      where c.need_id = n.need_id group by c.library_id) s), '[]') as steps
  from insight_need n
  where n.consortium_id = $1 and n.opened_at >= $2::date and n.opened_at < $2::date + interval '1 year'`;

const DAY_MS = 86_400_000;
const MONTHS = 12;

/** Needs that reached a stage, and how many days each took since the stage before. */
interface Reached {
  readonly days: number[];
  needs: number;
}

interface Figure {
  readonly place: PlaceKey;
  readonly period: string;
  readonly stage: FunnelStage;
  readonly needs: number | null;
  readonly medianDays: number | null;
}

/**
 * Publishes how far the needs came that a consortium opened in a year: for each place and the whole year, and for the
 * consortium by month. How many were opened is told exactly; the rest is about people, too.
 */
export async function publishFunnel(
  manager: EntityManager,
  consortiumId: string,
  year: number,
): Promise<void> {
  const needs: NeedSteps[] = await manager.query(STEPS, [consortiumId, `${year}-01-01`]);
  const libraries: Placed[] = await manager.query(
    "select id, region from library where consortium_id = $1 union all select $1::uuid, null",
    [consortiumId],
  );
  const figures = [...placeFigures(needs, libraries, consortiumId, year), ...monthFigures(needs)];
  await manager.query("delete from insight_funnel where consortium_id = $1 and left(period, 4) = $2", [
    consortiumId,
    String(year),
  ]);
  const column = <Key extends keyof Figure>(key: Key) => figures.map((figure) => figure[key]);
  await manager.query(
    `insert into insight_funnel (consortium_id, place, period, stage, needs, median_days)
     select $1, f.* from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[]) f`,
    [consortiumId, column("place"), column("period"), column("stage"), column("needs"), column("medianDays")],
  );
}

/** When a need reached the stages, with workers of some libraries. */
function timesOf(need: NeedSteps, isMeant: (library: string | null) => boolean): (number | null)[] {
  const steps = need.steps.filter(({ library }) => isMeant(library));
  const first = (what: "introduced" | "connected" | "completed") => {
    const times = steps.flatMap((step) => (step[what] ? [Date.parse(step[what])] : []));
    return times.length > 0 ? Math.min(...times) : null;
  };
  const introduced = first("introduced");
  const matched = need.matchedAt?.getTime() ?? null;
  return [
    need.openedAt.getTime(),
    // Whoever was introduced had been found.
    matched !== null && introduced !== null ? Math.min(matched, introduced) : (matched ?? introduced),
    introduced,
    first("connected"),
    first("completed"),
  ];
}

/** Counts needs by stage; the days are those since the latest stage before that was reached. */
function reachedBy(times: readonly (readonly (number | null)[])[]): Reached[] {
  const reached = FUNNEL_STAGES.map((): Reached => ({ needs: 0, days: [] }));
  for (const each of times)
    each.forEach((time, stage) => {
      if (time === null) return;
      reached[stage]!.needs += 1;
      const before = each.slice(0, stage).findLast((earlier) => earlier !== null) ?? null;
      if (before !== null) reached[stage]!.days.push(Math.max(0, Math.floor((time - before) / DAY_MS)));
    });
  return reached;
}

/** Whether it is the needs that were in a place, and not the people who were introduced. */
const isOfNeeds = (stage: FunnelStage) => stage === FunnelStage.OPENED || stage === FunnelStage.MATCHED;
/** Whether the stage is about needs alone, which are public. */
const isPublic = (stage: FunnelStage) => stage === FunnelStage.OPENED;

function median(days: readonly number[]): number | null {
  if (days.length < SMALLEST_GROUP) return null;
  return [...days].sort((a, b) => a - b)[Math.floor((days.length - 1) / 2)]!;
}

function* placeFigures(
  needs: readonly NeedSteps[],
  libraries: readonly Placed[],
  consortiumId: string,
  year: number,
): Generator<Figure> {
  const regionOf = new Map(libraries.map(({ id, region }) => [id, region]));
  const reached = new Map<PlaceKey, Reached[]>();
  const at = (place: PlaceKey, own: readonly NeedSteps[], isMeant: (library: string) => boolean) =>
    reached.set(
      place,
      reachedBy(own.map((need) => timesOf(need, (library) => isMeant(library ?? consortiumId)))),
    );
  at(CONSORTIUM, needs, () => true);
  const regions = new Set(libraries.flatMap(({ region }) => region ?? []));
  for (const region of regions) at(regionPlace(region), needs, (id) => regionOf.get(id) === region);
  const introducing = new Map<string, NeedSteps[]>();
  for (const need of needs)
    for (const { library } of need.steps) {
      const id = library ?? consortiumId;
      introducing.set(id, [...(introducing.get(id) ?? []), need]);
    }
  for (const [id, own] of introducing) at(libraryPlace(id), own, (library) => library === id);
  const inRegion = (region: string) =>
    reachedBy(needs.filter((need) => need.region === region).map((need) => timesOf(need, () => true)));
  const places = new Places(libraries);
  for (const [stage, name] of FUNNEL_STAGES.entries()) {
    const needsAt = (place: PlaceKey) => reached.get(place)?.[stage]?.needs ?? 0;
    if (isOfNeeds(name)) {
      yield figureOf(CONSORTIUM, String(year), name, reached.get(CONSORTIUM)![stage]!, isPublic(name));
      for (const region of regions)
        yield figureOf(regionPlace(region), String(year), name, inRegion(region)[stage]!, isPublic(name));
      continue;
    }
    const counts = new Map(libraries.map(({ id }) => [id, needsAt(libraryPlace(id))]));
    const groups = places.groups(counts, (place) => needsAt(place));
    for (const { place } of roundedGroups(groups) as Set<PlaceGroup>)
      yield figureOf(place, String(year), name, reached.get(place)![stage]!, false);
  }
}

function* monthFigures(needs: readonly NeedSteps[]): Generator<Figure> {
  const times = new Map<string, (number | null)[][]>();
  for (const need of needs) {
    const month = need.openedAt.toISOString().slice(0, 7);
    const known = times.get(month) ?? [];
    known.push(timesOf(need, () => true));
    times.set(month, known);
  }
  const months = [...times].map(([month, own]) => ({ month, reached: reachedBy(own) }));
  for (const [stage, name] of FUNNEL_STAGES.entries()) {
    const parts = months.map(({ month, reached }) => ({
      ...{ month, reached: reached[stage]!, count: reached[stage]!.needs, parts: [] },
    }));
    const inhabited = parts.filter(({ count }) => count > 0);
    const count = inhabited.reduce((sum, part) => sum + part.count, 0);
    const open = isPublic(name)
      ? new Set<Group>(parts)
      : roundedGroups({ count, parts: inhabited, empty: MONTHS - inhabited.length });
    for (const part of parts)
      if (open.has(part)) yield figureOf(CONSORTIUM, part.month, name, part.reached, isPublic(name));
  }
}

const figureOf = (
  place: PlaceKey,
  period: string,
  stage: FunnelStage,
  { needs, days }: Reached,
  isExact: boolean,
): Figure => ({
  place,
  period,
  stage,
  needs: isExact ? needs : published(needs),
  medianDays: median(days),
});
