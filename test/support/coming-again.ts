import { setTimeout as delay } from "node:timers/promises";

/** Does as clients are told who find the service busy: tries again in a moment, for half a minute at most. */
export async function comingAgain<Result>(ask: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!/SERVICE_UNAVAILABLE/.test(String(error)) || Date.now() > deadline) throw error;
    }
    await delay(50 + Math.random() * 100);
  }
}
