import type { IndicatorValue } from "../partners/index.js";
import type { Calendar } from "./calendar.js";
import type { DemoCommunityGoal } from "./demonstration-data.js";
import { idOf, numberOf } from "./demonstration-ids.js";

/** When a goal's indicator was measured, and at the end of which collaboration, if of any. */
export interface Measured {
  readonly daysAgo: number;
  readonly at: Date;
  readonly connectionId: string | null;
}

/** So many days before the seeding partners looked at their figures by themselves. */
const QUARTERLY = [320, 230, 140, 50];

/** The way of an indicator from its baseline to where it stands, now faster and now slower. */
export function indicatorValues(
  partner: string,
  { key, baseline, current }: DemoCommunityGoal,
  byCollaborations: readonly Measured[],
  calendar: Calendar,
): IndicatorValue[] {
  const goal = `partner/${partner}/goal/${key}`;
  const quarterly = QUARTERLY.map((day): Measured => {
    const daysAgo = day - numberOf(`${goal}/${day}`, 30);
    return { daysAgo, at: calendar.moment(daysAgo, goal), connectionId: null };
  });
  const measured = [...quarterly, ...byCollaborations].sort((a, b) => a.at.getTime() - b.at.getTime());
  const shares = measured.map((_, i) => (i + 1) ** (0.7 + numberOf(goal, 9) / 10));
  let before = baseline;
  return measured.map(({ daysAgo, at, connectionId }, i) => {
    const value = Math.round(baseline + ((current - baseline) * shares[i]!) / shares.at(-1)!);
    const row = { before, value, measuredAt: at, connectionId };
    before = value;
    return { id: idOf(`${goal}/value/${i}`, daysAgo), communityGoalId: idOf(goal), ...row };
  });
}
