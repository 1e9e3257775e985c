import { parentPort, workerData } from "node:worker_threads";
import type { AllocationProblem, AllocationSolution } from "./problem.js";
import { solveAllocation } from "./solve.js";

/** What a thread is given. */
export interface SolverTask {
  readonly problem: AllocationProblem;
  readonly seconds: number;
}

/** What it tells. */
export type SolverMessage = { readonly progress: number } | { readonly solution: AllocationSolution };

const { problem, seconds } = workerData as SolverTask;
const tell = (message: SolverMessage) => parentPort?.postMessage(message);

// What it throws ends the thread, and reaches whoever waits for it.
void solveAllocation(problem, { seconds, onProgress: (progress) => tell({ progress }) }).then((solution) =>
  tell({ solution }),
);
