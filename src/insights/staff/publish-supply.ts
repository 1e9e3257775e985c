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
import { type PlaceGroup, Places, type Staffed } from "./place-groups.js";
import { readCounts, SkillCounts } from "./skill-counts.js";
import { presentOf, storeSupply } from "./store-supply.js";
import { MEASURES, type Measure, NOWHERE, nothing, type Supply, type SupplyByPlace } from "./supply.js";

const WITHIN = ["haveWithin", "wantWithin"] as const;
/** What the people of a measure "within" are made of: those of the skill itself, and those within each narrower one. */
const ITSELF = { haveWithin: "have", wantWithin: "want" } as const;

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
  const figures = new Map<string, SupplyByPlace>();
  for (const skillId of skillIds) {
    const below = narrowerOf(skillId).map((id) => ({ id, at: shown.get(id) ?? NOWHERE }));
    // A heading is nobody's; those within it are those within the narrower ones.
    const isHeading = taxonomy.get(skillId)?.kind === SkillKind.GROUP;
    const supplies = supplyOf(places, counts, skillId, below, isHeading);
    figures.set(skillId, supplies);
    shown.set(skillId, supplies);
  }
  await storeSupply(manager, consortiumId, figures, month);
}

/** Whether a figure of a narrower skill is the next below that of a skill, at its place or one around it. */
const isNear = (places: Places, counts: SkillCounts, skillId: string, below: SupplyByPlace): boolean =>
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

/** What is published of a narrower skill. */
interface Narrower {
  readonly id: string;
  readonly at: SupplyByPlace;
}

function supplyOf(
  places: Places,
  counts: SkillCounts,
  skillId: string,
  below: readonly Narrower[],
  isHeading: boolean,
): SupplyByPlace {
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
