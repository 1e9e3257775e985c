import { Modality } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import { type Connection, decodeCursor, PARTS, pageOf } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { inSpan } from "../platform/observability/tracing.js";
import { Audience } from "./audience.js";
import { ABOUT_NO_NEED } from "./engine/consents.js";
import type { MatchIndex } from "./engine/match-index.js";
import { rankTeachers } from "./engine/rank-teachers.js";
import { TeachingPlan } from "./engine/teaching-plan.js";
import { precedes, type Ranked } from "./engine/top-list.js";
import { WorkerGates } from "./engine/worker-gates.js";
import type { NeedTerms } from "./gates.js";
import { maySeeCandidates, reachOf } from "./match.policy.js";
import { workerFilter } from "./match-page.js";
import type { VersionedSkillModel } from "./matcher.js";
import { shownScore } from "./score.js";
import { inSlices } from "./slices.js";
import { explainTeaching, type LearningGoal, type Taught, teachingOf } from "./teaching.js";

/** A partner whose people want to learn. Ids are UUIDs. */
export interface LearningPartner {
  readonly id: string;
  readonly consortiumId: string;
}

/** Which teachers to list; what the viewer may not see of a worker counts as not said. */
export interface TeacherCriteria {
  /** A typed id. */
  readonly libraryId?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly remote?: boolean | null;
  /** BCP 47 */
  readonly language?: string | null;
  /** As shown: 0 to 100. */
  readonly minValue?: number | null;
}

export interface TeacherArgs {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: TeacherCriteria | null;
}

/** Somebody who teaches what was asked for, as the viewer sees them. */
export interface FoundTeacher {
  readonly workerId: string;
  /** Above 0 to 1. */
  readonly value: number;
  /** The rows behind `value`, worked out when first asked for. */
  readonly taught: () => readonly Taught[];
}

/** Teaching is tied to no place, language or date. */
const ANYWHERE: NeedTerms = {
  modality: Modality.REMOTE,
  country: null,
  region: null,
  languages: [],
  endsOn: null,
};

/** Alone, a goal matters as much as any can. */
const alone = (goal: LearningGoal): LearningGoal => ({ ...goal, priority: 3 });

interface Asked {
  readonly user: User;
  readonly partner: LearningPartner;
  readonly goals: readonly LearningGoal[];
  readonly args: TeacherArgs;
  readonly after: Ranked | null;
  readonly model: VersionedSkillModel;
}

/**
 * Finds library workers for what the people of partners want to learn: matching the other way round. The libraries of a
 * partner's consortium and the partner itself may ask; what a worker keeps from whoever asks neither counts nor shows.
 */
export class Teachers {
  private readonly audience: Audience;

  constructor(
    private readonly index: MatchIndex,
    /** The skills as they are now; what it gives never changes. */
    private readonly model: () => VersionedSkillModel,
    /** In milliseconds since 1970. */
    now: () => number = () => Date.now(),
  ) {
    this.audience = new Audience(index, now);
  }

  /** Who teaches the most of all that the people of a partner want to learn. */
  forPartner(
    principal: Principal,
    partner: LearningPartner,
    args: TeacherArgs,
  ): Promise<Connection<FoundTeacher>> {
    const goals = this.index.learning.of(partner.id);
    return this.find(principal, `expertise-for:${partner.id}`, { partner, goals, args });
  }

  /** Who teaches the most towards one of them. */
  forGoal(
    principal: Principal,
    partner: LearningPartner,
    goal: LearningGoal | null,
    args: TeacherArgs,
  ): Promise<Connection<FoundTeacher>> {
    const goals = goal ? [alone(goal)] : [];
    return this.find(principal, `teachers-for:${goal?.id}`, { partner, goals, args });
  }

  private async find(
    principal: Principal,
    name: string,
    what: Pick<Asked, "partner" | "goals" | "args">,
  ): Promise<Connection<FoundTeacher>> {
    const user = userOf(principal);
    const { partner, goals, args } = what;
    const at = decodeCursor(name, args.after, [PARTS.number, PARTS.id]) as readonly [number, string] | null;
    const asked = { ...what, user, after: at && { rank: at[0], id: at[1] }, model: this.model() };
    const found: (FoundTeacher & Ranked)[] = [];
    if (goals.length > 0 && maySeeCandidates(user, { ...partner, partnerId: partner.id }))
      for (const home of reachOf(user)) found.push(...(await this.findIn(home, asked)));
    const ordered = found.sort((one, other) => (precedes(one, other) ? -1 : 1));
    return pageOf(ordered, name, args, ({ rank, id }) => [rank, id]);
  }

  /** Those of one consortium. */
  private async findIn(consortiumId: string, asked: Asked): Promise<(FoundTeacher & Ranked)[]> {
    const { user, goals, args, after, model } = asked;
    const index = this.index.workersOf(consortiumId);
    const least = args.filter?.minValue ?? 0;
    const { revision } = index;
    const query = {
      plan: new TeachingPlan(goals, model, this.index.skills),
      sights: this.audience.sights(user, consortiumId, index),
      gates: this.gates(consortiumId, asked),
      disclosed: this.audience.disclosedFor(user, ABOUT_NO_NEED),
      isEnough: (teaching: number) => shownScore(teaching)! >= least,
      first: args.first + 1,
      after,
    };
    const ranked = await inSpan("match teachers", () => inSlices(rankTeachers(index, query)));
    return ranked.flatMap(({ rank, id }) => {
      // Ranking may have paused: who cannot be found any more is left out, and numbers are those that are explained.
      const seen = this.audience.seen(user, id, ABOUT_NO_NEED.id);
      if (!seen) return [];
      const { profile } = seen;
      const value = index.revision === revision ? rank : teachingOf(profile, goals, model);
      return [{ rank, id, workerId: id, value, taught: () => explainTeaching(profile, goals, model) }];
    });
  }

  private gates(consortiumId: string, { user, args }: Asked): WorkerGates {
    return new WorkerGates(
      this.index.workersOf(consortiumId),
      ANYWHERE,
      workerFilter(args.filter),
      this.audience.identifiesFor(user, ABOUT_NO_NEED),
    );
  }
}
