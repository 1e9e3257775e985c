import type { EntityManager } from "typeorm";
import { SkillKind, type Taxonomy } from "../../skills/index.js";
import {
  type Group,
  isSmallStep,
  isTight,
  published,
  roundedGroups,
  SMALLEST_GROUP,
} from "../disclosure/small-groups.js";
import type { PlaceKey } from "../place.js";
import type { StaffCount } from "./count-staff.js";
import { type PlaceGroup, Places, type Staffed, withParts } from "./place-groups.js";

type Measure = keyof StaffCount;
const MEASURES: readonly Measure[] = ["have", "want", "haveWithin", "wantWithin"];
const WITHIN = ["haveWithin", "wantWithin"] as const;
/** What the people of a measure "within" are made of: those of the skill itself, and those within each narrower one. */
const ITSELF = { haveWithin: "have", wantWithin: "want" } as const;

/** Figures of a skill at a place; null where they are not published. */
export type Supply = Record<Measure, number | null>;

interface CountRow extends StaffCount {
  readonly skillId: string;
  readonly libraryId: string;
}

/** What is published of skills, by place. */
type Published = Map<string, ReadonlyMap<PlaceKey, Supply>>;

/**
 * Publishes how many people have and want some skills, everywhere in a consortium, from this month on.
 * @param manager of a transaction that nobody else publishes in
 * @param skillIds each after those of them that are narrower; see `narrowestFirst`
 * @param month its first day
 */
export async function publishSupply(
  manager: EntityManager,
  taxonomy: Taxonomy,
  consortiumId: string,
  skillIds: readonly string[],
  month: string,
): Promise<void> {
  const libraries: Staffed[] = await manager.query(
    `select i.library_id as id, l.region, i.staff from insight_library i left join library l on l.id = i.library_id
     where i.consortium_id = $1`,
    [consortiumId],
  );
  const places = new Places(libraries);
  const narrowerOf = (id: string) => taxonomy.get(id)?.narrowerIds ?? [];
  const counts = new SkillCounts(places, await readCounts(manager, consortiumId, skillIds));
  const narrower = [...new Set(skillIds.flatMap(narrowerOf))];
  const shown = await presentOf(manager, consortiumId, narrower);
  // The exact counts of narrower skills matter only where their figure is the next below that of a broader one.
  const near = skillIds.flatMap((id) =>
    narrowerOf(id).filter(
      (below) => !counts.has(below) && isNear(places, counts, id, shown.get(below) ?? NOWHERE),
    ),
  );
  if (near.length > 0) counts.add(await readCounts(manager, consortiumId, [...new Set(near)]));
  const figures: Published = new Map();
  for (const skillId of skillIds) {
    const below = narrowerOf(skillId).map((id) => ({ id, at: shown.get(id) ?? NOWHERE }));
    // A heading is nobody's; those within it are those within the narrower ones.
    const isHeading = taxonomy.get(skillId)?.kind === SkillKind.GROUP;
    const supplies = supplyOf(places, counts, skillId, below, isHeading);
    figures.set(skillId, supplies);
    shown.set(skillId, supplies);
  }
  await store(manager, consortiumId, figures, month);
}

const readCounts = (
  manager: EntityManager,
  consortiumId: string,
  skillIds: readonly string[],
): Promise<CountRow[]> =>
  manager.query(
    `select skill_id as "skillId", library_id as "libraryId", have, want, have_within as "haveWithin",
       want_within as "wantWithin"
     from insight_staff where consortium_id = $1 and skill_id = any($2)`,
    [consortiumId, skillIds],
  );

/** The exact counts of skills. */
class SkillCounts {
  private readonly rows = new Map<string, CountRow[]>();
  private readonly totals = new Map<string, ReadonlyMap<PlaceKey, number>>();

  constructor(
    private readonly places: Places,
    rows: readonly CountRow[],
  ) {
    this.add(rows);
  }

  add(rows: readonly CountRow[]): void {
    for (const row of rows) {
      const known = this.rows.get(row.skillId);
      if (known) known.push(row);
      else this.rows.set(row.skillId, [row]);
    }
  }

  has(skillId: string): boolean {
    return this.rows.has(skillId);
  }

  groups(skillId: string, measure: Measure): PlaceGroup {
    const rows = this.rows.get(skillId) ?? [];
    return this.places.groups(new Map(rows.map((row) => [row.libraryId, row[measure]])));
  }

  /** How many people there are at a place. */
  at(skillId: string, measure: Measure, place: PlaceKey): number {
    const key = `${skillId} ${measure}`;
    let totals = this.totals.get(key);
    if (!totals) {
      totals = new Map(
        [...withParts(this.groups(skillId, measure))].map((group) => [group.place, group.count]),
      );
      this.totals.set(key, totals);
    }
    return totals.get(place) ?? 0;
  }
}

/** Whether a figure of a narrower skill is the next below that of a skill, at its place or one around it. */
const isNear = (
  places: Places,
  counts: SkillCounts,
  skillId: string,
  below: ReadonlyMap<PlaceKey, Supply>,
): boolean =>
  [...below].some(([place, supply]) =>
    WITHIN.some((measure) =>
      places
        .around(place)
        .some(
          (around) =>
            published(counts.at(skillId, measure, around)) === (supply[measure] ?? 0) + SMALLEST_GROUP,
        ),
    ),
  );

/**
 * Skills with those that are directly broader, each after those of them that are narrower: what is said of a skill depends
 * on what is said of these.
 */
export function narrowestFirst(taxonomy: Taxonomy, skillIds: readonly string[]): string[] {
  const concerned = new Set(skillIds);
  for (const id of skillIds) for (const above of taxonomy.get(id)?.broaderIds ?? []) concerned.add(above);
  const ordered = new Set<string>();
  const put = (id: string) => {
    if (ordered.has(id)) return;
    for (const below of taxonomy.get(id)?.narrowerIds ?? []) if (concerned.has(below)) put(below);
    ordered.add(id);
  };
  for (const id of concerned) put(id);
  return [...ordered];
}

const NOWHERE: ReadonlyMap<PlaceKey, Supply> = new Map();
const nothing = (): Supply => ({ have: null, want: null, haveWithin: null, wantWithin: null });

/** What is published of a narrower skill. */
interface Narrower {
  readonly id: string;
  readonly at: ReadonlyMap<PlaceKey, Supply>;
}

function supplyOf(
  places: Places,
  counts: SkillCounts,
  skillId: string,
  below: readonly Narrower[],
  isHeading: boolean,
): ReadonlyMap<PlaceKey, Supply> {
  const supplies = new Map<PlaceKey, Supply>();
  for (const measure of MEASURES) {
    const isWithheld =
      measure === "have" || measure === "want"
        ? undefined
        : tellsOfNarrower(places, counts, skillId, measure, [
            ...(isHeading ? [] : [{ id: skillId, of: ITSELF[measure], at: new Map(supplies) }]),
            ...below.map((narrower) => ({ ...narrower, of: measure })),
          ]);
    for (const { place, count } of roundedGroups(
      counts.groups(skillId, measure),
      isWithheld,
    ) as Set<PlaceGroup>) {
      const supply = supplies.get(place) ?? nothing();
      supply[measure] = published(count);
      supplies.set(place, supply);
    }
  }
  return supplies;
}

/**
 * Whether the people within a skill, at a place, are so many that they tell of those who have it, or are within a narrower
 * one: either of all of these together, or of one of them, there or at a place inside.
 */
function tellsOfNarrower(
  places: Places,
  counts: SkillCounts,
  skillId: string,
  measure: "haveWithin" | "wantWithin",
  made: readonly (Narrower & { readonly of: Measure })[],
): (group: Group) => boolean {
  const stepping = new Set<PlaceKey>();
  for (const { id, of, at } of made)
    for (const [place, supply] of at) {
      if (supply[of] === null) continue;
      for (const around of places.around(place)) {
        const whole = counts.at(skillId, measure, around);
        if (published(whole) === supply[of] + SMALLEST_GROUP && isSmallStep(whole, counts.at(id, of, place)))
          stepping.add(around);
      }
    }
  return (group) => {
    const { place, count } = group as PlaceGroup;
    const open = made.map(({ at, of }) => at.get(place)?.[of] ?? null).filter((figure) => figure !== null);
    return stepping.has(place) || isTight(count, open, (made.length - open.length) * places.room(place));
  };
}

interface SupplyRow extends Supply {
  readonly place: PlaceKey;
  readonly skillId: string;
}

/** What is published now of some skills. */
async function presentOf(
  manager: EntityManager,
  consortiumId: string,
  skillIds: readonly string[],
): Promise<Map<string, ReadonlyMap<PlaceKey, Supply>>> {
  const rows: SupplyRow[] = await manager.query(
    `select place, skill_id as "skillId", have, want, have_within as "haveWithin", want_within as "wantWithin"
     from insight_supply where consortium_id = $1 and skill_id = any($2) and until_month is null`,
    [consortiumId, skillIds],
  );
  const present = new Map<string, Map<PlaceKey, Supply>>();
  for (const { skillId, place, ...supply } of rows) {
    const known = present.get(skillId);
    if (known) known.set(place, supply);
    else present.set(skillId, new Map([[place, supply]]));
  }
  return present;
}

/** Writes what differs from what is published. */
async function store(
  manager: EntityManager,
  consortiumId: string,
  figures: Published,
  month: string,
): Promise<void> {
  const present = await presentOf(manager, consortiumId, [...figures.keys()]);
  const differing: SupplyRow[] = [];
  for (const [skillId, supplies] of figures) {
    const before = present.get(skillId) ?? NOWHERE;
    for (const place of new Set([...before.keys(), ...supplies.keys()])) {
      const [old, now] = [before.get(place) ?? nothing(), supplies.get(place) ?? nothing()];
      if (MEASURES.some((measure) => old[measure] !== now[measure]))
        differing.push({ skillId, place, ...now });
    }
  }
  if (differing.length === 0) return;
  const column = <Key extends keyof SupplyRow>(key: Key) => differing.map((row) => row[key]);
  const [ids, places] = [column("skillId"), column("place")];
  await manager.query(
    `update insight_supply s set until_month = $4 from unnest($2::uuid[], $3::text[]) as k(skill_id, place)
     where s.consortium_id = $1 and s.place = k.place and s.skill_id = k.skill_id
       and s.until_month is null and s.month < $4`,
    [consortiumId, ids, places, month],
  );
  await manager.query(
    `insert into insight_supply (consortium_id, skill_id, place, month, have, want, have_within, want_within)
     select $1, k.skill_id, k.place, $4, k.have, k.want, k.have_within, k.want_within
     from unnest($2::uuid[], $3::text[], $5::int[], $6::int[], $7::int[], $8::int[])
       as k(skill_id, place, have, want, have_within, want_within)
     on conflict (consortium_id, place, skill_id, month) do update set have = excluded.have, want = excluded.want,
       have_within = excluded.have_within, want_within = excluded.want_within`,
    [consortiumId, ids, places, month, ...MEASURES.map(column)],
  );
}
