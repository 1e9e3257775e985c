import { setTimeout as delay } from "node:timers/promises";
import type { Reads } from "../../database/reads.js";
import type { Statement } from "../../database/statement.js";

/** A request must not wait long for its budget: it has a query to wait for, too. */
const PATIENCE_MS = 250;
/** So long PostgreSQL is not asked again after it failed. */
const PAUSE_MS = 5000;

interface Query extends Statement {
  readonly values: readonly unknown[];
}

/** What rate-limiter-flexible takes for a client of PostgreSQL: fails at once while PostgreSQL is known to fail. */
export class BudgetTable {
  private pausedUntil = 0;

  constructor(private readonly reads: Reads) {}

  async query({ name, text, values }: Query): Promise<{ rows: unknown[]; rowCount: number }> {
    if (Date.now() < this.pausedUntil) throw new Error("PostgreSQL failed a moment ago.");
    const patience = new AbortController();
    try {
      const late = delay(PATIENCE_MS, null, { signal: patience.signal }).catch(() => null);
      const rows = await Promise.race([this.reads.run({ name, text }, values), late]);
      if (rows === null) throw new Error("PostgreSQL takes too long.");
      return { rows, rowCount: rows.length };
    } catch (error) {
      this.pausedUntil = Date.now() + PAUSE_MS;
      throw error;
    } finally {
      patience.abort();
    }
  }
}
