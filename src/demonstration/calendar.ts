import { numberOf } from "./demonstration-ids.js";
import type { PastDay } from "./history-data.js";

const DAY_MS = 86_400_000;

/** What the days of the demonstration are, seen from the day on which it is seeded. */
export class Calendar {
  private readonly midnight: number;

  /** @param now when it is seeded */
  constructor(now: Date) {
    this.midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  }

  /** The day so many days before. */
  day(daysAgo: number): string {
    return new Date(this.midnight - daysAgo * DAY_MS).toISOString().slice(0, 10);
  }

  /** A moment of working hours in Minnesota on the day so many days before; the same for the same key. */
  moment(daysAgo: number, key: string): Date {
    const minutes = 14 * 60 + numberOf(key, 9 * 60);
    return new Date(this.midnight - daysAgo * DAY_MS + minutes * 60_000);
  }

  /** How many days ago a day of a past month was. */
  daysSince({ monthsAgo, day }: PastDay): number {
    const now = new Date(this.midnight);
    const then = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, day);
    return Math.round((this.midnight - then) / DAY_MS);
  }
}
