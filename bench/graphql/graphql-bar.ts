import { milliseconds, table } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { cpuPerAnswer, type Measured, rate, ratio, timesAsFast } from "./comparison-table.js";
import { LIMIT, OURS, OURS_OVER_SQL } from "./contenders.js";
import type { Operation } from "./operations.js";
import { rateOf, type Turn } from "./turns.js";

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
export const ratesTable = (outcomes: readonly Outcome[], names: readonly string[]): string =>
  overview("req/s", outcomes, names, {
    figure: (turns) => rate(median(turns.map(rateOf))),
    ratio: (ours, limit) => ratio(timesAsFast(ours, limit)),
  });

/**
 * CPU time per answer of everybody, PostgreSQL's included, as Markdown. What else the machine does changes this less than how many
 * answers come in a second.
 */
export const cpuTable = (outcomes: readonly Outcome[], names: readonly string[]): string =>
  overview("CPU ms", outcomes, names, {
    figure: (turns) => shownCpu(wholeCpu(turns)),
    ratio: (ours, limit) => {
      const [one, other] = [wholeCpu(ours), wholeCpu(limit)];
      return one === null || other === null ? "-" : ratio(other / one);
    },
  });

const wholeCpu = (turns: readonly Turn[]): number | null =>
  cpuPerAnswer(turns, ({ cpu, postgresCpu }) => (postgresCpu === null ? null : cpu + postgresCpu));

const shownCpu = (cpu: number | null): string => (cpu === null ? "-" : milliseconds(cpu));

/** @param of.ratio how ours compares with the limit: more is better */
function overview(
  title: string,
  outcomes: readonly Outcome[],
  names: readonly string[],
  of: {
    figure(turns: readonly Turn[]): string;
    ratio(ours: readonly Turn[], limit: readonly Turn[]): string;
  },
): string {
  return table(
    [title, "connections", ...names, "ours of the limit"],
    outcomes.map(({ operation, connections, measured }) => {
      const turnsOf = (name: string) => measured.find((each) => each.name === name)?.turns;
      const [ours, limit] = [turnsOf(OURS), turnsOf(LIMIT)];
      const figures = names.map((name) => {
        const turns = turnsOf(name);
        return turns ? of.figure(turns) : "-";
      });
      const compared = ours && limit ? of.ratio(ours, limit) : "-";
      return [`\`${operation.name}\``, String(connections), ...figures, compared];
    }),
  );
}
