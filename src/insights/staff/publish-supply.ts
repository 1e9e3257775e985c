import type { EntityManager } from "typeorm";
import type { Taxonomy } from "../../skills/index.js";
import { type Group, isTight, published, roundedGroups, SLACK } from "../disclosure/small-groups.js";
import type { Placed, PlaceKey } from "../place.js";
import type { StaffCount } from "./count-staff.js";
import { type PlaceGroup, Places } from "./place-groups.js";

type Measure = keyof StaffCount;
const MEASURES: readonly Measure[] = ["have", "want", "haveWithin", "wantWithin"];
/** What the people of a measure "within" are made of: those of the skill itself, and those within each narrower one. */
const ITSELF = { haveWithin: "have", wantWithin: "want" } as const;

/** Figures of a skill at a place; null where they are not published. */
export type Supply = Record<Measure, number | null>;

interface CountRow extends StaffCount {
  readonly skillId: string;
  readonly libraryId: string;
}

function bySkill(rows: readonly CountRow[]): Map<string, CountRow[]> {
  const grouped = new Map<string, CountRow[]>();
  for (const row of rows) {
    const known = grouped.get(row.skillId);
    if (known) known.push(row);
    else grouped.set(row.skillId, [row]);
  }
  return grouped;
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
  const libraries: Placed[] = await manager.query(
    `select i.library_id as id, l.region from insight_library i left join library l on l.id = i.library_id
     where i.consortium_id = $1`,
    [consortiumId],
  );
  const rows: CountRow[] = await manager.query(
    `select skill_id as "skillId", library_id as "libraryId", have, want, have_within as "haveWithin",
       want_within as "wantWithin"
     from insight_staff where consortium_id = $1 and skill_id = any($2)`,
    [consortiumId, skillIds],
  );
  const places = new Places(libraries);
  const counts = bySkill(rows);
  const narrower = skillIds.flatMap((id) => taxonomy.get(id)?.narrowerIds ?? []);
  const shown = await presentOf(manager, consortiumId, [...new Set(narrower)]);
  const figures: Published = new Map();
  for (const skillId of skillIds) {
    const below = (taxonomy.get(skillId)?.narrowerIds ?? []).map((id) => shown.get(id) ?? NOWHERE);
    const supplies = supplyOf(places, counts.get(skillId) ?? [], below);
    figures.set(skillId, supplies);
    shown.set(skillId, supplies);
  }
  await store(manager, consortiumId, figures, month);
}

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

/** @param below what is published of each narrower skill */
function supplyOf(
  places: Places,
  rows: readonly CountRow[],
  below: readonly ReadonlyMap<PlaceKey, Supply>[],
): ReadonlyMap<PlaceKey, Supply> {
  const supplies = new Map<PlaceKey, Supply>();
  for (const measure of MEASURES) {
    const whole = places.groups(new Map(rows.map((row) => [row.libraryId, row[measure]])));
    /** Whether the people within a skill are so many that they tell of those within a narrower one. */
    const isWithheld = (group: Group) => {
      if (measure === "have" || measure === "want") return false;
      const { place, count } = group as PlaceGroup;
      const open = [
        supplies.get(place)?.[ITSELF[measure]] ?? null,
        ...below.map((at) => at.get(place)?.[measure] ?? null),
      ].filter((figure) => figure !== null);
      return isTight(count, open, (below.length + 1 - open.length) * SLACK);
    };
    for (const { place, count } of roundedGroups(whole, isWithheld) as Set<PlaceGroup>) {
      const supply = supplies.get(place) ?? nothing();
      supply[measure] = published(count);
      supplies.set(place, supply);
    }
  }
  return supplies;
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
