import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { typedId } from "../platform/graphql/typed-id.js";
import type { GapMatrix, InsightPlace, SkillGap } from "./insights.js";
import { demandAt, type PlaceFigures, supplyByPlace } from "./insights.reads.js";
import { CONSORTIUM, libraryPlace, type PlaceKey, regionPlace } from "./place.js";

/** A place of the matrix, and where its needs are. */
interface Column extends InsightPlace {
  readonly supply: PlaceKey;
  readonly demand: PlaceKey;
}

/**
 * Breaks the figures of skills down by place.
 * @param gaps the skills in the order of the rows
 * @param most how many places: those where most people have, or want, one of these skills
 */
export async function gapMatrix(
  reads: Reads,
  user: User,
  gaps: readonly SkillGap[],
  { includeNarrower, isLibrary, most }: { includeNarrower: boolean; isLibrary: boolean; most: number },
): Promise<GapMatrix> {
  const skillIds = gaps.map(({ skillId }) => skillId);
  const supplies = await supplyByPlace(reads, user, skillIds, { includeNarrower, isLibrary });
  const columns = largest(await placesOf(reads, user, isLibrary), supplies, most);
  const demands = await demandAt(
    ...([reads, user, skillIds, [...new Set(columns.map(({ demand }) => demand))], includeNarrower] as const),
  );
  const supplyOf = new Map(supplies.map((row) => [`${row.skillId} ${row.place}`, row]));
  const demandOf = new Map(demands.map((row) => [`${row.skillId} ${row.place}`, row.needed]));
  const cellOf = (skillId: string, { supply, demand }: Column) => {
    const { have = null, want = null } = supplyOf.get(`${skillId} ${supply}`) ?? {};
    const needed = demandOf.get(`${skillId} ${demand}`) ?? 0;
    return { have, want, needed, gap: needed - (have ?? 0) };
  };
  return {
    places: columns.map(({ id, label }) => ({ id, label })),
    rows: skillIds.map((skillId) => ({ skillId, cells: columns.map((column) => cellOf(skillId, column)) })),
  };
}

interface LibraryRow {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
}

const LIBRARIES = {
  name: "insights.libraries",
  text: `select id, name, region from library where consortium_id = $1::uuid and archived_at is null`,
};

/** The places of the caller's consortium. */
async function placesOf(reads: Reads, user: User, isLibrary: boolean): Promise<Column[]> {
  const libraries = await reads.as(user).run<LibraryRow>(LIBRARIES, [user.consortiumId]);
  if (isLibrary)
    return libraries.map(({ id, name, region }) => {
      const demand = region === null ? CONSORTIUM : regionPlace(region);
      return { id: typedId("library", id), label: name, supply: libraryPlace(id), demand };
    });
  const regions = new Set(libraries.flatMap(({ region }) => region ?? []));
  return [...regions].map((region) => {
    const place = regionPlace(region);
    return { id: region, label: region, supply: place, demand: place };
  });
}

/** The places where most people have or want something, by name. */
function largest(places: readonly Column[], supplies: readonly PlaceFigures[], most: number): Column[] {
  const totals = new Map<PlaceKey, number>();
  for (const { place, have, want } of supplies)
    totals.set(place, (totals.get(place) ?? 0) + (have ?? 0) + (want ?? 0));
  const totalOf = ({ supply }: Column) => totals.get(supply) ?? 0;
  const byName = (a: Column, b: Column) => a.label.localeCompare(b.label, "en") || (a.id < b.id ? -1 : 1);
  return [...places]
    .sort((a, b) => totalOf(b) - totalOf(a) || byName(a, b))
    .slice(0, most)
    .sort(byName);
}
