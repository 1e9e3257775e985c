import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until something holds.
 * @throws Error what was wrong last, when it does not within `seconds`
 */
export async function eventually(look: () => unknown, seconds = 20): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return void (await look());
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(50);
  }
}
