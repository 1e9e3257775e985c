import type { EntityManager } from "typeorm";
import type { Taxonomy } from "../../skills/index.js";
import { isTight, published, roundedGroups, SLACK, SMALLEST_GROUP } from "../disclosure/small-groups.js";
import type { Placed, PlaceKey } from "../place.js";
import type { StaffCount } from "./count-staff.js";
import { type PlaceGroup, Places, withParts } from "./place-groups.js";

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

/**
 * Publishes how many people have and want some skills, everywhere in a consortium, from this month on.
 * @param manager of a transaction that nobody else publishes in
 * @param month its first day
 */
export async function publishSupply(
  manager: EntityManager,
  taxonomy: Taxonomy,
  consortiumId: string,
  skillIds: readonly string[],
  month: string,
): Promise<void> {
  // What is said of a skill depends on what is said of the narrower ones.
  const concerned = new Set(skillIds);
  for (const id of skillIds) for (const above of taxonomy.get(id)?.broaderIds ?? []) concerned.add(above);
  const needed = new Set(concerned);
  for (const id of concerned) for (const below of taxonomy.get(id)?.narrowerIds ?? []) needed.add(below);
  const libraries: Placed[] = await manager.query(
    `select i.library_id as id, l.region from insight_library i left join library l on l.id = i.library_id
     where i.consortium_id = $1`,
    [consortiumId],
  );
  const rows: CountRow[] = await manager.query(
    `select skill_id as "skillId", library_id as "libraryId", have, want, have_within as "haveWithin",
       want_within as "wantWithin"
     from insight_staff where consortium_id = $1 and skill_id = any($2)`,
    [consortiumId, [...needed]],
  );
  const counts = new SkillCounts(new Places(libraries), rows);
  const figures = new Map<string, Supply>();
  for (const skillId of concerned)
    for (const [place, supply] of supplyOf(counts, skillId, taxonomy.get(skillId)?.narrowerIds ?? []))
      figures.set(`${skillId} ${place}`, supply);
  await store(manager, consortiumId, [...concerned], figures, month);
}

/** The counts of skills as groups of people by place. */
class SkillCounts {
  private readonly bySkill = new Map<string, CountRow[]>();
  private readonly known = new Map<string, PlaceGroup>();

  constructor(
    private readonly places: Places,
    rows: readonly CountRow[],
  ) {
    for (const row of rows) {
      const known = this.bySkill.get(row.skillId);
      if (known) known.push(row);
      else this.bySkill.set(row.skillId, [row]);
    }
  }

  groups(skillId: string, measure: Measure): PlaceGroup {
    const key = `${skillId} ${measure}`;
    const known = this.known.get(key);
    if (known) return known;
    const rows = this.bySkill.get(skillId) ?? [];
    const groups = this.places.groups(new Map(rows.map((row) => [row.libraryId, row[measure]])));
    this.known.set(key, groups);
    return groups;
  }

  /** How many people a skill has at each place. */
  at(skillId: string, measure: Measure): Map<PlaceKey, number> {
    return new Map([...withParts(this.groups(skillId, measure))].map(({ place, count }) => [place, count]));
  }
}

function supplyOf(counts: SkillCounts, skillId: string, narrower: readonly string[]) {
  const supplies = new Map<PlaceKey, Supply>();
  for (const measure of MEASURES) {
    const whole = counts.groups(skillId, measure);
    const isWithheld =
      measure === "have" || measure === "want"
        ? undefined
        : tellsOfNarrower([
            counts.at(skillId, ITSELF[measure]),
            ...narrower.map((id) => counts.at(id, measure)),
          ]);
    for (const { place, count } of roundedGroups(whole, isWithheld) as Set<PlaceGroup>) {
      const supply = supplies.get(place) ?? { have: null, want: null, haveWithin: null, wantWithin: null };
      supply[measure] = published(count);
      supplies.set(place, supply);
    }
  }
  return supplies;
}

/** Whether the people within a skill, at a place, are so many that they tell of those within a narrower one. */
const tellsOfNarrower =
  (made: readonly ReadonlyMap<PlaceKey, number>[]) =>
  (group: { readonly count: number }): boolean => {
    const { place, count } = group as PlaceGroup;
    const counts = made.map((at) => at.get(place) ?? 0);
    const open = counts.filter((each) => each >= SMALLEST_GROUP);
    return isTight(count, open, (counts.length - open.length) * SLACK);
  };

interface SupplyRow extends Supply {
  readonly place: PlaceKey;
  readonly skillId: string;
}

/** Writes what differs from what is published. */
async function store(
  manager: EntityManager,
  consortiumId: string,
  skillIds: readonly string[],
  figures: ReadonlyMap<string, Supply>,
  month: string,
): Promise<void> {
  const present: SupplyRow[] = await manager.query(
    `select place, skill_id as "skillId", have, want, have_within as "haveWithin", want_within as "wantWithin"
     from insight_supply where consortium_id = $1 and skill_id = any($2) and until_month is null`,
    [consortiumId, skillIds],
  );
  const before = new Map(present.map((row) => [`${row.skillId} ${row.place}`, row as Supply]));
  const nothing: Supply = { have: null, want: null, haveWithin: null, wantWithin: null };
  const differing = [...new Set([...before.keys(), ...figures.keys()])].filter((key) => {
    const [old, now] = [before.get(key) ?? nothing, figures.get(key) ?? nothing];
    return MEASURES.some((measure) => old[measure] !== now[measure]);
  });
  if (differing.length === 0) return;
  const keys = differing.map((key) => ({ skillId: key.slice(0, 36), place: key.slice(37) }));
  const column = (measure: Measure) => differing.map((key) => (figures.get(key) ?? nothing)[measure]);
  const [ids, places] = [keys.map(({ skillId }) => skillId), keys.map(({ place }) => place)];
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
