import { ConnectionSide } from "../connections/index.js";
import { type CareerEntry, DEFAULT_QUESTIONS, type OutcomeFeedback } from "../outcomes/index.js";
import { Visibility } from "../platform/auth/visibility.js";
import { proficiencyAt } from "../skills/index.js";
import { type GrowthGoal, GrowthGoalStatus, RatingSource, type SkillRating } from "../workers/index.js";
import type { Calendar } from "./calendar.js";
import { keyOf, stepOf } from "./connection-history.js";
import { idOf } from "./demonstration-ids.js";
import { BEGAN } from "./history.js";
import type { DemoAnswers, DemoPractice } from "./history-data.js";
import { dayOf, type Story } from "./work-history.js";

/** After so many days the other side says what came of it, too. */
const ANSWERS_AFTER = 4;

/** A side that said what came of it. */
export interface Spoken {
  readonly side: "WORKER" | "PARTNER";
  readonly daysAgo: number;
  readonly at: Date;
  readonly answers: DemoAnswers;
}

/** Who said when what came of a collaboration; nobody before it was completed. */
export function spokenOf({ introduction, steps }: Story, calendar: Calendar): Spoken[] {
  const completed = stepOf(steps, "COMPLETE");
  const { work } = introduction;
  if (!completed || !work) return [];
  const said = (side: Spoken["side"], answers: DemoAnswers | undefined): Spoken[] => {
    if (!answers) return [];
    if (side === completed.actor) return [{ side, daysAgo: completed.daysAgo, at: completed.at, answers }];
    const daysAgo = dayOf(completed) - ANSWERS_AFTER;
    return [{ side, daysAgo, at: calendar.moment(daysAgo, `${keyOf(introduction)}/${side}`), answers }];
  };
  const all = [...said("WORKER", work.worker), ...said("PARTNER", work.partner)];
  return all.sort((one, other) => other.daysAgo - one.daysAgo);
}

/** A level that the profile has since a collaboration. */
export interface AppliedLevel {
  readonly workerSkillId: string;
  readonly ratedAt: Date;
}

export interface OutcomeRows {
  readonly feedback: readonly OutcomeFeedback[];
  readonly ratings: readonly SkillRating[];
  readonly applied: readonly AppliedLevel[];
  readonly goals: readonly Partial<GrowthGoal>[];
  readonly career: CareerEntry;
}

/** The rows of what came of a collaboration; null where it was not completed. */
export function outcomeRows(
  story: Story,
  hours: number,
  consortiumId: string,
  skillIds: ReadonlyMap<string, string>,
  calendar: Calendar,
): OutcomeRows | null {
  const { introduction, steps, need, connectionId, workerId } = story;
  const [start, completed] = [stepOf(steps, "START"), stepOf(steps, "COMPLETE")];
  if (!start || !completed) return null;
  const key = keyOf(introduction);
  const spoken = spokenOf(story, calendar);
  const grown = introduction.work!.practises.map((practice) =>
    grownIn(practice, story, spoken, consortiumId, skillIds, calendar),
  );
  const goal = grown[0]!.goal;
  return {
    feedback: spoken.map(({ side, daysAgo, at, answers: [ratings, comment] }) => ({
      ...{ id: idOf(`${key}/feedback/${side}`, daysAgo), connectionId, workerId, side: ConnectionSide[side] },
      answers: DEFAULT_QUESTIONS[side].map((question, i) => ({
        ...{ question, rating: Number(ratings[i]), comment: i === 0 ? comment : null },
      })),
      createdAt: at,
    })),
    ratings: grown.flatMap(({ ratings }) => ratings),
    applied: grown.map(({ applied }) => applied),
    goals: introduction.work!.why ? [{ ...goal, why: introduction.work!.why }] : [],
    career: {
      ...{
        id: idOf(`${key}/career`, completed.daysAgo),
        workerId,
        connectionId,
        needTitle: need.title,
        hours,
      },
      ...{ partnerId: idOf(`partner/${need.partner}`), shown: true },
      ...{ startedOn: calendar.day(dayOf(start)), endedOn: calendar.day(dayOf(completed)) },
    },
  };
}

/** What a collaboration left behind of a skill: the level before it, and what each side said at its end. */
function grownIn(
  [skill, from, to]: DemoPractice,
  { introduction, worker, workerId, connectionId }: Story,
  spoken: readonly Spoken[],
  consortiumId: string,
  skillIds: ReadonlyMap<string, string>,
  calendar: Calendar,
) {
  const held = worker.skills.find((entry) => entry.skill === skill)!;
  const of = { workerId, consortiumId, skillId: skillIds.get(skill)! };
  const profile = `worker/${worker.key}/skill/${skill}`;
  const before: SkillRating = {
    ...{ ...of, id: idOf(`${profile}/before`, BEGAN), proficiency: proficiencyAt(from)!, connectionId: null },
    ...{ source: RatingSource.SELF, ratedAt: calendar.moment(BEGAN, profile) },
  };
  // A worker whose profile says what the partner said took that over, and said nothing else.
  const isAdopted = held.source === "PARTNER";
  const raters = spoken.filter(({ side }) => side === "PARTNER" || !isAdopted);
  const ratings = raters.map(
    ({ side, daysAgo, at }): SkillRating => ({
      ...{ ...of, id: idOf(`${profile}/${side}`, daysAgo), proficiency: proficiencyAt(to)!, connectionId },
      ...{ source: side === "PARTNER" ? RatingSource.PARTNER : RatingSource.SELF, ratedAt: at },
    }),
  );
  const { at } = raters.find(({ side }) => side === (isAdopted ? "PARTNER" : "WORKER"))!;
  const wished = introduction.daysAgo + 21;
  const goal: Partial<GrowthGoal> = {
    ...{ id: idOf(`worker/${worker.key}/goal/${skill}`, wished), workerId, skillId: of.skillId },
    ...{ start: proficiencyAt(from), current: proficiencyAt(to), target: proficiencyAt(to)!, priority: 2 },
    ...{ status: GrowthGoalStatus.ACHIEVED, by: null, version: 2 },
    visibility: Visibility[held.visibility ?? worker.discoverability],
    ...{ createdAt: calendar.moment(wished, `${profile}/goal`), updatedAt: at },
  };
  return { ratings: [before, ...ratings], applied: { workerSkillId: idOf(profile), ratedAt: at }, goal };
}
