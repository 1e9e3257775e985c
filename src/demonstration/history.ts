import { completedCollaborations } from "./completed-collaborations.js";
import { idOf } from "./demonstration-ids.js";
import type { DemoIntroduction, PastDay } from "./history-data.js";
import { demonstration } from "./index.js";
import { endedIntroductions, liveIntroductions } from "./other-introductions.js";
import { pastNeeds } from "./past-needs.js";

/** So many days before the seeding the consortium began with its profiles and goals. */
export const BEGAN = 400;

/** All introductions of the months before, in the order in which they were proposed. */
export const introductions: readonly DemoIntroduction[] = [
  ...completedCollaborations,
  ...liveIntroductions,
  ...endedIntroductions,
].sort((one, other) => other.daysAgo - one.daysAgo);

/** Needs of the demonstration that did not come up in the last three months, or on a certain day. */
const OPENED: Readonly<Record<string, PastDay>> = {
  "mine-centenary": { monthsAgo: 8, day: 6 },
  "calm-encounters": { monthsAgo: 2, day: 5 },
  "laser-evenings": { monthsAgo: 2, day: 8 },
};

/** When each need was opened, by its key; those that are open came in the last three months. */
export const openings: ReadonlyMap<string, PastDay> = new Map([
  ...pastNeeds.map(({ key, opened }) => [key, opened] as const),
  ...demonstration.needs.map(
    ({ key }, i) => [key, OPENED[key] ?? { monthsAgo: 1 + (i % 3), day: 1 + ((i * 5) % 8) }] as const,
  ),
]);

/** The id of a need; those of older ones are older, too. */
export function needIdOf(key: string): string {
  const past = pastNeeds.find((need) => need.key === key);
  return idOf(`need/${key}`, past && past.opened.monthsAgo * 30 - past.opened.day);
}

/** For how long an introduction is open. */
export const INTRODUCTION_DAYS = 14;

/** Workers who show partners what they did before. */
export const openRecords: readonly string[] = [
  "svetlana-dragomir",
  "viktor-szabo",
  "deborah-whitefeather",
  "kenji-morita",
  "hai-lee-xiong",
  "tomas-havel",
  "owen-mcallister",
  "nkechi-eze",
];
