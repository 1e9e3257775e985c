import type { DemoNeed, DemoNeedSkill, Level } from "./demonstration-data.js";

export type Side = "WORKER" | "PARTNER" | "LIBRARY";

/** A day of a past month, so that a month has the same needs whenever the demonstration is seeded. */
export interface PastDay {
  /** 1 is the month before that of the day of seeding. */
  monthsAgo: number;
  /** 1 to 28. */
  day: number;
}

/** A need that was opened long ago; where it stands now, and its days, follow from what happened to it. */
export interface DemoPastNeed
  extends Pick<DemoNeed, "key" | "partner" | "title" | "description" | "hoursPerWeek" | "modality"> {
  goal: string;
  region?: string;
  opened: PastDay;
  skills: readonly DemoNeedSkill[];
}

/** Days after the step before, who took it, and what it was. */
export type DemoStep = readonly [
  days: number,
  actor: Side | "SERVICE",
  event: "ACCEPT" | "DECLINE" | "WITHDRAW" | "START" | "COMPLETE" | "END_EARLY" | "EXPIRE",
];

/** What a side says at the end: five answers from 1 to 5, and a comment on the first question. */
export type DemoAnswers = readonly [ratings: string, comment: string];

/** A skill that a collaboration practises, where the worker stood at its start (0: nowhere) and is to get. */
export type DemoPractice = readonly [skill: string, from: 0 | Level, to: Level];

export interface DemoWork {
  /** As agreed on. */
  weeks: number;
  practises: readonly DemoPractice[];
  /** Why the worker wanted to grow in the first skill; makes it a growth goal that is achieved by now. */
  why?: string;
  worker?: DemoAnswers;
  partner?: DemoAnswers;
}

export interface DemoIntroduction {
  worker: string;
  need: string;
  by: Side;
  /** Days from its proposal to the day of seeding. */
  daysAgo: number;
  message?: string;
  steps: readonly DemoStep[];
  /** A `ConnectionEndReason`, where it ended before it was completed. */
  reason?: string;
  note?: string;
  work?: DemoWork;
  /** Days after the two were connected, who wrote, and what. */
  messages?: readonly (readonly [days: number, side: "WORKER" | "PARTNER", text: string])[];
}
