import { UnservedReason } from "./allocation-unserved.js";
import type { GatheredProblem } from "./gather-problem.js";
import { type AllocationProblem, HOURS_TOLERANCE, minimumOf, type Slate } from "./solver/problem.js";

/** A place as it is stored. */
export interface ResultPlace {
  readonly needId: string;
  readonly workerId: string;
  /** 0 to 1 */
  readonly score: number;
}

export interface ResultUnserved {
  readonly workerId: string;
  readonly missing: number;
  readonly reason: UnservedReason;
}

/** The places of a slate, the best first. */
export function placesOf({ problem, needIds, workerIds }: GatheredProblem, slate: Slate): ResultPlace[] {
  return Array.from(slate, (pair) => ({
    needId: needIds[problem.needs[pair]!]!,
    workerId: workerIds[problem.workers[pair]!]!,
    score: problem.scores[pair]!,
  })).sort((one, other) => other.score - one.score || (one.needId < other.needId ? -1 : 1));
}

/** How many workers get a place at all. */
export const servedBy = ({ workers }: AllocationProblem, slate: Slate): number =>
  new Set(Array.from(slate, (pair) => workers[pair]!)).size;

/** Who has matches and gets less than the minimum, and why. */
export function unservedBy({ problem, workerIds }: GatheredProblem, slate: Slate): ResultUnserved[] {
  const { workers, needs, effort, hours, caps } = problem;
  const given = new Int32Array(caps.length);
  const left = hours.slice();
  const isTaken = new Uint8Array(workers.length);
  for (const pair of slate) {
    isTaken[pair] = 1;
    given[workers[pair]!]!++;
    left[workers[pair]!]! -= effort[needs[pair]!]!;
  }
  const hasPairs = new Uint8Array(caps.length);
  const hasFitting = new Uint8Array(caps.length);
  for (const [pair, worker] of workers.entries()) {
    hasPairs[worker] = 1;
    const fits = effort[needs[pair]!]! <= left[worker]! + HOURS_TOLERANCE;
    if (fits && isTaken[pair] === 0) hasFitting[worker] = 1;
  }
  const unserved: ResultUnserved[] = [];
  for (let worker = 0; worker < caps.length; worker++) {
    const missing = hasPairs[worker] ? minimumOf(problem, worker) - given[worker]! : 0;
    if (missing <= 0) continue;
    const reason = hasFitting[worker] ? UnservedReason.NO_PLACE_LEFT : UnservedReason.NO_HOURS;
    unserved.push({ workerId: workerIds[worker]!, missing, reason });
  }
  return unserved;
}
