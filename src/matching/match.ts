import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Need } from "../needs/index.js";
import type { Improvement } from "./improvements.js";
import type { MatchScore, ScoreExplanation } from "./score.js";
import type { Exchange } from "./teaching.js";

/** Why a pair has no score. */
export enum NoScoreReason {
  WORKER_HAS_NO_GOALS = "WORKER_HAS_NO_GOALS",
  NEED_HAS_NO_SKILLS = "NEED_HAS_NO_SKILLS",
}

registerEnumType(NoScoreReason, {
  name: "NoScoreReason",
  description: "Why a pair has no score: it is left out rather than made up.",
  valuesConfig: {
    WORKER_HAS_NO_GOALS: { description: "The worker has no active growth goal that you may see." },
    NEED_HAS_NO_SKILLS: { description: "The need does not say which skills it asks for." },
  },
});

/** What keeps a worker from taking on a need, however well they fit. */
export enum MatchObstacle {
  PLACE = "PLACE",
  LANGUAGE = "LANGUAGE",
  DATES = "DATES",
}

registerEnumType(MatchObstacle, {
  name: "MatchObstacle",
  description:
    "What keeps a worker from taking on a need, however well they fit. Lists leave such pairs out.",
  valuesConfig: {
    PLACE: { description: "The work is done in another region or country." },
    LANGUAGE: { description: "The worker lacks a language that the work demands." },
    DATES: { description: "The last day of the work has passed." },
  },
});

/** A pair with its numbers; `need` is there when it is at hand already. */
@ObjectType({
  description:
    "One worker and one need, scored for both: does the need let the worker grow, and does the worker get it done? Two viewers may see two scores, because only what the worker lets a viewer see counts for them.",
  simpleResolvers: true,
})
@Directive('@key(fields: "need { id } worker { id }")')
export class Match {
  needId: string;
  workerId: string;
  needRow?: Need;
  exact: MatchScore;
  /** The rows behind `exact`, worked out when first asked for. */
  explain: () => ScoreExplanation;
  /** What would raise the score, worked out when first asked for. */
  improve: () => readonly Improvement[];
  /** What both sides learn from each other, worked out when first asked for. */
  exchange: () => Exchange;

  @Field(() => Int, {
    description:
      "Which build of affinities and rarities the numbers come from; it grows with every build, and is 0 before the first.",
  })
  affinityVersion: number;

  @Field(() => [MatchObstacle], { description: "What stands in the way; empty in lists." })
  obstacles: MatchObstacle[];
}
