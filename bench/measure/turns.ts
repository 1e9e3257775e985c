import { Durations } from "./quantiles.js";

/**
 * Watches how long anybody waits for a turn of the event loop: the time from one turn to the next, in milliseconds,
 * while `work` runs.
 */
export async function turnsDuring(work: () => Promise<void>): Promise<Durations> {
  const turns = new Durations();
  let last = performance.now();
  let running = true;
  const turn = () => {
    const now = performance.now();
    turns.add(now - last);
    last = now;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    await work();
  } finally {
    running = false;
  }
  // The stretch that was under way at the end counts, too.
  await new Promise((resolve) => setImmediate(resolve));
  return turns;
}
