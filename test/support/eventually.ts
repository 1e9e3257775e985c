import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until something holds.
 * @throws Error what was wrong last, after 20 seconds
 */
export async function eventually(look: () => unknown): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return void (await look());
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(50);
  }
}
