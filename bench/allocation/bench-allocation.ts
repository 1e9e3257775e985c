import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Command } from "commander";
import { relaxedObjective } from "../../src/allocation/solver/mip.js";
import { type AllocationSolution, type SlateGoal } from "../../src/allocation/solver/problem.js";
import { solveInThread } from "../../src/allocation/solver/solve-in-thread.js";
import { computingFacts } from "../measure/machine.js";
import { milliseconds, seconds, table } from "../measure/markdown.js";
import { count, counts } from "../option-values.js";
import { madeUpProblem } from "./made-up-problem.js";

interface AllocationOptions {
  readonly workers: number;
  readonly needs: readonly number[];
  readonly candidates: number;
  readonly seconds: number;
  readonly seed: number;
  /** So many pairs HiGHS relaxes, for comparison. */
  readonly relaxed: number;
}

const GOALS: readonly SlateGoal[] = ["TOTAL_SCORE", "FAIRNESS_WEIGHTED"];
const HEADER = [
  ...["needs", "pairs", "goal", "greedy", "missing", "total", "missing", "upper bound", "gap"],
  ...["LP relaxation", "found by", "took", "event loop p99", "at most"],
];

/** Adds what measures how good slates are, and how long they take. */
export function addAllocationCommand(program: Command): void {
  program
    .command("allocation")
    .description("how near slates come to the best, and how long that takes")
    .option("--needs <list>", "how many needs", counts, [100, 1000, 10_000])
    .option("--candidates <n>", "how many candidates each need has", count, 50)
    .option("--workers <n>", "how many workers there are for 10 needs", count, 10)
    .option("--seconds <n>", "how long the solver may take", count, 40)
    .option("--seed <n>", "which problems are made up", count, 1)
    .option("--relaxed <n>", "up to how many pairs HiGHS solves the LP relaxation, too", count, 5000)
    .action(benchAllocation);
}

async function benchAllocation(options: AllocationOptions): Promise<void> {
  const rows: string[][] = [];
  for (const needs of options.needs) for (const goal of GOALS) rows.push(await measure(needs, goal, options));
  console.log(`# Allocation\n\n${computingFacts()}\n\n${table(HEADER, rows)}`);
}

async function measure(needs: number, goal: SlateGoal, options: AllocationOptions): Promise<string[]> {
  const { candidates: candidatesPerNeed, seed } = options;
  const workers = Math.ceil((needs * options.workers) / 10);
  const make = () => madeUpProblem({ needs, workers, candidatesPerNeed, goal, seed });
  const problem = make();
  const pairs = problem.scores.length;
  console.error(`${needs} needs, ${goal}`);
  const relaxed = pairs <= options.relaxed ? (await relaxedObjective(make(), 600)).toFixed(2) : "-";
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const began = performance.now();
  const solution = await solveInThread(problem, {
    ...{ seconds: options.seconds, signal: new AbortController().signal },
    onProgress: (share) => console.error(`  ${(share * 100).toFixed(0)} %`),
  });
  const took = (performance.now() - began) / 1000;
  delay.disable();
  return [
    ...[needs.toLocaleString("en"), pairs.toLocaleString("en"), goal, ...figuresOf(solution)],
    ...[relaxed, solution.method, seconds(took)],
    ...[delay.percentile(99), delay.max].map((lag) => `${milliseconds(lag / 1e6)} ms`),
  ];
}

const figuresOf = ({ greedy, total, missing, upperBound, gap }: AllocationSolution): string[] => [
  ...[greedy.total.toFixed(2), String(greedy.missing), total.toFixed(2), String(missing)],
  ...[upperBound.toFixed(2), `${(gap * 100).toFixed(3)} %`],
];
