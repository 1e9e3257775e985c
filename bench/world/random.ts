/**
 * Stirs 32 bits until each depends on all: the finalizer of MurmurHash3 (Austin Appleby, public domain).
 * @returns 0 to 2^32 - 1
 */
export function stir(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const GOLDEN = 0x9e3779b9;

/**
 * A stream of random numbers that is the same for the same seeds on every machine: a counter, stirred (SplitMix, Steele,
 * Lea and Flood 2014). Everything in a world has a stream of its own, so that it can be made in any order.
 */
export class Random {
  private state: number;

  /** @param seeds whole numbers that name the stream */
  constructor(...seeds: readonly number[]) {
    this.state = seeds.reduce((state, seed) => stir(state ^ stir(seed + GOLDEN)), 0);
  }

  /** 0 to below 1 */
  unit(): number {
    this.state = (this.state + GOLDEN) | 0;
    return stir(this.state) / 2 ** 32;
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }
}

/** Draws places 0 .. n-1, each as often as its weight says. */
export class Draw {
  private readonly upTo: Float64Array;

  /** @param weights each 0 or more, together above 0 */
  constructor(weights: readonly number[]) {
    let sum = 0;
    this.upTo = Float64Array.from(weights, (weight) => {
      sum += weight;
      return sum;
    });
  }

  /** @param exponent of Zipf's law: place k is drawn in proportion to 1 / (k + 1)^exponent */
  static zipf(places: number, exponent: number): Draw {
    return new Draw(Array.from({ length: places }, (_, place) => (place + 1) ** -exponent));
  }

  next(random: Random): number {
    const wanted = random.unit() * this.upTo.at(-1)!;
    let [low, high] = [0, this.upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The numbers 0 .. n-1 in an order of chance. */
export function shuffled(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index--) {
    const other = random.below(index + 1);
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  return order;
}
