import type { DemoIntroduction, DemoStep, DemoWork, Side } from "./history-data.js";

/** An introduction, up to where it stands. */
export function introduced(
  pair: readonly [worker: string, need: string],
  by: Side,
  daysAgo: number,
  steps: readonly DemoStep[],
  details: Omit<DemoIntroduction, "worker" | "need" | "by" | "daysAgo" | "steps"> = {},
): DemoIntroduction {
  return { worker: pair[0], need: pair[1], by, daysAgo, steps, ...details };
}

/** The yeses of whoever did not propose it; the first comes after so many days. */
export function yes(by: Side, days: number): readonly DemoStep[] {
  const others = (["WORKER", "PARTNER"] as const).filter((side) => side !== by);
  return others.map((side, i) => [i === 0 ? days : 1, side, "ACCEPT"]);
}

/** A collaboration that goes on. */
export function underWay(
  pair: readonly [worker: string, need: string],
  by: Side,
  [daysAgo, answered, began]: readonly [daysAgo: number, answered: number, began: number],
  work: DemoWork,
  messages: DemoIntroduction["messages"] = [],
): DemoIntroduction {
  return introduced(pair, by, daysAgo, [...yes(by, answered), [began, "SERVICE", "START"]], {
    work,
    messages,
  });
}

/** A collaboration that one side completed, some days earlier or later than agreed. */
export function completed(
  pair: readonly [worker: string, need: string],
  by: Side,
  [daysAgo, answered, began, late]: readonly [daysAgo: number, answered: number, began: number, late: number],
  closedBy: "WORKER" | "PARTNER",
  work: DemoWork,
  messages: DemoIntroduction["messages"] = [],
): DemoIntroduction {
  const { steps, ...introduction } = underWay(pair, by, [daysAgo, answered, began], work, messages);
  return { ...introduction, steps: [...steps, [7 * work.weeks + late, closedBy, "COMPLETE"]] };
}
