import { table } from "../measure/markdown.js";

/** What the bar is set on. */
export type Figure =
  | "p50"
  | "p99"
  | "serviceSql"
  | "tunedSql"
  | "boundedSql"
  | "endToEnd"
  | "memory"
  | "load"
  | "update"
  | "updatePerPut"
  | "freshness"
  | "longestTurn";

interface BarRow {
  readonly figure: Figure;
  /** In a world of so many workers; in each, when left out. */
  readonly workers?: number;
  readonly what: string;
  /** At most so much, or at least so much where it says so. */
  readonly limit: number;
  readonly atLeast?: true;
  readonly unit: string;
}

/** Figures of the machine that they were set on; source: the design of matching. */
const BAR: readonly BarRow[] = [
  { figure: "p50", workers: 100_000, what: "top 20 of 100,000, p50", limit: 0.6, unit: "ms" },
  { figure: "p99", workers: 100_000, what: "top 20 of 100,000, p99", limit: 2, unit: "ms" },
  { figure: "p50", workers: 1_000_000, what: "top 20 of 1,000,000, p50", limit: 4, unit: "ms" },
  { figure: "p99", workers: 1_000_000, what: "top 20 of 1,000,000, p99", limit: 10, unit: "ms" },
  ...(
    [
      ["serviceSql", "the service's tables"],
      ["tunedSql", "tables made for it"],
      ["boundedSql", "these with the bound of the index"],
    ] as const
  ).map(([figure, tables]) => ({
    figure,
    workers: 1_000_000,
    what: `against SQL over ${tables}, 1,000,000`,
    limit: 200,
    atLeast: true as const,
    unit: "x",
  })),
  {
    figure: "endToEnd",
    workers: 1_000_000,
    what: "end to end against the API over SQL, 1,000,000",
    limit: 100,
    atLeast: true,
    unit: "x",
  },
  { figure: "memory", workers: 1_000_000, what: "memory per worker", limit: 200, unit: "bytes" },
  { figure: "load", workers: 1_000_000, what: "load 1,000,000, of raw COPY", limit: 1.5, unit: "x" },
  { figure: "update", what: "one update, one skill or goal changed", limit: 5, unit: "us" },
  { figure: "updatePerPut", what: "one update, per skill and goal put in", limit: 5, unit: "us" },
  { figure: "freshness", what: "a change seen on another replica, p99", limit: 100, unit: "ms" },
  {
    figure: "longestTurn",
    workers: 1_000_000,
    what: "event loop held by a query at 1,000,000, at most",
    limit: 15,
    unit: "ms",
  },
];

/** Holds what was measured against what was set. */
export class Bar {
  private readonly noted: { readonly row: BarRow; readonly workers: number; readonly value: number }[] = [];

  /** @param workers how many are in the world that `value` was measured in */
  note(figure: Figure, workers: number, value: number): void {
    for (const row of BAR)
      if (row.figure === figure && (row.workers ?? workers) === workers)
        this.noted.push({ row, workers, value });
  }

  /** The rows that were measured, as Markdown; null without any. */
  table(): string | null {
    if (this.noted.length === 0) return null;
    const rows = BAR.flatMap((row) => this.noted.filter((noted) => noted.row === row)).map(lineOf);
    return table(["what", "bar", "measured", "met"], rows);
  }
}

function lineOf({ row, workers, value }: { row: BarRow; workers: number; value: number }): string[] {
  const { what, limit, atLeast, unit } = row;
  const where = row.workers === undefined ? `${what} (${workers.toLocaleString("en")} workers)` : what;
  const met = atLeast ? value >= limit : value <= limit;
  return [where, `${atLeast ? ">=" : "<="} ${limit} ${unit}`, `${shown(value)} ${unit}`, met ? "yes" : "no"];
}

const shown = (value: number): string =>
  value >= 20 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2);
