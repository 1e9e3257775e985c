import { GAIN_UNIT } from "../improvements.js";
import { shownScore } from "../score.js";

/** A need that comes within reach of a worker. */
export interface OpenedNeed {
  readonly needId: string;
  /** The exact score before the step, 0 to 1; null where there was none. */
  readonly before: number | null;
  /** And after it. */
  readonly after: number;
}

const UNITS_OF_A_POINT = Math.round(0.01 / GAIN_UNIT);

/** What one step of a worker does to the scores of the open needs. */
export class StepEffect {
  /** The needs that reach the bar by the step. */
  private readonly reached: OpenedNeed[] = [];
  private improved = 0;
  private units = 0;

  /** @param bar the score from which on a need counts as open to the worker, as shown: 0 to 100 */
  constructor(private readonly bar: number) {}

  /** Notes the score of one need before and after the step. */
  add(needId: string, before: number | null, after: number): void {
    const gained = Math.round((after - (before ?? 0)) / GAIN_UNIT);
    if (gained === 0) return;
    this.units += gained;
    if (gained > 0) this.improved += 1;
    if (gained > 0 && !this.reaches(before ?? 0) && this.reaches(after))
      this.reached.push({ needId, before, after });
  }

  get needsOpened(): number {
    return this.reached.length;
  }

  get needsImproved(): number {
    return this.improved;
  }

  /**
   * How much more all scores together are, in points of which a score has 0 to 100; losses count. Each gain is counted in
   * whole billionths of a score, so that the order of the needs changes nothing.
   */
  get gain(): number {
    return this.units / UNITS_OF_A_POINT;
  }

  /** Whether it is of use: it opens a need, or the scores together gain. */
  get isUseful(): boolean {
    return this.needsOpened > 0 || this.units > 0;
  }

  /** The needs that it opens, those of the highest score first, equal ones by id. */
  opened(most: number): OpenedNeed[] {
    const byScore = (one: OpenedNeed, other: OpenedNeed) =>
      other.after - one.after || (one.needId < other.needId ? -1 : 1);
    return this.reached.toSorted(byScore).slice(0, most);
  }

  /** Below 0 where this one comes first: it opens more needs, or as many and gains more. */
  compare(other: StepEffect): number {
    return other.needsOpened - this.needsOpened || other.units - this.units;
  }

  private reaches(score: number): boolean {
    return shownScore(score)! >= this.bar;
  }
}
