import type { Group } from "../disclosure/small-groups.js";
import { CONSORTIUM, libraryPlace, type Placed, type PlaceKey, regionPlace } from "../place.js";

/** A group of people with where they are. */
export interface PlaceGroup extends Group {
  readonly place: PlaceKey;
  readonly parts: readonly PlaceGroup[];
}

/** The libraries of a consortium by region; those without one stand for themselves. */
export class Places {
  private readonly regions = new Map<string | null, Placed[]>();

  constructor(libraries: readonly Placed[]) {
    for (const library of libraries)
      this.regions.set(library.region, [...(this.regions.get(library.region) ?? []), library]);
  }

  /**
   * The consortium, its regions and libraries as groups.
   * @param counts how many people by library; none where it has no entry
   * @param countIn how many people are in several libraries, given each count; their sum when left out
   */
  groups(counts: ReadonlyMap<string, number>, countIn: (place: PlaceKey, sum: number) => number = sumOf) {
    const parts = [...this.regions].flatMap(([region, libraries]) => {
      const inside = libraries.flatMap(({ id }): PlaceGroup[] => {
        const count = counts.get(id) ?? 0;
        return count > 0 ? [{ place: libraryPlace(id), count, parts: [] }] : [];
      });
      if (region === null || inside.length === 0) return inside;
      const place = regionPlace(region);
      const empty = libraries.length - inside.length;
      return [{ place, count: countIn(place, total(inside)), parts: inside, empty }];
    });
    const groups =
      this.regions.size - (this.regions.has(null) ? 1 : 0) + (this.regions.get(null)?.length ?? 0);
    const count = countIn(CONSORTIUM, total(parts));
    return { place: CONSORTIUM, count, parts, empty: groups - parts.length } satisfies PlaceGroup;
  }
}

const sumOf = (_: PlaceKey, sum: number) => sum;
const total = (groups: readonly Group[]) => groups.reduce((sum, { count }) => sum + count, 0);

/** A group and all that it falls into. */
export function* withParts(group: PlaceGroup): Generator<PlaceGroup> {
  yield group;
  for (const part of group.parts) yield* withParts(part);
}
