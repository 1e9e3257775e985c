import {
  type Agreement,
  type AgreementSkill,
  AgreementState,
  ConnectionSide,
  type HoursEntry,
  type Message,
  type Milestone,
} from "../connections/index.js";
import { isVisible, Visibility } from "../platform/auth/visibility.js";
import { proficiencyAt } from "../skills/index.js";
import type { Calendar } from "./calendar.js";
import { keyOf, stepOf, type TakenStep } from "./connection-history.js";
import type { DemoNeed, DemoWorker } from "./demonstration-data.js";
import { idOf, numberOf } from "./demonstration-ids.js";
import type { DemoIntroduction } from "./history-data.js";
import { contacts } from "./past-needs.js";

/** The two of an introduction, and when things happened to them. */
export interface Story {
  readonly introduction: DemoIntroduction;
  readonly steps: readonly TakenStep[];
  readonly worker: DemoWorker;
  readonly need: Pick<DemoNeed, "key" | "partner" | "goal" | "title" | "description" | "hoursPerWeek">;
  readonly connectionId: string;
  readonly workerId: string;
}

/** So many days before the seeding a step was taken. */
export const dayOf = ({ daysAgo }: TakenStep): number => Math.round(daysAgo);

/** The day of its last step; for what goes on, yesterday. */
const lastDayOf = ({ steps }: Story): number => {
  const over = stepOf(steps, "COMPLETE") ?? stepOf(steps, "END_EARLY");
  return over ? dayOf(over) : 1;
};

export interface WorkRows {
  readonly agreement: Agreement;
  readonly skills: readonly Omit<AgreementSkill, "skill">[];
  readonly milestones: readonly Partial<Milestone>[];
  readonly hours: readonly Partial<HoursEntry>[];
}

/** The rows of the work that two agreed on; null where they did not. */
export function workRows(
  story: Story,
  skillIds: ReadonlyMap<string, string>,
  calendar: Calendar,
): WorkRows | null {
  const { introduction, steps, worker, need, connectionId, workerId } = story;
  const start = stepOf(steps, "START");
  const { work } = introduction;
  if (!start || !work) return null;
  const key = keyOf(introduction);
  const began = dayOf(start);
  const agreementId = idOf(`${key}/agreement`, start.daysAgo + 1);
  const agreement: Agreement = {
    ...{ id: agreementId, connectionId, workerId, state: AgreementState.AGREED },
    ...{ proposedBy: ConnectionSide.PARTNER, scope: need.description, mentorName: contacts[need.partner]! },
    ...{ hoursPerWeek: need.hoursPerWeek, hoursTotal: need.hoursPerWeek * work.weeks },
    ...{ startsOn: calendar.day(began), endsOn: calendar.day(began - 7 * work.weeks) },
    communityGoalId: need.goal ? idOf(`partner/${need.partner}/goal/${need.goal}`) : null,
    ...{ createdAt: calendar.moment(began + 1, `${key}/agreement`), agreedAt: start.at },
  };
  const skills = work.practises.map(([skill, from, to]) => ({
    ...{ agreementId, skillId: skillIds.get(skill)!, target: proficiencyAt(to)! },
    start: isShown(worker, skill) ? proficiencyAt(from) : null,
  }));
  return {
    ...{ agreement, skills },
    milestones: milestoneRows(story, start, work.weeks, calendar),
    hours: hoursRows(story, start, work.weeks, calendar),
  };
}

/** Whether partners see where the worker stands in a skill. */
function isShown({ discoverability, skills }: DemoWorker, skill: string): boolean {
  const visibility = skills.find((held) => held.skill === skill)?.visibility ?? discoverability;
  return isVisible(Visibility[visibility], Visibility.PARTNERS);
}

const MILESTONES = [
  ["We know what is to be done, and have met everybody", 0.2],
  ["Half of it is done; what has to change is changed", 0.5],
  ["All of it is done, and in the hands of the partner", 1],
] as const;

const milestoneRows = (
  story: Story,
  start: TakenStep,
  weeks: number,
  calendar: Calendar,
): Partial<Milestone>[] =>
  MILESTONES.map(([title, share], i) => {
    const key = `${keyOf(story.introduction)}/milestone/${i}`;
    const due = dayOf(start) - Math.round(7 * weeks * share);
    const reachedAt = due >= lastDayOf(story) ? calendar.moment(due, key) : null;
    return {
      ...{
        id: idOf(key, start.daysAgo - i / 1000),
        connectionId: story.connectionId,
        workerId: story.workerId,
      },
      ...{ title, dueOn: calendar.day(due), reachedAt, version: reachedAt ? 2 : 1 },
      ...{ createdAt: start.at, updatedAt: reachedAt ?? start.at },
    };
  });

const NOTES = [
  "Preparation",
  null,
  "With everybody, at the place",
  null,
  "Talked it over with my mentor",
  null,
];

/** A day of work in each week, a little shorter than agreed here and there. */
function hoursRows(story: Story, start: TakenStep, weeks: number, calendar: Calendar): Partial<HoursEntry>[] {
  const { introduction, need, connectionId, workerId } = story;
  const rows: Partial<HoursEntry>[] = [];
  for (let week = 0; week < weeks; week++) {
    const key = `${keyOf(introduction)}/hours/${week}`;
    const day = dayOf(start) - 7 * week - 1 - numberOf(key, 5);
    if (day < lastDayOf(story)) break;
    const at = calendar.moment(day, key);
    rows.push({
      ...{
        id: idOf(key, day),
        connectionId,
        workerId,
        side: ConnectionSide.WORKER,
        createdAt: at,
        updatedAt: at,
      },
      ...{ workedOn: calendar.day(day), hours: need.hoursPerWeek - numberOf(`${key}/less`, 3) / 2 },
      note: NOTES[numberOf(`${key}/note`, NOTES.length)]!,
    });
  }
  return rows;
}

/** What the two wrote to each other once they were connected. */
export function messageRows(story: Story, calendar: Calendar): Message[] {
  const { introduction, steps, connectionId, workerId } = story;
  const connected = steps.find(({ to }) => to.status === "CONNECTED");
  return (introduction.messages ?? []).map(([days, side, body], i) => {
    const key = `${keyOf(introduction)}/message/${i}`;
    const day = dayOf(connected!) - days;
    // So that an answer of the same day comes after what it answers.
    const createdAt = new Date(calendar.moment(day, keyOf(introduction)).getTime() + i * 20 * 60_000);
    const id = idOf(key, day - i / 100);
    return { id, connectionId, workerId, side: ConnectionSide[side], body, createdAt };
  });
}
