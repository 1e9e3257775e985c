/**
 * What this process holds in memory after garbage has been collected, in bytes: the heap and the buffers beside it.
 * @throws Error when node runs without --expose-gc
 */
export function heldBytes(): number {
  if (!globalThis.gc) throw new Error("Measuring memory needs node --expose-gc; npm run bench has it.");
  // The second time frees what the first has made unreachable.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
