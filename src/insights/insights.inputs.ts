import { ValidateNested } from "class-validator";
import { GraphQLLocalDate } from "graphql-scalars";
import { ArgsType, Field, Float, ID, InputType, Int, registerEnumType } from "type-graphql";
import { PageArgs } from "../platform/graphql/connection.js";
import { IsDay, IsIdOf, Optional, Text, WholeNumber } from "../platform/graphql/validation.js";

/** By which figure a list of skills is ordered. */
export enum SkillGapOrder {
  GAP = "GAP",
  NEEDED = "NEEDED",
  HAVE = "HAVE",
  WANT = "WANT",
}

registerEnumType(SkillGapOrder, {
  name: "SkillGapOrder",
  description: "By which figure a list of skills is ordered, the largest first.",
  valuesConfig: {
    GAP: { description: "What is needed less what people have." },
    NEEDED: { description: "How many open needs ask for it." },
    HAVE: { description: "How many people have it." },
    WANT: { description: "How many people want to grow in it." },
  },
});

/** What stands on the other axis of a matrix of gaps. */
export enum PlaceKind {
  LIBRARY = "LIBRARY",
  REGION = "REGION",
}

registerEnumType(PlaceKind, {
  name: "PlaceKind",
  description: "What figures are broken down by.",
  valuesConfig: {
    LIBRARY: { description: "The libraries of the consortium." },
    REGION: { description: "The regions that its libraries name." },
  },
});

@InputType({
  description: "What figures are about: a library or a region, or else the consortium as a whole.",
})
export class InsightScope {
  @Field(() => ID, { nullable: true, description: "One library's staff, and the needs of its region." })
  @Optional()
  @IsIdOf("library")
  libraryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The staff of the libraries of a region, and the needs there. Not together with `libraryId`.",
  })
  @Optional()
  @Text(200)
  region?: string | null;
}

@ArgsType()
export class ScopeArgs {
  @Field(() => InsightScope, { nullable: true, description: "Where; the consortium when left out." })
  @Optional()
  @ValidateNested()
  scope?: InsightScope | null;
}

@ArgsType()
export class YearArgs extends ScopeArgs {
  @Field(() => Int, {
    nullable: true,
    description: "Which year, 2000 to 2100; the present one when left out.",
  })
  @Optional()
  @WholeNumber(2000, 2100)
  year?: number | null;
}

@ArgsType()
export class SkillGapArgs extends PageArgs {
  @Field(() => InsightScope, { nullable: true, description: "Where; the consortium when left out." })
  @Optional()
  @ValidateNested()
  scope?: InsightScope | null;

  @Field(() => ID, { nullable: true, description: "Only this skill and everything narrower." })
  @Optional()
  @IsIdOf("skill")
  within?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether a skill counts with everything narrower, instead of by itself.",
  })
  includeNarrower: boolean;

  @Field(() => SkillGapOrder, { defaultValue: SkillGapOrder.GAP, description: "By which figure." })
  orderBy: SkillGapOrder;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      "A day of the month whose figures to show, as they were last published in it; now when left out.",
  })
  @Optional()
  @IsDay()
  month?: string | null;
}

@ArgsType()
export class GapMatrixArgs {
  @Field(() => PlaceKind, { defaultValue: PlaceKind.LIBRARY, description: "What the columns are." })
  by: PlaceKind;

  @Field(() => ID, { nullable: true, description: "Only this skill and everything narrower." })
  @Optional()
  @IsIdOf("skill")
  within?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether a skill counts with everything narrower, instead of by itself.",
  })
  includeNarrower: boolean;

  @Field(() => SkillGapOrder, {
    defaultValue: SkillGapOrder.GAP,
    description: "By which figure skills are chosen.",
  })
  orderBy: SkillGapOrder;

  @Field(() => Int, {
    defaultValue: 12,
    description: "How many skills, 1 to 30: those with the largest figure.",
  })
  @WholeNumber(1, 30)
  skills: number;

  @Field(() => Int, {
    defaultValue: 12,
    description: "How many places, 1 to 30: those where most people have these skills.",
  })
  @WholeNumber(1, 30)
  places: number;
}

@ArgsType()
export class SkillTrendArgs extends ScopeArgs {
  @Field(() => ID, { description: "Which skill." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it counts with everything narrower, instead of by itself.",
  })
  includeNarrower: boolean;

  @Field(() => Int, { defaultValue: 12, description: "How many months up to now, 1 to 60." })
  @WholeNumber(1, 60)
  months: number;
}

@ArgsType()
export class MonthsArgs {
  @Field(() => Int, { defaultValue: 12, description: "How many months up to now, 1 to 24." })
  @WholeNumber(1, 24)
  months: number;
}

@ArgsType()
export class UnmetDemandArgs {
  @Field(() => Float, {
    defaultValue: 30,
    description: "From which score on, 0 to 100, a match counts as an answer to a need.",
  })
  minScore: number;
}
