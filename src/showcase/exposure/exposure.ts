import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Cost, ListOf } from "../../platform/graphql/cost/cost.decorators.js";

export enum ExposurePeriod {
  DAY = "DAY",
  WEEK = "WEEK",
  MONTH = "MONTH",
}

registerEnumType(ExposurePeriod, {
  name: "ExposurePeriod",
  description: "The length of the periods of a report on exposure.",
  valuesConfig: {
    DAY: { description: "Days, in UTC." },
    WEEK: { description: "Weeks, which begin on Monday." },
    MONTH: { description: "Calendar months." },
  },
});

/** So many periods has a report at most. */
export const MOST_PERIODS = 100;

@Cost(0)
@ObjectType({ description: "How workers' cards were shown in one period.", simpleResolvers: true })
export class ShowcaseExposurePeriod {
  @Field(() => GraphQLLocalDate, { description: "Its first day; it may begin before the report does." })
  from: string;

  @Field(() => Int, { nullable: true, description: "Impressions of workers' cards; null when suppressed." })
  impressions: number | null;

  @Field(() => Int, { nullable: true, description: "How many workers were shown; null when suppressed." })
  workersShown: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Gini coefficient of the workers' impressions; null without any, or when suppressed.",
  })
  gini: number | null;

  @Field(() => Int, { description: "Impressions of the libraries' service offers." })
  offerImpressions: number;
}

@ObjectType({
  description:
    "How fairly the showcase shows the workers who have a card in it that partners find now. An impression is one card on one page that was given to a partner or to somebody without a token. Suppressed where they are fewer than 5.",
  simpleResolvers: true,
})
export class ShowcaseExposure {
  @Field(() => GraphQLLocalDate, { description: "The first day, in UTC." })
  from: string;

  @Field(() => GraphQLLocalDate, { description: "The last day, in UTC." })
  to: string;

  @Field(() => Boolean, {
    description: "Whether figures about workers are kept back because there are fewer than 5.",
  })
  isSuppressed: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "How many workers have a card that partners find now; null when suppressed.",
  })
  workers: number | null;

  @Field(() => Int, { nullable: true, description: "Impressions of their cards; null when suppressed." })
  impressions: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Gini coefficient of their impressions, 0 (all alike) to below 1 (one has all); null without any impressions, or when suppressed.",
  })
  gini: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many of them were not shown once; null when suppressed.",
  })
  neverShown: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The share of them who were not shown once, 0 to 1; null when suppressed.",
  })
  shareNeverShown: number | null;

  @Field(() => Int, { description: "Impressions of the libraries' service offers." })
  offerImpressions: number;

  @ListOf(MOST_PERIODS)
  @Field(() => [ShowcaseExposurePeriod], {
    description: `The same by period, oldest first, those without impressions included; at most ${MOST_PERIODS}.`,
  })
  periods: readonly ShowcaseExposurePeriod[];
}
