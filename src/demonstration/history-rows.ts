import {
  type Agreement,
  type AgreementSkill,
  type Connection,
  type ConnectionTransition,
  type HoursEntry,
  holdsPlace,
  type Message,
  type Milestone,
} from "../connections/index.js";
import type { ConsentGrant } from "../consent/index.js";
import { type Need, NeedStatus } from "../needs/index.js";
import type { CareerEntry, OutcomeFeedback } from "../outcomes/index.js";
import type { IndicatorValue } from "../partners/index.js";
import type { GrowthGoal, SkillRating } from "../workers/index.js";
import type { Calendar } from "./calendar.js";
import { type ConnectionRows, connectionRows, walk } from "./connection-history.js";
import { idOf } from "./demonstration-ids.js";
import { introductions, needIdOf, openings } from "./history.js";
import type { DemoIntroduction, DemoPastNeed } from "./history-data.js";
import { demonstration } from "./index.js";
import { indicatorValues } from "./indicator-history.js";
import { type AppliedLevel, outcomeRows, spokenOf } from "./outcome-history.js";
import { pastNeeds } from "./past-needs.js";
import { messageRows, type Story, workRows } from "./work-history.js";

/** What became of a need, of those of today too. */
export interface NeedState {
  readonly id: string;
  readonly openedAt: Date;
  /** When something last happened about it; null where nothing did. */
  readonly lastStepAt: Date | null;
  readonly taken: number;
}

/** What the twelve months before the seeding left behind. */
export interface HistoryRows {
  readonly needs: readonly Partial<Need>[];
  readonly needStates: readonly NeedState[];
  readonly connections: readonly Partial<Connection>[];
  readonly transitions: readonly ConnectionTransition[];
  readonly consents: readonly ConsentGrant[];
  readonly messages: readonly Message[];
  readonly agreements: readonly Agreement[];
  readonly practised: readonly Omit<AgreementSkill, "skill">[];
  readonly milestones: readonly Partial<Milestone>[];
  readonly hours: readonly Partial<HoursEntry>[];
  readonly feedback: readonly OutcomeFeedback[];
  readonly ratings: readonly SkillRating[];
  readonly applied: readonly AppliedLevel[];
  readonly achieved: readonly Partial<GrowthGoal>[];
  readonly career: readonly CareerEntry[];
  readonly indicatorValues: readonly IndicatorValue[];
}

/** Works them out for a day of seeding; the same for the same day, and the ids for every day. */
export function historyRows(
  consortiumId: string,
  skillIds: ReadonlyMap<string, string>,
  calendar: Calendar,
): HistoryRows {
  const told = introductions.map((introduction) => tell(introduction, consortiumId, calendar));
  const works = told.map(({ story }) => ({ story, work: workRows(story, skillIds, calendar) }));
  const outcomes = works.flatMap(({ story, work }) => {
    const hours = (work?.hours ?? []).reduce((sum, entry) => sum + entry.hours!, 0);
    return outcomeRows(story, hours, consortiumId, skillIds, calendar) ?? [];
  });
  const agreed = works.flatMap(({ work }) => work ?? []);
  return {
    needs: pastNeeds.map((need) => pastNeedRow(need, consortiumId, told, calendar)),
    needStates: [...openings].map(([key, opened]) => ({
      id: needIdOf(key),
      openedAt: calendar.moment(calendar.daysSince(opened), needKey(key)),
      lastStepAt: lastStepAbout(key, told),
      taken: placesTaken(key, told),
    })),
    connections: told.map(({ connection, story }) => withLaterChanges(connection, story, calendar)),
    transitions: told.flatMap(({ transitions }) => transitions),
    consents: told.flatMap(({ consents }) => consents),
    messages: told.flatMap(({ story }) => messageRows(story, calendar)),
    agreements: agreed.map(({ agreement }) => agreement),
    practised: agreed.flatMap(({ skills }) => skills),
    milestones: agreed.flatMap(({ milestones }) => milestones),
    hours: agreed.flatMap(({ hours }) => hours),
    feedback: outcomes.flatMap(({ feedback }) => feedback),
    ratings: outcomes.flatMap(({ ratings }) => ratings),
    applied: outcomes.flatMap(({ applied }) => applied),
    achieved: outcomes.flatMap(({ goals }) => goals),
    career: outcomes.map(({ career }) => career),
    indicatorValues: demonstration.partners.flatMap(({ key, goals }) =>
      goals.flatMap((goal) =>
        indicatorValues(key, goal, measuredFor(key, goal.key, told, calendar), calendar),
      ),
    ),
  };
}

/** An introduction with the rows of its steps. */
interface Told extends ConnectionRows {
  readonly story: Story;
}

const workers = new Map(demonstration.workers.map((worker) => [worker.key, worker]));
const needs = new Map([...demonstration.needs, ...pastNeeds].map((need) => [need.key, need]));
const needKey = (key: string) => `need/${key}`;

function tell(introduction: DemoIntroduction, consortiumId: string, calendar: Calendar): Told {
  const [worker, need] = [workers.get(introduction.worker)!, needs.get(introduction.need)!];
  const steps = walk(introduction, calendar);
  const { library, email } = worker;
  const rows = connectionRows(introduction, steps, { consortiumId, library, email, partner: need.partner });
  const { id, workerId } = rows.connection;
  return { ...rows, story: { introduction, steps, worker, need, connectionId: id!, workerId: workerId! } };
}

const placesTaken = (key: string, told: readonly Told[]): number =>
  told.filter(({ story, connection }) => story.need.key === key && holdsPlace(connection.status!)).length;

function lastStepAbout(key: string, told: readonly Told[]): Date | null {
  const own = told.filter(({ story }) => story.need.key === key);
  const times = own.map(({ connection }) => connection.updatedAt!.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** The need looked for one worker; it is filled for as long as that one works, and was closed with the last step. */
function pastNeedRow(
  { skills: _, opened, key, partner, goal, ...fields }: DemoPastNeed,
  consortiumId: string,
  told: readonly Told[],
  calendar: Calendar,
): Partial<Need> {
  const id = needKey(key);
  const own = told.filter(({ story }) => story.need.key === key);
  const agreements = own.flatMap(({ story }) => workRows(story, new Map(), calendar)?.agreement ?? []);
  return {
    ...fields,
    ...{
      id: needIdOf(key),
      consortiumId,
      partnerId: idOf(`partner/${partner}`),
      externalId: key,
      capacity: 1,
    },
    communityGoalId: idOf(`partner/${partner}/goal/${goal}`),
    status: placesTaken(key, told) > 0 ? NeedStatus.FILLED : NeedStatus.CLOSED,
    modality: fields.modality as Need["modality"],
    ...{ country: fields.region ? "US" : null, region: fields.region ?? null, languages: [] },
    startsOn: agreements[0]?.startsOn ?? null,
    endsOn: agreements[0]?.endsOn ?? null,
    createdAt: calendar.moment(calendar.daysSince(opened), id),
    updatedAt: lastStepAbout(key, told)!,
  };
}

/** What changes a connection apart from its steps: the terms that were proposed, an answer, reading what was written. */
function withLaterChanges(
  connection: Partial<Connection>,
  story: Story,
  calendar: Calendar,
): Partial<Connection> {
  const [, answer] = spokenOf(story, calendar);
  const messages = messageRows(story, calendar);
  const isRead = connection.status !== "CONNECTED";
  const readBy = (side: "WORKER" | "PARTNER") =>
    messages.findLast((message) => isRead || message.side === side)?.createdAt ?? null;
  return {
    ...connection,
    version: connection.version! + (story.introduction.work ? 1 : 0) + (answer ? 1 : 0),
    updatedAt: answer?.at ?? connection.updatedAt,
    ...{ workerReadAt: readBy("WORKER"), partnerReadAt: readBy("PARTNER") },
  };
}

/** When partners measured a goal at the end of collaborations about it. */
const measuredFor = (partner: string, goal: string, told: readonly Told[], calendar: Calendar) =>
  told
    .filter(({ story: { need } }) => need.partner === partner && need.goal === goal)
    .flatMap(({ story }) =>
      spokenOf(story, calendar)
        .filter(({ side }) => side === "PARTNER")
        .map(({ daysAgo, at }) => ({ daysAgo, at, connectionId: story.connectionId })),
    );
