import { join, sep } from "node:path";
import { Worker } from "node:worker_threads";
import type { AllocationProblem, AllocationSolution } from "./problem.js";
import type { SolverMessage, SolverTask } from "./solver-thread.js";

export interface ThreadOptions {
  readonly seconds: number;
  readonly onProgress: (share: number) => void;
  /** Ends the thread at once. */
  readonly signal: AbortSignal;
}

/** A thread runs compiled files only; whoever loads this file uncompiled, as tests do, has built them before. */
const FOLDER = __filename.endsWith(".ts")
  ? __dirname.replace(`${sep}src${sep}`, `${sep}dist${sep}src${sep}`)
  : __dirname;

/**
 * `solveAllocation` in a thread of its own, so that nobody else waits for it. The arrays of the problem are handed over:
 * nobody else may use them afterwards.
 * @throws the signal's reason when it is aborted, or what the thread throws
 */
export function solveInThread(
  problem: AllocationProblem,
  { seconds, onProgress, signal }: ThreadOptions,
): Promise<AllocationSolution> {
  signal.throwIfAborted();
  const { places, effort, caps, hours, needs, workers, scores } = problem;
  const task: SolverTask = { problem, seconds };
  const transferList = [places, effort, caps, hours, needs, workers, scores].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  const thread = new Worker(join(FOLDER, "solver-thread.js"), { workerData: task, transferList });
  return new Promise<AllocationSolution>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    thread.on("message", (message: SolverMessage) => {
      if ("solution" in message) resolve(message.solution);
      else onProgress(message.progress);
    });
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The solver ended with code ${code}, without a slate.`)));
  }).finally(() => thread.terminate());
}
