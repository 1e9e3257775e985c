import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { SMALLEST_GROUP } from "./disclosure/small-groups.js";
import { FunnelStage } from "./funnel/funnel-stage.js";
import { GROWTH_MEASURES } from "./growth/publish-growth.js";

const ROUNDED = `a multiple of ${SMALLEST_GROUP}, rounded down; null for fewer than ${SMALLEST_GROUP}, or where it is withheld because it would tell of others`;

/** The figures of a consortium. */
@ObjectType({
  description: `Figures of a consortium, for dashboards. Counts of people are ${ROUNDED}. For managers, analysts and administrators.`,
  simpleResolvers: true,
})
export class Insights {
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When the figures were last brought up to date; null before the first time.",
  })
  asOf: Date | null;

  @Field(() => Int, { description: "Nothing is said of fewer people." })
  smallestGroup: number;
}

/** How many people have and want a skill, and how many needs ask for it. */
@ObjectType({ simpleResolvers: true })
abstract class GapFigures {
  @Field(() => Int, { nullable: true, description: `How many people have it: ${ROUNDED}.` })
  have: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many people have a goal to grow in it: ${ROUNDED}.`,
  })
  want: number | null;

  @Field(() => Int, { description: "How many open needs ask for it, exactly." })
  needed: number;

  @Field(() => Int, {
    description:
      "`needed` less `have` as they are shown; below 0 where more people have it than needs ask for it.",
  })
  gap: number;
}

@ObjectType({
  description: "Supply and demand of a skill. What people keep from their consortium does not count.",
  simpleResolvers: true,
})
export class SkillGap extends GapFigures {
  skillId: string;
}

@Cost(0)
@ObjectType({ description: "Supply and demand of a skill at a place.", simpleResolvers: true })
export class GapCell extends GapFigures {}

@Cost(0)
@ObjectType({ description: "A library or a region that figures are about.", simpleResolvers: true })
export class InsightPlace {
  @Field(() => ID, { description: "The library's id, or the region's name." })
  id: string;

  @Field(() => String, { description: "The library's or the region's name." })
  label: string;
}

@ObjectType({ description: "A skill in a matrix of gaps.", simpleResolvers: true })
export class GapRow {
  skillId: string;

  @ListOf(12)
  @Field(() => [GapCell], { description: "Its figures, in the order of `places`." })
  cells: GapCell[];
}

@ObjectType({
  description: "Supply and demand of skills by place, as for a heat map.",
  simpleResolvers: true,
})
export class GapMatrix {
  @ListOf(12)
  @Field(() => [InsightPlace], { description: "The columns." })
  places: InsightPlace[];

  @ListOf(12)
  @Field(() => [GapRow], { description: "The rows; the skill with the largest figure first." })
  rows: GapRow[];
}

@ObjectType({ description: "Supply and demand of a skill in a month.", simpleResolvers: true })
export class SkillTrendPoint extends GapFigures {
  @Field(() => GraphQLLocalDate, { description: "The first day of the month." })
  month: string;
}

@Cost(0)
@ObjectType({ description: "Needs that reached a stage.", simpleResolvers: true })
export class FunnelStep {
  @Field(() => FunnelStage, { description: "Which stage." })
  stage: FunnelStage;

  @Field(() => Int, {
    nullable: true,
    description: `How many needs reached it: of OPENED exactly; of the others ${ROUNDED}.`,
  })
  needs: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Median of the whole days since the stage before; null for fewer than ${SMALLEST_GROUP} needs.`,
  })
  medianDays: number | null;
}

@ObjectType({ description: "How far the needs came that were opened in a period.", simpleResolvers: true })
export class Funnel {
  @Field(() => String, { description: "A year, such as 2026, or a month, such as 2026-11." })
  period: string;

  @ListOf(5)
  @Field(() => [FunnelStep], { description: "All stages in their order." })
  stages: FunnelStep[];
}

@ObjectType({ description: "Open needs that nobody answers well.", simpleResolvers: true })
export class UnmetDemand {
  minScore: number;

  @Field(() => Int, { description: "How many needs are open." })
  openNeeds: number;

  @Field(() => Int, { description: "How many of them have no match of `minScore` or more." })
  unmet: number;
}

@ObjectType({ description: "An open need, and how well it is answered.", simpleResolvers: true })
export class UnmetNeed {
  needId: string;
  /** 0 to 1; -1 without a match */
  best: number;

  @Field(() => Float, {
    nullable: true,
    description: "The score of its best match, 0 to 100, as its partner sees it; null where it has none.",
  })
  bestScore: number | null;
}

const MEASURE_WORDS = {
  GOALS: "Growth goals that were achieved.",
  LEVELS: "Levels that people rose in skills, by their own ratings.",
  HOURS: "Hours that were logged in collaborations.",
};

/** As GraphQL knows the measures. */
export const GrowthMeasureEnum = Object.fromEntries(GROWTH_MEASURES.map((measure) => [measure, measure]));

registerEnumType(GrowthMeasureEnum, {
  name: "GrowthMeasure",
  description: "What is counted of growth.",
  valuesConfig: Object.fromEntries(
    GROWTH_MEASURES.map((measure) => [measure, { description: MEASURE_WORDS[measure] }]),
  ),
});

@ObjectType({ description: "What people gained in a year.", simpleResolvers: true })
export class GrowthFigure {
  @Field(() => GrowthMeasureEnum, { description: "What is counted." })
  measure: string;

  @Field(() => Int, { nullable: true, description: `How many people have a part in it: ${ROUNDED}.` })
  workers: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How much, rounded down; null for fewer than ${SMALLEST_GROUP} people, where one of them has most of it, or where it would tell of others.`,
  })
  amount: number | null;
}
