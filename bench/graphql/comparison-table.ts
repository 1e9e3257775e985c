import { milliseconds, table } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { Durations } from "../measure/quantiles.js";
import { rateOf, type Turn } from "./turns.js";

/** What one contender did in all rounds. */
export interface Measured {
  readonly name: string;
  readonly turns: readonly Turn[];
}

/**
 * How many times as many answers per second `one` gave as `other`: the median of the rounds, each compared with the same
 * round, because what else the machine does differs from round to round.
 */
export const timesAsFast = (one: readonly Turn[], other: readonly Turn[]): number =>
  median(one.map((turn, round) => rateOf(turn) / rateOf(other[round]!)));

/** Statuses 200 and 503 aside; whatever else came, and what did not come at all. */
export function errorsOf(turns: readonly Turn[]): number {
  let errors = 0;
  for (const { load } of turns) {
    errors += load.failures;
    for (const [status, count] of Object.entries(load.statuses))
      if (status !== "200" && status !== "503") errors += count;
  }
  return errors;
}

/** Answers that say that the service is busy. */
export const turnedAway = (turns: readonly Turn[]): number =>
  turns.reduce((sum, { load }) => sum + (load.statuses["503"] ?? 0), 0);

/** All that was spent, also on turning away, by good answer. @returns milliseconds; null where that is not known */
export function cpuPerAnswer(turns: readonly Turn[], of: (turn: Turn) => number | null): number | null {
  let [cpu, answers] = [0, 0];
  for (const turn of turns) {
    const taken = of(turn);
    if (taken === null) return null;
    cpu += taken;
    answers += turn.load.latencies.length;
  }
  return answers === 0 ? null : cpu / answers;
}

export const latenciesOf = (turns: readonly Turn[]): Durations => {
  const durations = new Durations();
  for (const { load } of turns) for (const taken of load.latencies) durations.add(taken);
  return durations;
};

const HEADER = [
  "answered by",
  "req/s",
  "p50 ms",
  "p99 ms",
  "CPU ms",
  "PostgreSQL ms",
  "errors",
  "503",
  "of ours",
  "of the limit",
];

/**
 * A row for each contender: medians of the rounds, latencies of all answers, CPU time per answer.
 * @param to the names of those that all are compared with; a dash where one of them was not measured
 */
export function comparisonTable(measured: readonly Measured[], to: readonly [string, string]): string {
  const bases = to.map((name) => measured.find((each) => each.name === name));
  return table(
    HEADER,
    measured.map(({ name, turns }) => {
      const latencies = latenciesOf(turns);
      const cpu = cpuPerAnswer(turns, (turn) => turn.cpu);
      const postgres = cpuPerAnswer(turns, (turn) => turn.postgresCpu);
      return [
        name,
        rate(median(turns.map(rateOf))),
        milliseconds(latencies.p50),
        milliseconds(latencies.p99),
        ...[cpu, postgres].map((value) => (value === null ? "-" : milliseconds(value))),
        String(errorsOf(turns)),
        String(turnedAway(turns)),
        ...bases.map((base) => (base ? ratio(timesAsFast(turns, base.turns)) : "-")),
      ];
    }),
  );
}

/** Requests per second with as many digits as mean something. */
export const rate = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** How many times as many. */
export const ratio = (value: number): string => `${value >= 10 ? value.toFixed(0) : value.toPrecision(2)}x`;
