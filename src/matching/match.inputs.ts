import { Max, Min, ValidateNested } from "class-validator";
import { ArgsType, Field, Float, ID, InputType, registerEnumType } from "type-graphql";
import { PageArgs } from "../platform/graphql/connection.js";
import { IsIdOf, IsLanguageTag, Optional, Text } from "../platform/graphql/validation.js";

export enum MatchOrder {
  SCORE = "SCORE",
  GROWTH = "GROWTH",
  COVERAGE = "COVERAGE",
  FAIR = "FAIR",
  EXCHANGE = "EXCHANGE",
}

registerEnumType(MatchOrder, {
  name: "MatchOrder",
  description: "What matches are ranked by, from high to low; equal ones by id.",
  valuesConfig: {
    SCORE: { description: "Both sides' value together." },
    GROWTH: { description: "What the worker gains." },
    COVERAGE: { description: "What the need gets." },
    FAIR: {
      description:
        "As SCORE, but who has been introduced often in the last 30 days gives others a turn: each introduction takes a tenth, down to six tenths.",
    },
    EXCHANGE: {
      description:
        "As SCORE, with up to as much again on top where both sides learn from each other: the worker in the work, and the partner's people from the worker.",
    },
  },
});

const IsShownScore = () => (target: object, property: string) => {
  Min(0, { message: "must be at least 0" })(target, property);
  Max(100, { message: "must be at most 100" })(target, property);
};

@InputType({
  description:
    "Which matches to list; several conditions must all hold. What you may not see of a worker counts as not said.",
})
export class MatchFilter {
  @Field(() => ID, { nullable: true, description: "Only workers of this library, where you may see it." })
  @Optional()
  @IsIdOf("library")
  libraryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only this country: of the worker's library, or of the need.",
  })
  @Optional()
  @Text(2)
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only this region: of the worker's library, or of the need.",
  })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only where the worker can, or the work can, be remote; or only where not.",
  })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Only workers who work in this language, or needs that demand it (BCP 47).",
  })
  @Optional()
  @IsLanguageTag()
  language?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Only workers who can give at least, or needs that take at most, so many hours a week.",
  })
  @Optional()
  @Min(0, { message: "must not be negative" })
  hoursPerWeek?: number | null;

  @Field(() => Float, { nullable: true, description: "At least this score, 0 to 100." })
  @Optional()
  @IsShownScore()
  minScore?: number | null;

  @Field(() => Float, { nullable: true, description: "At least this growth, 0 to 100." })
  @Optional()
  @IsShownScore()
  minGrowth?: number | null;

  @Field(() => Float, { nullable: true, description: "At least this coverage, 0 to 100." })
  @Optional()
  @IsShownScore()
  minCoverage?: number | null;
}

@ArgsType()
export class MatchArgs extends PageArgs {
  @Field(() => MatchFilter, {
    nullable: true,
    description: "Which matches; all with a score above 0 when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: MatchFilter | null;

  @Field(() => MatchOrder, { defaultValue: MatchOrder.SCORE, description: "What they are ranked by." })
  orderBy: MatchOrder;
}
