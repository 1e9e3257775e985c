import { type AllocationProblem, HOURS_TOLERANCE, type Slate } from "./problem.js";

/** The slate that takes the pairs with the highest scores first, as far as there is room: what a better one is compared with. */
export function greedySlate({
  places,
  effort,
  caps,
  hours,
  needs,
  workers,
  scores,
}: AllocationProblem): Slate {
  const left = places.slice();
  const free = caps.slice();
  const rest = hours.slice();
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const taken: number[] = [];
  for (const pair of order) {
    const [need, worker] = [needs[pair]!, workers[pair]!];
    if (left[need]! === 0 || free[worker]! === 0 || effort[need]! > rest[worker]! + HOURS_TOLERANCE) continue;
    left[need]!--;
    free[worker]!--;
    rest[worker]! -= effort[need]!;
    taken.push(pair);
  }
  return Int32Array.from(taken).sort();
}
