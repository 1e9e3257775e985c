import { type Group, SLACK } from "../disclosure/small-groups.js";
import { CONSORTIUM, libraryPlace, type Placed, type PlaceKey, regionPlace } from "../place.js";

/** A group of people with where they are. */
export interface PlaceGroup extends Group {
  readonly place: PlaceKey;
  readonly parts: readonly PlaceGroup[];
}

/** What of a library tells how many people there can be. */
export interface Staffed extends Placed {
  /** As many as needed when left out. */
  readonly staff?: number;
}

/** The libraries of a consortium by region; those without one stand for themselves. */
export class Places {
  private readonly regionOf = new Map<string, string | null>();
  /** How many there may be of whom nothing is said: at each library, and in each region. */
  private readonly roomOf = new Map<string, number>();
  /** The same of all libraries of a region, and of all that stand beside each other in the consortium, added up. */
  private readonly within = new Map<string | null, number>();

  constructor(libraries: readonly Staffed[]) {
    const staffIn = new Map<string, number>();
    for (const { id, region, staff = SLACK } of libraries) {
      this.regionOf.set(id, region);
      this.roomOf.set(id, Math.min(SLACK, staff));
      if (region !== null) staffIn.set(region, (staffIn.get(region) ?? 0) + staff);
      this.widen(region, Math.min(SLACK, staff));
    }
    for (const [region, staff] of staffIn) {
      this.roomOf.set(region, Math.min(SLACK, staff));
      this.widen(null, Math.min(SLACK, staff));
    }
  }

  private widen(where: string | null, room: number): void {
    this.within.set(where, (this.within.get(where) ?? 0) + room);
  }

  /** How many there may be at a place of whom nothing is said. */
  room(place: PlaceKey): number {
    const name = place.slice(place.indexOf(" ") + 1);
    return this.roomOf.get(name) ?? SLACK;
  }

  /** A place and those that it is in. */
  around(place: PlaceKey): PlaceKey[] {
    const region = this.regionOf.get(place.slice(libraryPlace("").length));
    if (place === CONSORTIUM) return [CONSORTIUM];
    return region ? [place, regionPlace(region), CONSORTIUM] : [place, CONSORTIUM];
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
      const library = { place: libraryPlace(id), count, parts: [], room: this.roomOf.get(id)! };
      if (region === null) parts.push(library);
      else if (inside.has(region)) inside.get(region)!.push(library);
      else inside.set(region, [library]);
    }
    for (const [region, libraries] of inside) {
      const place = regionPlace(region);
      const count = countIn(place, total(libraries));
      const spare = this.within.get(region)! - roomOf(libraries);
      parts.push({ place, count, parts: libraries, room: this.roomOf.get(region)!, spare });
    }
    const spare = (this.within.get(null) ?? 0) - roomOf(parts);
    return { place: CONSORTIUM, count: countIn(CONSORTIUM, total(parts)), parts, spare };
  }
}

const sumOf = (_: PlaceKey, sum: number) => sum;
const roomOf = (groups: readonly Group[]) => groups.reduce((sum, { room = 0 }) => sum + room, 0);
const total = (groups: readonly Group[]) => groups.reduce((sum, { count }) => sum + count, 0);

/** A group and all that it falls into. */
export function* withParts(group: PlaceGroup): Generator<PlaceGroup> {
  yield group;
  for (const part of group.parts) yield* withParts(part);
}
