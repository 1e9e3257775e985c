import type { Scoring } from "./contenders.js";
import { type Half, halvesOf } from "./halves.js";
import { type Judgement, judge } from "./judge.js";
import type { Occupation } from "./occupations.js";

/** Means over the needs of a round. */
export interface Result {
  /** The worker of the need's own occupation is not ranked. */
  readonly map: number;
  readonly ndcg10: number;
  readonly mrr: number;
  /** MAP over the needs of one half of the unit groups only. */
  readonly mapOf: Readonly<Record<Half, number>>;
  /** MAP with the worker of the need's own occupation among the relevant ones. */
  readonly mapWithOwn: number;
}

/** Judges rankings of workers for needs: relevant are the workers of the same unit group. */
export class Contest {
  private readonly halves: readonly Half[];
  private readonly everybody: readonly number[];

  constructor(private readonly occupations: readonly Occupation[]) {
    this.halves = halvesOf(occupations);
    this.everybody = occupations.map((_, number) => number);
  }

  /** The occupations of the unit group of one, itself included. */
  unitGroupOf(number: number): ReadonlySet<number> {
    return new Set(this.everybody.filter((other) => this.isRelevant(number, other)));
  }

  /** Asks for every need; those without anybody relevant are left out of a mean. */
  result(scoring: Scoring): Result {
    const judged: { half: Half; judgement: Judgement }[] = [];
    const withOwn: number[] = [];
    for (const need of this.everybody) {
      const scores = scoring(need);
      const isRelevant = (worker: number) => this.isRelevant(need, worker);
      const others = this.everybody.filter((worker) => worker !== need);
      const judgement = judge(scores, others, isRelevant);
      if (judgement) judged.push({ half: this.halves[need]!, judgement });
      withOwn.push(judge(scores, this.everybody, isRelevant)!.averagePrecision);
    }
    const over = (figure: keyof Judgement, half?: Half) =>
      mean(judged.filter((one) => !half || one.half === half).map(({ judgement }) => judgement[figure]));
    return {
      map: over("averagePrecision"),
      ndcg10: over("ndcg10"),
      mrr: over("reciprocalRank"),
      mapOf: { chosen: over("averagePrecision", "chosen"), heldOut: over("averagePrecision", "heldOut") },
      mapWithOwn: mean(withOwn),
    };
  }

  private isRelevant(need: number, worker: number): boolean {
    return this.occupations[worker]!.unitGroup === this.occupations[need]!.unitGroup;
  }
}

/** NaN for nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
