import { type AllocationProblem, HOURS_TOLERANCE, MISSING_WEIGHT, minimumOf, weightOf } from "./problem.js";

/** A search that takes longer is given up, and bounded instead. */
const MOST_STEPS = 20_000;

/**
 * What each worker would choose if places had prices: the set of offers within cap and hours with the highest worth after
 * what it costs. Exact, by branch and bound; the sets are small. An offer is a pair, numbered so that those of a worker
 * stand together.
 */
export class WorkerChoice {
  /** Offers of worker w: `starts[w]` to `starts[w + 1] - 1`, those with the highest score first. */
  readonly starts: Int32Array;
  /** Of each offer: its pair, need, score, and hours. */
  readonly pairs: Int32Array;
  readonly needs: Int32Array;
  readonly scores: Float64Array;
  private readonly takes: Float64Array;

  /** What a place of each need costs. */
  readonly prices: Float64Array;
  /** Offers that are not 0 here cost `discount` less. */
  readonly held: Uint8Array;
  discount = 0;

  /** What the last `choose` came to: the offers, in `chosen[0]` to `chosen[count - 1]`. */
  readonly chosen: Int32Array;
  count = 0;
  /** Their worth after costs. */
  value = 0;
  /** No other set has a higher worth; equals `value` unless the search was given up. */
  bound = 0;

  private readonly weights: Float64Array;
  private readonly isFlat: boolean;
  /** The offers that the search looks at, what they cost, gain as the first and as the last of the ranks, and take. */
  private readonly items: Int32Array;
  private readonly costs: Float64Array;
  private readonly gains: Float64Array;
  private readonly lasts: Float64Array;
  private readonly efforts: Float64Array;
  private readonly bounds: readonly Float64Array[];
  private readonly path: Int32Array;
  private size = 0;
  private steps = 0;
  private cap = 0;
  private minimum = 0;

  constructor(readonly problem: AllocationProblem) {
    const { caps, goal, places, workers } = problem;
    const { starts, pairs } = byWorker(problem);
    this.starts = starts;
    this.pairs = pairs;
    this.needs = pairs.map((pair) => problem.needs[pair]!);
    this.scores = Float64Array.from(pairs, (pair) => problem.scores[pair]!);
    this.takes = Float64Array.from(this.needs, (need) => problem.effort[need]!);
    // What has no place is not to be had at any price.
    this.prices = Float64Array.from(places, (of) => (of === 0 ? Number.POSITIVE_INFINITY : 0));
    this.held = new Uint8Array(workers.length);
    let degree = 0;
    for (let w = 0; w < caps.length; w++) degree = Math.max(degree, starts[w + 1]! - starts[w]!);
    const cap = caps.reduce((most, each) => Math.max(most, each), 0);
    this.weights = Float64Array.from({ length: cap + 1 }, (_, rank) => weightOf(goal, rank));
    this.isFlat = goal === "TOTAL_SCORE";
    this.items = new Int32Array(degree);
    this.costs = new Float64Array(degree);
    this.gains = new Float64Array(degree);
    this.lasts = new Float64Array(degree);
    this.efforts = new Float64Array(degree);
    this.bounds = Array.from({ length: cap + 1 }, () => new Float64Array(degree + 1));
    this.path = new Int32Array(cap + 1);
    this.chosen = new Int32Array(cap + 1);
  }

  /** @param without an offer that is not to be had; -1 for none */
  choose(worker: number, without = -1): void {
    const { problem } = this;
    this.cap = problem.caps[worker]!;
    this.minimum = minimumOf(problem, worker);
    this.count = 0;
    this.value = 0;
    this.bound = 0;
    if (this.cap === 0) return;
    const hours = problem.hours[worker]! + HOURS_TOLERANCE;
    this.gather(worker, hours, without);
    if (this.size === 0) return;
    if (this.cap === 1) this.takeBest();
    else {
      if (this.isFlat) {
        this.sortByGain();
        if (this.takeFirst(hours)) return;
      }
      this.search(hours);
    }
  }

  /**
   * The offers that may be among the chosen: those that are worth their cost, fit into the hours, and have fewer than
   * `cap` others before them that take no more hours and are worth no less at any rank.
   */
  private gather(worker: number, hours: number, without: number): void {
    const { needs, scores, takes, prices, held, discount } = this;
    const { items, costs, gains, lasts, efforts, cap } = this;
    const least = this.minimum > 0 ? -MISSING_WEIGHT : 0;
    const lastWeight = this.weights[cap - 1]!;
    const until = this.starts[worker + 1]!;
    let size = 0;
    let isGaining = false;
    for (let at = this.starts[worker]!; at < until; at++) {
      const effort = takes[at]!;
      const score = scores[at]!;
      const cost = prices[needs[at]!]! - (held[at] === 0 ? 0 : discount);
      const gain = score - cost;
      if (gain <= least || effort > hours || at === without) continue;
      // What loses is only taken for a minimum of one when nothing gains.
      if (gain > 0) isGaining = true;
      else if (isGaining && this.minimum === 1) continue;
      const last = lastWeight * score - cost;
      let better = 0;
      for (let i = 0; i < size; i++)
        if (gains[i]! >= gain && lasts[i]! >= last && efforts[i]! <= effort && ++better === cap) break;
      if (better === cap) continue;
      items[size] = at;
      costs[size] = cost;
      gains[size] = gain;
      lasts[size] = last;
      efforts[size] = effort;
      size++;
    }
    this.size = size;
  }

  /** The one with the highest gain, where there is but one place. */
  private takeBest(): void {
    const { gains, size } = this;
    let best = 0;
    for (let i = 1; i < size; i++) if (gains[i]! > gains[best]!) best = i;
    this.chosen[0] = this.items[best]!;
    this.count = 1;
    this.value = gains[best]! + (this.minimum > 0 ? MISSING_WEIGHT : 0);
    this.bound = this.value;
  }

  private sortByGain(): void {
    const { items, gains, costs, efforts, size } = this;
    for (let i = 1; i < size; i++) {
      const item = items[i]!;
      const gain = gains[i]!;
      const cost = costs[i]!;
      const effort = efforts[i]!;
      let j = i - 1;
      for (; j >= 0 && gains[j]! < gain; j--) {
        items[j + 1] = items[j]!;
        gains[j + 1] = gains[j]!;
        costs[j + 1] = costs[j]!;
        efforts[j + 1] = efforts[j]!;
      }
      items[j + 1] = item;
      gains[j + 1] = gain;
      costs[j + 1] = cost;
      efforts[j + 1] = effort;
    }
  }

  /** Takes those with the highest gains. @returns whether the hours allow that, so that nothing is better */
  private takeFirst(hours: number): boolean {
    let left = hours;
    let [count, value] = [0, 0];
    for (let i = 0; i < this.size && count < this.cap; i++) {
      const gain = this.gains[i]! + (count < this.minimum ? MISSING_WEIGHT : 0);
      if (gain <= 0) break;
      left -= this.efforts[i]!;
      if (left < 0) return false;
      this.chosen[count++] = this.items[i]!;
      value += gain;
    }
    this.count = count;
    this.value = value;
    this.bound = value;
    return true;
  }

  private search(hours: number): void {
    this.steps = 0;
    this.prepareBounds();
    this.descend(0, 0, 0, hours);
    this.bound = this.steps > MOST_STEPS ? this.bounds[0]![0]! : this.value;
  }

  /** For each rank, what the best offers from some place on are worth there and at the ranks behind it. */
  private prepareBounds(): void {
    const { size, scores, items, costs, bounds } = this;
    bounds[this.cap]!.fill(0, 0, size + 1);
    for (let rank = this.cap - 1; rank >= 0; rank--) {
      const behind = bounds[rank + 1]!;
      const here = bounds[rank]!;
      const weight = this.weights[rank]!;
      const reward = rank < this.minimum ? MISSING_WEIGHT : 0;
      let most = 0;
      here[size] = 0;
      for (let i = size - 1; i >= 0; i--) {
        const gain = weight * scores[items[i]!]! - costs[i]! + reward;
        if (gain > most) most = gain;
        here[i] = most + behind[i]!;
      }
    }
  }

  private descend(from: number, rank: number, value: number, hours: number): void {
    if (value > this.value) {
      this.value = value;
      this.count = rank;
      for (let r = 0; r < rank; r++) this.chosen[r] = this.path[r]!;
    }
    if (rank === this.cap) return;
    const weight = this.weights[rank]!;
    const reward = rank < this.minimum ? MISSING_WEIGHT : 0;
    const bounds = this.bounds[rank]!;
    for (let i = from; i < this.size; i++) {
      if (value + bounds[i]! <= this.value || ++this.steps > MOST_STEPS) return;
      const effort = this.efforts[i]!;
      if (effort > hours) continue;
      const offer = this.items[i]!;
      this.path[rank] = offer;
      const gain = weight * this.scores[offer]! - this.costs[i]! + reward;
      this.descend(i + 1, rank + 1, value + gain, hours - effort);
    }
  }
}

/** The pairs of each worker, those with the highest score first. */
function byWorker({ caps, scores, workers }: AllocationProblem) {
  const starts = new Int32Array(caps.length + 1);
  for (const worker of workers) starts[worker + 1]!++;
  for (let w = 0; w < caps.length; w++) starts[w + 1]! += starts[w]!;
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const next = starts.slice();
  const pairs = new Int32Array(workers.length);
  for (const pair of order) pairs[next[workers[pair]!]!++] = pair;
  return { starts, pairs };
}
