import type { Place } from "../gates.js";
import { Interner } from "../interner.js";

/** The libraries of a consortium by number, with their places by number; library 0 stands for none, in place 0: nowhere said. */
export class Libraries {
  private readonly ids = new Interner();
  private readonly placeNumbers = new Interner();
  private readonly places: Place[] = [];
  /** By library. */
  private readonly placeOf: number[] = [];
  private moves = 0;

  constructor() {
    this.ids.intern("");
    this.placeOf.push(this.numberOfPlace({ country: null, region: null }));
  }

  /** The number of a library, which gets this place from now on. */
  put(id: string | null, place: Place): number {
    if (id === null) return 0;
    const number = this.ids.intern(id);
    const placeNumber = this.numberOfPlace(place);
    if (this.placeOf[number] !== placeNumber) this.moves += 1;
    this.placeOf[number] = placeNumber;
    return number;
  }

  /** Grows whenever a library is new or gets another place. */
  get revision(): number {
    return this.moves;
  }

  /** The number of a library that somebody belongs to; -1 for any other. */
  find(id: string): number {
    return this.ids.find(id);
  }

  idOf(library: number): string | null {
    return library === 0 ? null : this.ids.valueOf(library);
  }

  /** The number of the place that a library is in. */
  placeNumber(library: number): number {
    return this.placeOf[library]!;
  }

  /** A place by its number. */
  placeAt(placeNumber: number): Place {
    return this.places[placeNumber]!;
  }

  place(library: number): Place {
    return this.placeAt(this.placeNumber(library));
  }

  get count(): number {
    return this.ids.size;
  }

  get placeCount(): number {
    return this.places.length;
  }

  private numberOfPlace({ country, region }: Place): number {
    const number = this.placeNumbers.intern(JSON.stringify([country, region]));
    this.places[number] ??= { country, region };
    return number;
  }
}
