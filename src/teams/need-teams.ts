import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { GoalContribution, Match } from "../matching/index.js";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";

/** Teams that are listed at most. */
export const MOST_TEAMS = 10;

/** Why no team of several workers is needed, or none can be made. */
export enum NeedTeamsReason {
  ONE_IS_ENOUGH = "ONE_IS_ENOUGH",
  NO_MUST_HAVES = "NO_MUST_HAVES",
  NO_CANDIDATES = "NO_CANDIDATES",
}

registerEnumType(NeedTeamsReason, {
  name: "NeedTeamsReason",
  description: "Why no team of several workers is needed, or none can be made.",
  valuesConfig: {
    ONE_IS_ENOUGH: {
      description:
        "One worker alone covers all that anybody covers: `teams` lists such workers, each as a team of one.",
    },
    NO_MUST_HAVES: { description: "The need asks for no MUST skill." },
    NO_CANDIDATES: {
      description:
        "Nobody whom you see among the matches covers a must-have, or you may not see the matches.",
    },
  },
});

@Cost(0)
@ObjectType({ description: "A member of a team.", simpleResolvers: true })
export class TeamMember {
  covers: readonly string[];

  @Cost(1)
  @Field(() => Match, { description: "The member and the need, as among the need's matches." })
  match: Match;

  @Field(() => Float, {
    description: "What the member gains from the need, 0 to 100 with one decimal: the growth of the match.",
  })
  growth: number;

  @ListOf(5)
  @Field(() => [GoalContribution], {
    description: "The member's growth goals that the need serves; at most 5, the most important first.",
  })
  goals: readonly GoalContribution[];
}

@ObjectType({
  description:
    "Workers who together cover every must-have that anybody covers. Nobody can be left out of it.",
  simpleResolvers: true,
})
export class Team {
  @ListOf(10)
  @Field(() => [TeamMember], {
    description: "Who is in it, the highest score first; rarely more than 10, at most 30.",
  })
  members: readonly TeamMember[];

  @Field(() => Float, {
    description: "The members' scores together, 100 for each at most, with one decimal. More is better.",
  })
  totalScore: number;

  @Field(() => Float, {
    description:
      "What the need gets, 0 to 100 with one decimal: as the coverage of a match, where each skill is covered as far as the best member covers it.",
  })
  coverage: number;

  @Field(() => Int, {
    description: "How often a must-have is covered by one member more than needed. Less is better.",
  })
  overlap: number;

  @Field(() => Boolean, {
    description: "Whether it has more members than the need has places left: raise its `capacity` first.",
  })
  exceedsPlaces: boolean;
}

@Cost(0)
@ObjectType({
  description:
    "The smallest teams that cover a need's must-haves. A must-have is covered by who covers half of it or more: see `Match.unmetMustHaves`.",
  simpleResolvers: true,
})
export class NeedTeams {
  unmet: readonly string[];

  @ListOf(MOST_TEAMS)
  @Field(() => [Team], {
    description:
      "The teams, all of one size: the highest total score first, then the smallest overlap, then by the members' ids.",
  })
  teams: readonly Team[];

  @Field(() => NeedTeamsReason, {
    nullable: true,
    description: "Why there is no team of several; null when there is.",
  })
  reason: NeedTeamsReason | null;

  @Field(() => Boolean, {
    description:
      "Whether it is proved that no smaller team does, and that no other of this size comes before these. Otherwise the search was given up: the teams do, but smaller or better ones may exist; see `lowerBound`.",
  })
  optimal: boolean;

  @Field(() => Int, {
    description:
      "No team of fewer does; 0 where nobody covers anything. Equal to the teams' size when `optimal`.",
  })
  lowerBound: number;
}
