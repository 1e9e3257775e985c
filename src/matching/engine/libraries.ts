import { Interner } from "./interner.js";

/** Where the workers of a library work. */
export interface Place {
  readonly country: string | null;
  readonly region: string | null;
}

const NOWHERE: Place = { country: null, region: null };

/** The libraries of a consortium by number, with their places; 0 stands for no library. */
export class Libraries {
  private readonly ids = new Interner();
  private readonly places: Place[] = [NOWHERE];

  constructor() {
    this.ids.intern("");
  }

  /** The number of a library, which gets this place from now on. */
  put(id: string | null, place: Place): number {
    if (id === null) return 0;
    const number = this.ids.intern(id);
    this.places[number] = place;
    return number;
  }

  /** The number of a library that somebody belongs to; -1 for any other. */
  find(id: string): number {
    return this.ids.find(id);
  }

  idOf(number: number): string | null {
    return number === 0 ? null : this.ids.valueOf(number);
  }

  place(number: number): Place {
    return this.places[number]!;
  }

  get size(): number {
    return this.ids.size;
  }
}
