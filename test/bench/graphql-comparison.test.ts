import {
  comparisonTable,
  cpuPerAnswer,
  errorsOf,
  timesAsFast,
  turnedAway,
} from "../../bench/graphql/comparison-table.js";
import { barTable, cpuTable, type Outcome, ratesTable } from "../../bench/graphql/graphql-bar.js";
import type { Operation } from "../../bench/graphql/operations.js";
import { canonical, difference } from "../../bench/graphql/same-answers.js";
import type { Turn } from "../../bench/graphql/turns.js";
import { median } from "../../bench/measure/median.js";

interface Given {
  readonly answers?: number;
  readonly seconds?: number;
  readonly busy?: number;
  readonly broken?: number;
  readonly cpu?: number;
  readonly postgresCpu?: number | null;
}

const turn = ({
  answers = 100,
  seconds = 1,
  busy = 0,
  broken = 0,
  cpu = 50,
  postgresCpu = 20,
}: Given): Turn => ({
  load: {
    latencies: Float64Array.from({ length: answers }, (_, number) => number + 1),
    seconds,
    statuses: { 200: answers, ...(busy ? { 503: busy } : {}), ...(broken ? { 500: broken } : {}) },
    failures: 0,
    wrong: 0,
    example: null,
  },
  cpu,
  postgresCpu,
});

describe("answers are compared as text", () => {
  it("whatever the order of their keys, and without extensions", () => {
    const one = { data: { b: [{ y: 1, x: null }], a: "t" }, extensions: { cost: 3 } };
    const other = { data: { a: "t", b: [{ x: null, y: 1 }] } };
    expect(canonical(one)).toBe('{"data":{"a":"t","b":[{"x":null,"y":1}]}}');
    expect(canonical(other)).toBe(canonical(one));
  });

  it("in the order of their lists, and by every value", () => {
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical({ a: null })).not.toBe(canonical({}));
    expect(canonical({ a: 1 })).not.toBe(canonical({ a: "1" }));
  });

  it("and the place where they part is shown", () => {
    const shown = difference("worker", { name: "ours", text: '{"a":1}' }, { name: "yoga", text: '{"a":2}' });
    expect(shown).toBe(
      'Answers to worker differ at 5 of 7 and 7:\n  ours: ...{"a":1}...\n  yoga: ...{"a":2}...',
    );
  });
});

describe("what was measured in turns", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])("has the median of %j at %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it("is compared round by round, so that a slow round of the machine is nobody's", () => {
    const ours = [turn({ answers: 200 }), turn({ answers: 20 }), turn({ answers: 200 })];
    const other = [turn({ answers: 100 }), turn({ answers: 10 }), turn({ answers: 50, seconds: 0.5 })];
    expect(timesAsFast(ours, other)).toBe(2);
    expect(timesAsFast(other, ours)).toBe(0.5);
  });

  it("counts CPU time by good answers, and not at all where it is not known", () => {
    const turns = [turn({ answers: 60, busy: 40, cpu: 100 }), turn({ answers: 100, cpu: 300 })];
    expect(cpuPerAnswer(turns, ({ cpu }) => cpu)).toBe(2.5);
    expect(cpuPerAnswer([turn({ postgresCpu: null })], ({ postgresCpu }) => postgresCpu)).toBeNull();
    expect(cpuPerAnswer([turn({ answers: 0 })], ({ cpu }) => cpu)).toBeNull();
  });

  it("tells those turned away from errors", () => {
    const turns = [turn({ busy: 3, broken: 2 }), turn({ busy: 1 })];
    expect(errorsOf(turns)).toBe(2);
    expect(turnedAway(turns)).toBe(4);
  });

  it("becomes a row for each contender", () => {
    const measured = [
      { name: "ours", turns: [turn({})] },
      { name: "hand-written", turns: [turn({ answers: 400, cpu: 40, postgresCpu: null, busy: 1 })] },
    ];
    const rows = comparisonTable(measured, ["ours", "nobody"])
      .split("\n")
      .slice(2)
      .map((line) =>
        line
          .split("|")
          .map((cell) => cell.trim())
          .slice(1, -1),
      );
    expect(rows).toEqual([
      ["ours", "100", "50.0", "99.0", "0.500", "0.200", "0", "0", "1.0x", "-"],
      ["hand-written", "400", "200", "396", "0.100", "-", "0", "1", "4.0x", "-"],
    ]);
  });
});

describe("ours is held against the bar", () => {
  const operation = { name: "worker", title: "", query: "", variables: [] } satisfies Operation;
  const measured = [
    { name: "ours", turns: [turn({ answers: 300 })] },
    { name: "hand-written", turns: [turn({ answers: 500 })] },
    { name: "postgraphile", turns: [turn({ answers: 250 })] },
  ];
  const outcomes: Outcome[] = [
    { operation, connections: 1, measured: [] },
    { operation, connections: 32, measured },
  ];

  it("by what was measured over 32 connections", () => {
    expect(barTable(outcomes)?.split("\n").slice(2)).toEqual([
      "| `worker` against postgraphile | >= 1.5x |     1.2x | no  |",
      "| `worker` against hand-written | >= 0.6x |    0.60x | yes |",
    ]);
  });

  it("and not at all without that", () => {
    expect(barTable(outcomes.slice(0, 1))).toBeNull();
  });

  const cells = (text: string) =>
    text
      .split("\n")
      .at(-1)!
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1);

  it("with everybody's rates and CPU times beside it", () => {
    const names = ["ours", "yoga", "hand-written"];
    expect(cells(ratesTable(outcomes, names))).toEqual(["`worker`", "32", "300", "-", "500", "0.60x"]);
    expect(cells(cpuTable(outcomes, names))).toEqual(["`worker`", "32", "0.233", "-", "0.140", "0.60x"]);
  });
});
