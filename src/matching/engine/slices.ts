import { setImmediate as othersTurn } from "node:timers/promises";

/** So long a piece of work may keep everybody else waiting. */
const SLICE_MS = 4;

/**
 * Runs work that yields now and then, and lets whatever else there is to do have a turn between two slices. Work that
 * fits one slice is done at once.
 */
export async function inSlices<Result>(work: Iterator<void, Result>): Promise<Result> {
  for (let end = performance.now() + SLICE_MS; ; ) {
    const { done, value } = work.next();
    if (done) return value as Result;
    if (performance.now() < end) continue;
    await othersTurn();
    end = performance.now() + SLICE_MS;
  }
}

/** Runs work that yields now and then to its end, without letting anybody have a turn. */
export function atOnce<Result>(work: Iterator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as Result;
  }
}
