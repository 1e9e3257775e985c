import { grown } from "./grown.js";

/** Classes are numbers of 6 bits; the last is that of an entry whose slot is not in the list any more. */
export const CLASSES = 64;
export const GONE = CLASSES - 1;
/** Slots are numbers of 24 bits. */
export const MOST_SLOTS = 2 ** 24;
const NOTHING = new Uint32Array(0);
const LEAST_TAIL = 32;

/** Entries in order of slots: slot * 256 + class. Those of class `GONE` count for nothing. */
export interface Run {
  readonly entries: Uint32Array;
  readonly length: number;
}

/**
 * Which slots have something, each with a class. Most of it is one long run; a short one has late entries,
 * and is folded into the long one when it gets longer. A slot is in at most one of them, and once.
 */
export class PostingList {
  private main = NOTHING;
  private mainLength = 0;
  private tail = NOTHING;
  private tailLength = 0;
  private gone = 0;

  /** Notes a slot with its class, 0 to 62; replaces the class if the slot is there. */
  set(slot: number, kind: number): void {
    const entry = ((slot << 8) | kind) >>> 0;
    const at = this.isBehindMain(slot) ? this.mainLength : firstFrom(this.main, this.mainLength, slot);
    if (isAt(this.main, this.mainLength, at, slot)) {
      if ((this.main[at]! & GONE) === GONE) this.gone -= 1;
      this.main[at] = entry;
    } else if (at === this.mainLength && this.tailLength === 0) {
      this.main = grown(this.main, this.mainLength + 1, 1.5);
      this.main[this.mainLength++] = entry;
    } else {
      this.setLate(slot, entry);
    }
  }

  /** Takes a slot out, if it is there. */
  remove(slot: number): void {
    const at = firstFrom(this.main, this.mainLength, slot);
    if (isAt(this.main, this.mainLength, at, slot)) {
      if ((this.main[at]! & GONE) === GONE) return;
      this.main[at] = ((slot << 8) | GONE) >>> 0;
      this.gone += 1;
      if (this.gone > LEAST_TAIL + this.mainLength / 4) this.fold();
      return;
    }
    const late = firstFrom(this.tail, this.tailLength, slot);
    if (!isAt(this.tail, this.tailLength, late, slot)) return;
    this.tail.copyWithin(late, late + 1, this.tailLength);
    this.tailLength -= 1;
  }

  /** The entries, the long run first. */
  runs(): Run[] {
    const runs: Run[] = [];
    if (this.mainLength > 0) runs.push({ entries: this.main, length: this.mainLength });
    if (this.tailLength > 0) runs.push({ entries: this.tail, length: this.tailLength });
    return runs;
  }

  get isEmpty(): boolean {
    return this.mainLength + this.tailLength === this.gone;
  }

  get bytes(): number {
    return this.main.byteLength + this.tail.byteLength;
  }

  /** So it is whenever slots come in order. */
  private isBehindMain(slot: number): boolean {
    return this.mainLength === 0 || this.main[this.mainLength - 1]! >>> 8 < slot;
  }

  private setLate(slot: number, entry: number): void {
    const at = firstFrom(this.tail, this.tailLength, slot);
    if (!isAt(this.tail, this.tailLength, at, slot)) {
      this.tail = grown(this.tail, this.tailLength + 1, 2);
      this.tail.copyWithin(at + 1, at, this.tailLength);
      this.tailLength += 1;
    }
    this.tail[at] = entry;
    // Folding costs the length of the list, and a late entry that of the tail: so the tail may grow with the root.
    if (this.tailLength > LEAST_TAIL + 2 * Math.sqrt(this.mainLength)) this.fold();
  }

  private fold(): void {
    const { main, mainLength, tail, tailLength } = this;
    const all = new Uint32Array(Math.ceil((mainLength + tailLength - this.gone) * 1.1) + 2);
    let [length, one, other] = [0, 0, 0];
    while (one < mainLength || other < tailLength) {
      const late = one === mainLength || (other < tailLength && tail[other]! < main[one]!);
      const entry = late ? tail[other++]! : main[one++]!;
      if ((entry & GONE) !== GONE) all[length++] = entry;
    }
    this.main = all;
    this.mainLength = length;
    this.tail = NOTHING;
    this.tailLength = 0;
    this.gone = 0;
  }
}

/** Where, from `from` on, the first entry of a slot that is not below `slot` is. */
export function firstFrom(entries: Uint32Array, length: number, slot: number, from = 0): number {
  let [low, high] = [from, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]! >>> 8 < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isAt = (entries: Uint32Array, length: number, at: number, slot: number): boolean =>
  at < length && entries[at]! >>> 8 === slot;
