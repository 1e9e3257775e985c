import { grown } from "./grown.js";

const WORDS = 4;
const EMPTY = 0;
const SMALLEST = 16;
/** Of the buckets at most so many are taken, so that probing stays short. */
const FULLEST = 0.7;

/**
 * Gives UUIDs dense numbers ("slots") and finds them again, in typed arrays: some 24 bytes an id, where a Map of
 * strings takes over 100. Slots of removed ids are given out again, unless they are to be kept.
 */
export class IdTable {
  /** Four words of each slot's id, the most significant first. */
  private words = new Uint32Array(SMALLEST * WORDS);
  /** Open addressing with linear probing: slot + 1, or 0. */
  private buckets = new Uint32Array(SMALLEST);
  private readonly free: number[] = [];
  private ends = 0;
  private used = 0;
  /** Slots below this are not given out again. */
  private reusableFrom = 0;
  private readonly wanted = new Uint32Array(WORDS);

  /** Every slot in use is below this. */
  get end(): number {
    return this.ends;
  }

  get size(): number {
    return this.used;
  }

  get bytes(): number {
    return this.words.byteLength + this.buckets.byteLength;
  }

  /** The slot of an id, or -1. */
  slotOf(id: string): number {
    return this.find(wordsOf(id, this.wanted));
  }

  /** The slot of an id given as four words, or -1. */
  find(words: Uint32Array): number {
    const bucket = this.bucketOf(words);
    return this.buckets[bucket]! - 1;
  }

  /** The slot of an id, given out now if it is new. */
  add(id: string): number {
    return this.addWords(wordsOf(id, this.wanted));
  }

  addWords(words: Uint32Array): number {
    if (this.size + 1 > this.buckets.length * FULLEST) this.rehash(this.buckets.length * 2);
    const bucket = this.bucketOf(words);
    if (this.buckets[bucket] !== EMPTY) return this.buckets[bucket]! - 1;
    const slot = this.free.pop() ?? this.ends++;
    this.used += 1;
    this.words = grown(this.words, this.ends * WORDS);
    this.words.set(words, slot * WORDS);
    this.buckets[bucket] = slot + 1;
    return slot;
  }

  /** Makes room for so many ids at once. */
  reserve(ids: number): void {
    this.words = grown(this.words, ids * WORDS, 1);
    let length = this.buckets.length;
    while (ids > length * FULLEST) length *= 2;
    if (length > this.buckets.length) this.rehash(length);
  }

  /** Forgets the id of a slot; the slot must be in use. */
  remove(slot: number): void {
    const { buckets, words } = this;
    const mask = buckets.length - 1;
    let gap = this.bucketOf(words.subarray(slot * WORDS, slot * WORDS + WORDS));
    // What was probed past the gap moves back into it, so that no tombstones pile up.
    for (let next = (gap + 1) & mask; buckets[next] !== EMPTY; next = (next + 1) & mask) {
      const home = this.home(buckets[next]! - 1);
      if (((next - home) & mask) < ((next - gap) & mask)) continue;
      buckets[gap] = buckets[next]!;
      gap = next;
    }
    buckets[gap] = EMPTY;
    this.used -= 1;
    if (slot >= this.reusableFrom) this.free.push(slot);
  }

  /** From now on the slots so far keep their meaning: one that gets free is not given to another id. */
  keepSlots(): void {
    this.reusableFrom = this.ends;
  }

  /** The four words of the id of a slot. */
  wordsOf(slot: number, into: Uint32Array): Uint32Array {
    for (let word = 0; word < WORDS; word++) into[word] = this.words[slot * WORDS + word]!;
    return into;
  }

  idOf(slot: number): string {
    const at = slot * WORDS;
    const [one, two] = [this.words[at]!, this.words[at + 1]!];
    const [three, four] = [this.words[at + 2]!, this.words[at + 3]!];
    const middle = `${low(two >>> 16)}-${low(two)}-${low(three >>> 16)}-${low(three)}`;
    return `${low(one >>> 16)}${low(one)}-${middle}${low(four >>> 16)}${low(four)}`;
  }

  /** Whether this was the last id of a slot. */
  isAt(slot: number, wanted: Uint32Array): boolean {
    const { words } = this;
    const at = slot * WORDS;
    return (
      words[at + 3] === wanted[3] &&
      words[at + 2] === wanted[2] &&
      words[at + 1] === wanted[1] &&
      words[at] === wanted[0]
    );
  }

  private bucketOf(wanted: Uint32Array): number {
    const { buckets } = this;
    const mask = buckets.length - 1;
    let bucket = mixed(wanted[1]!, wanted[2]!, wanted[3]!) & mask;
    while (buckets[bucket] !== EMPTY && !this.isAt(buckets[bucket]! - 1, wanted))
      bucket = (bucket + 1) & mask;
    return bucket;
  }

  private home(slot: number): number {
    const at = slot * WORDS;
    const { words } = this;
    return mixed(words[at + 1]!, words[at + 2]!, words[at + 3]!) & (this.buckets.length - 1);
  }

  private rehash(length: number): void {
    const old = this.buckets;
    this.buckets = new Uint32Array(length);
    for (const entry of old) {
      if (entry === EMPTY) continue;
      let bucket = this.home(entry - 1);
      while (this.buckets[bucket] !== EMPTY) bucket = (bucket + 1) & (length - 1);
      this.buckets[bucket] = entry;
    }
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The digits of the lower 16 bits. */
const low = (word: number): string => HEX[(word >>> 8) & 255]! + HEX[word & 255]!;

/** Ids made in the same millisecond differ in their later words only; those are random. */
function mixed(one: number, two: number, three: number): number {
  let hash = Math.imul(one ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(two, 0xc2b2ae35) ^ three;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * The four words of a UUID.
 * @param id as PostgreSQL prints it
 * @param into where they go
 */
export function wordsOf(id: string, into: Uint32Array): Uint32Array {
  into[0] = Number.parseInt(id.slice(0, 8), 16);
  into[1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
  into[2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
  into[3] = Number.parseInt(id.slice(28), 16);
  return into;
}
