import type { Group } from "../disclosure/small-groups.js";
import { CONSORTIUM, libraryPlace, type Placed, type PlaceKey, regionPlace } from "../place.js";

/** A group of people with where they are. */
export interface PlaceGroup extends Group {
  readonly place: PlaceKey;
  readonly parts: readonly PlaceGroup[];
}

/** The libraries of a consortium by region; those without one stand for themselves. */
export class Places {
  private readonly regionOf = new Map<string, string | null>();
  /** How many libraries each region has. */
  private readonly sizes = new Map<string, number>();
  private unplaced = 0;

  constructor(libraries: readonly Placed[]) {
    for (const { id, region } of libraries) {
      this.regionOf.set(id, region);
      if (region === null) this.unplaced += 1;
      else this.sizes.set(region, (this.sizes.get(region) ?? 0) + 1);
    }
  }

  /**
   * The consortium, its regions and libraries as groups.
   * @param counts how many people by library; none where it has no entry
   * @param countIn how many people are in several libraries, given each count; their sum when left out
   */
  groups(
    counts: ReadonlyMap<string, number>,
    countIn: (place: PlaceKey, sum: number) => number = sumOf,
  ): PlaceGroup {
    const parts: PlaceGroup[] = [];
    const inside = new Map<string, PlaceGroup[]>();
    for (const [id, count] of counts) {
      const region = this.regionOf.get(id);
      if (count === 0 || region === undefined) continue;
      const library = { place: libraryPlace(id), count, parts: [] };
      if (region === null) parts.push(library);
      else if (inside.has(region)) inside.get(region)!.push(library);
      else inside.set(region, [library]);
    }
    for (const [region, libraries] of inside) {
      const place = regionPlace(region);
      const empty = this.sizes.get(region)! - libraries.length;
      parts.push({ place, count: countIn(place, total(libraries)), parts: libraries, empty });
    }
    const empty = this.sizes.size + this.unplaced - parts.length;
    return { place: CONSORTIUM, count: countIn(CONSORTIUM, total(parts)), parts, empty };
  }
}

const sumOf = (_: PlaceKey, sum: number) => sum;
const total = (groups: readonly Group[]) => groups.reduce((sum, { count }) => sum + count, 0);

/** A group and all that it falls into. */
export function* withParts(group: PlaceGroup): Generator<PlaceGroup> {
  yield group;
  for (const part of group.parts) yield* withParts(part);
}
