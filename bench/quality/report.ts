import { table } from "../measure/markdown.js";
import { mean, type Result } from "./contest.js";
import { BASELINE, type HeldOut, type Results } from "./rounds.js";

type Figure = (result: Result) => number;

const map: Figure = (result) => result.map;
const chosen: Figure = (result) => result.mapOf.chosen;
const heldOut: Figure = (result) => result.mapOf.heldOut;
const withOwn: Figure = (result) => result.mapWithOwn;

const HEADER = [
  "ranking",
  "MAP",
  "spread",
  "of idf",
  "lowest seed",
  "chosen half",
  "held-out half",
  "nDCG@10",
  "MRR",
  "MAP with own",
  "of idf with own",
];

/** The tables of what was found, as Markdown. */
export function qualityReport(results: readonly Results[]): string {
  const baseline = results.find(({ name }) => name === BASELINE)!.rounds;
  const most = Math.max(...results.map(({ learning }) => learning?.profiles ?? 0));
  const shown = results.filter(({ learning }) => !learning || learning.profiles === most);
  const ranking = table(
    HEADER,
    shown.map(({ name, rounds }) => rowOf(name, rounds, baseline)),
  );
  return `${ranking}\n\n${learningTable(results, baseline)}`;
}

function rowOf(name: string, rounds: readonly Result[], baseline: readonly Result[]): string[] {
  const mapOf = rounds.map(map);
  return [
    name,
    figure(mean(mapOf)),
    figure(deviation(mapOf)),
    ratio(rounds, baseline, map),
    times(Math.min(...rounds.map((round, seed) => round.map / baseline[seed]!.map))),
    ratio(rounds, baseline, chosen),
    ratio(rounds, baseline, heldOut),
    figure(mean(rounds.map(({ ndcg10 }) => ndcg10))),
    figure(mean(rounds.map(({ mrr }) => mrr))),
    figure(mean(rounds.map(withOwn))),
    ratio(rounds, baseline, withOwn),
  ];
}

/** What more profiles to learn from are worth. */
function learningTable(results: readonly Results[], baseline: readonly Result[]): string {
  const sizes = [...new Set(results.flatMap(({ learning }) => learning?.profiles ?? []))];
  const cells = (size: number, held: HeldOut) => {
    const { rounds } = results.find(
      ({ learning }) => learning?.profiles === size && learning.heldOut === held,
    )!;
    return [ratio(rounds, baseline, map), ratio(rounds, baseline, heldOut)];
  };
  return table(
    [
      "profiles of an occupation",
      "occupation held out",
      "its held-out half",
      "unit group held out",
      "its held-out half",
    ],
    sizes.map((size) => [String(size), ...cells(size, "occupation"), ...cells(size, "unit group")]),
  );
}

/** Of the means over seeds. */
const ratio = (rounds: readonly Result[], baseline: readonly Result[], of: Figure): string =>
  times(mean(rounds.map(of)) / mean(baseline.map(of)));

const figure = (value: number): string => value.toFixed(3);
const times = (value: number): string => `${value.toFixed(2)}x`;

/** Standard deviation of a sample; 0 of one value. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
