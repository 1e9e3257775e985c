import { setImmediate } from "node:timers/promises";

const SLICE_MS = 4;

/**
 * Lets long computing share the thread: call what is returned between small steps, and wait for it. Once a few
 * milliseconds have gone by, whatever else is due has its turn.
 */
export function inSlices(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await setImmediate();
    began = performance.now();
  };
}
