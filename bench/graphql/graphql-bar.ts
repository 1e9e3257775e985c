import { table } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { type Measured, rate, ratio, timesAsFast } from "./comparison-table.js";
import { LIMIT, OURS, OURS_OVER_SQL } from "./contenders.js";
import type { Operation } from "./operations.js";
import { rateOf } from "./turns.js";

/** What all contenders did of one operation, over so many connections. */
export interface Outcome {
  readonly operation: Operation;
  readonly connections: number;
  readonly measured: readonly Measured[];
}

interface BarRow {
  readonly operation: Operation["name"];
  readonly other: string;
  /** So many times as many answers per second at the least. */
  readonly least: number;
}

/** What ours is held against, over 32 connections; source: the issue that asked for this benchmark. */
const BAR: readonly BarRow[] = [
  { operation: "needsList", other: "postgraphile", least: 2 },
  { operation: "needsList", other: "mercurius", least: 2.5 },
  { operation: "needsList", other: "yoga", least: 5 },
  { operation: "needsList", other: "idiomatic", least: 10 },
  { operation: "needsList", other: LIMIT, least: 0.75 },
  { operation: "worker", other: "postgraphile", least: 1.5 },
  { operation: "worker", other: LIMIT, least: 0.6 },
  { operation: "needsMatches", other: OURS_OVER_SQL, least: 100 },
];

const BAR_CONNECTIONS = 32;

/** Ours held against the bar, as Markdown; null where nothing of it was measured. */
export function barTable(outcomes: readonly Outcome[]): string | null {
  const rows = BAR.flatMap(({ operation, other, least }) => {
    const outcome = outcomes.find(
      (each) => each.operation.name === operation && each.connections === BAR_CONNECTIONS,
    );
    const [ours, against] = [OURS, other].map((name) => outcome?.measured.find((each) => each.name === name));
    if (!ours || !against) return [];
    const times = timesAsFast(ours.turns, against.turns);
    return [
      [`\`${operation}\` against ${other}`, `>= ${least}x`, ratio(times), times >= least ? "yes" : "no"],
    ];
  });
  return rows.length === 0 ? null : table(["ours", "bar", "measured", "met"], rows);
}

/** Answers per second of everybody, an operation a row, as Markdown. */
export function overviewTable(outcomes: readonly Outcome[], names: readonly string[]): string {
  return table(
    ["req/s", "connections", ...names, "ours of the limit"],
    outcomes.map(({ operation, connections, measured }) => {
      const turnsOf = (name: string) => measured.find((each) => each.name === name)?.turns;
      const [ours, limit] = [turnsOf(OURS), turnsOf(LIMIT)];
      return [
        `\`${operation.name}\``,
        String(connections),
        ...names.map((name) => {
          const turns = turnsOf(name);
          return turns ? rate(median(turns.map(rateOf))) : "-";
        }),
        ours && limit ? ratio(timesAsFast(ours, limit)) : "-",
      ];
    }),
  );
}
