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
  const columns = await columnsOf(reads, user, largest(supplies, most), isLibrary);
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

/** The places that have most, by name. */
function largest(supplies: readonly PlaceFigures[], most: number): PlaceFigures[] {
  const totals = new Map<PlaceKey, { readonly row: PlaceFigures; total: number }>();
  for (const row of supplies) {
    const known = totals.get(row.place) ?? { row, total: 0 };
    known.total += (row.have ?? 0) + (row.want ?? 0);
    totals.set(row.place, known);
  }
  return [...totals.values()]
    .sort((a, b) => b.total - a.total || (a.row.place < b.row.place ? -1 : 1))
    .slice(0, most)
    .map(({ row }) => row)
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

const REGIONS = {
  name: "insights.column-regions",
  text: "select id, region from library where consortium_id = $1::uuid and id = any($2::uuid[])",
};

async function columnsOf(
  reads: Reads,
  user: User,
  rows: readonly PlaceFigures[],
  isLibrary: boolean,
): Promise<Column[]> {
  if (!isLibrary) return rows.map(({ place, label }) => ({ id: label, label, supply: place, demand: place }));
  const ids = rows.map(({ place }) => place.slice(libraryPlace("").length));
  const libraries = await reads.run<{ id: string; region: string | null }>(REGIONS, [user.consortiumId, ids]);
  const regions = new Map(libraries.map(({ id, region }) => [id, region]));
  return rows.map(({ place, label }, at) => {
    const region = regions.get(ids[at]!) ?? null;
    const demand = region === null ? CONSORTIUM : regionPlace(region);
    return { id: typedId("library", ids[at]!), label, supply: place, demand };
  });
}
