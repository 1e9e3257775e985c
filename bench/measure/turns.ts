/**
 * The longest time from one turn of the event loop to the next while `work` runs, in milliseconds: how long it keeps
 * whoever else has something to do waiting at once. Collecting garbage counts, as it does for them.
 */
export async function longestTurnDuring(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  let running = true;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
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
  return longest;
}
