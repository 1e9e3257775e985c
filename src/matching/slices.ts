import { setImmediate as othersTurn } from "node:timers/promises";

/** So long a piece of work may keep everybody else waiting. */
const SLICE_MS = 4;

/**
 * Lets long computing share the thread: call what is returned between small steps, and wait for it. Once a few
 * milliseconds have gone by, whatever else is due has its turn.
 */
export function inTurns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await othersTurn();
    began = performance.now();
  };
}

/** Runs work that yields now and then, and lets whatever else there is to do have a turn once it has taken a while. */
export async function inSlices<Result>(work: Iterator<void, Result>): Promise<Result> {
  const pause = inTurns();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as Result;
    await pause();
  }
}

/** Runs work that yields now and then to its end, without letting anybody have a turn. */
export function atOnce<Result>(work: Iterator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as Result;
  }
}
