/** The longest that a timer of Node can be set to, in milliseconds; beyond it fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls `expire` when `until` has come, in milliseconds since 1970; never when that is infinite.
 * @returns what cancels it
 */
export function onExpiry(until: number, expire: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    const left = until - Date.now();
    if (left <= 0) expire();
    else timer = setTimeout(wait, Math.min(left, LONGEST_TIMER_MS)).unref();
  };
  if (until !== Number.POSITIVE_INFINITY) wait();
  return () => clearTimeout(timer);
}
