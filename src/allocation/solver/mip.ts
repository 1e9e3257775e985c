import loadHighs, { type Highs, type ModelData } from "highs";
import { type AllocationProblem, MISSING_WEIGHT, minimumOf, type Slate, weightOf } from "./problem.js";

/** What HiGHS found: a slate, and what the objective of no slate exceeds. */
export interface MipResult {
  readonly slate: Slate;
  readonly bound: number;
}

export interface MipOptions {
  /** Share of the objective that the slate may be short of the bound. */
  readonly gap: number;
  readonly seconds: number;
}

/** Solves the problem as a mixed-integer program. @throws Error when no slate was found in the time given */
export async function solveMip(problem: AllocationProblem, { gap, seconds }: MipOptions): Promise<MipResult> {
  const highs = await loadHighs();
  const { data, pairs } = mipModel(problem, highs);
  return highs.withModel(data, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: gap, time_limit: seconds });
    model.run();
    const { colValue } = model.getSolution();
    const { optimal, timeLimit } = highs.constants.modelStatus;
    const status = model.getModelStatus();
    if ((status !== optimal && status !== timeLimit) || colValue.length < pairs.length)
      throw new Error(`HiGHS ended with status ${status}, without a slate.`);
    const slate = Int32Array.from(pairs.filter((_, column) => colValue[column]! > 0.5)).sort();
    return { slate, bound: model.info.get("mip_dual_bound") as number };
  });
}

/** What the objective comes to when places may be given in parts: no slate's is higher. */
export async function relaxedObjective(problem: AllocationProblem, seconds: number): Promise<number> {
  const highs = await loadHighs();
  const { data } = mipModel(problem, highs);
  return highs.withModel({ ...data, integrality: undefined }, (model) => {
    model.options.set({ output_flag: false, time_limit: seconds });
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
      throw new Error("HiGHS did not solve the relaxation in time.");
    return model.getObjectiveValue();
  });
}

/**
 * The problem as HiGHS takes it. A column is a pair, or for a fair slate a pair at a rank among the worker's places; then
 * come the places that workers miss.
 * @returns the model, and the pair that each of its first columns is about
 */
function mipModel(problem: AllocationProblem, highs: Highs) {
  const rows = new Rows(highs.infinity);
  const columns = new Columns();
  const pairs: number[] = [];
  const { goal, places, effort, caps, hours, needs, workers, scores } = problem;
  const isFair = goal === "FAIRNESS_WEIGHTED";
  const needRows = Array.from(places, (most) => rows.atMost(most));
  const workerRows = Array.from(caps, (cap, worker) => ({
    ranks: isFair ? Array.from({ length: cap }, () => rows.atMost(1)) : [rows.atMost(cap)],
    hours: hours[worker]! < highs.infinity ? rows.atMost(hours[worker]!) : null,
    minimum: minimumOf(problem, worker) > 0 ? rows.atLeast(minimumOf(problem, worker)) : null,
  }));
  for (const [pair, worker] of workers.entries()) {
    const of = workerRows[worker]!;
    const once = of.ranks.length > 1 ? rows.atMost(1) : null;
    for (const [rank, row] of of.ranks.entries()) {
      pairs.push(pair);
      columns.add(weightOf(goal, rank) * scores[pair]!, 1, [
        [needRows[needs[pair]!]!, 1],
        [row, 1],
        [of.hours, effort[needs[pair]!]!],
        [of.minimum, 1],
        [once, 1],
      ]);
    }
  }
  for (const worker of new Set(workers)) {
    const { minimum } = workerRows[worker]!;
    if (minimum !== null) columns.add(-MISSING_WEIGHT, minimumOf(problem, worker), [[minimum, 1]]);
  }
  // A minimum of somebody without pairs is nobody's.
  const wanted = new Set(workers);
  for (const [worker, { minimum }] of workerRows.entries())
    if (minimum !== null && !wanted.has(worker)) rows.lower[minimum] = 0;
  return { data: modelOf(rows, columns, highs), pairs };
}

function modelOf(rows: Rows, columns: Columns, { constants }: Highs): ModelData {
  const [numRows, numCols] = [rows.upper.length, columns.costs.length];
  return {
    numCols,
    numRows,
    sense: constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns.costs),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from(columns.upper),
    rowLower: Float64Array.from(rows.lower),
    rowUpper: Float64Array.from(rows.upper),
    matrix: {
      format: "csc",
      numRows,
      numCols,
      starts: Int32Array.from([...columns.starts, columns.indices.length]),
      indices: Int32Array.from(columns.indices),
      values: Float64Array.from(columns.values),
    },
    integrality: new Int32Array(numCols).fill(constants.variableType.integer),
  };
}

class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];

  constructor(private readonly infinity: number) {}

  atMost = (most: number): number => this.add(-this.infinity, most);
  atLeast = (least: number): number => this.add(least, this.infinity);

  private add(lower: number, upper: number): number {
    this.upper.push(upper);
    return this.lower.push(lower) - 1;
  }
}

class Columns {
  readonly costs: number[] = [];
  readonly upper: number[] = [];
  readonly starts: number[] = [];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  /** @param entries row, where there is one, and coefficient */
  add(cost: number, upper: number, entries: readonly (readonly [row: number | null, value: number])[]): void {
    this.costs.push(cost);
    this.upper.push(upper);
    this.starts.push(this.indices.length);
    for (const [row, value] of entries)
      if (row !== null && value !== 0) {
        this.indices.push(row);
        this.values.push(value);
      }
  }
}
