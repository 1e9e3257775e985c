import { milliseconds, table, times } from "./markdown.js";
import type { Durations } from "./quantiles.js";

/** A table of how long each took, and how many times as long as the first, by the median and by all of it together. */
export function comparison(
  title: string,
  rows: readonly (readonly [name: string, taken: Durations])[],
): string {
  const first = rows[0]![1];
  return table(
    [title, "p50 ms", "p99 ms", "max ms", "mean ms", "by p50", "by mean"],
    rows.map(([name, { p50, p99, max, mean }]) => [
      name,
      ...[p50, p99, max, mean].map(milliseconds),
      times(p50 / first.p50),
      times(mean / first.mean),
    ]),
  );
}
