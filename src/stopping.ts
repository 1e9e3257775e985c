import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "./config.js";

/** Whatever is not done by then is given up. */
const DRAIN_MS = 9500;
const NOTICE_MS = 2000;
const FAREWELL_MS = 1000;

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function shutdownSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once("SIGINT", () => process.exit(130));
      process.once("SIGTERM", () => process.exit(143));
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}

/**
 * Ends the process with 1 when it has not ended by itself in time.
 * @param giveUp what is to be done first
 */
export function endInTime(giveUp = () => {}): void {
  setTimeout(() => {
    giveUp();
    process.exit(1);
  }, DRAIN_MS).unref();
}

/** The time in which a balancer notices that this is not ready any more, before the port closes. */
export const notice = async ({ mode }: Config): Promise<void> => {
  if (mode === "production") await delay(NOTICE_MS);
};

/** How long clients are waited for after they were asked to go elsewhere. */
export const farewell = ({ mode }: Config): number => (mode === "production" ? FAREWELL_MS : 0);
