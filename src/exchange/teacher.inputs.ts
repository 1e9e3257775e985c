import { Max, Min, ValidateNested } from "class-validator";
import { ArgsType, Field, Float, ID, InputType } from "type-graphql";
import { PageArgs } from "../platform/graphql/connection.js";
import { IsIdOf, IsLanguageTag, Optional, Text } from "../platform/graphql/validation.js";

@InputType({
  description:
    "Which teachers to list; several conditions must all hold. What you may not see of a worker counts as not said.",
})
export class TeacherFilter {
  @Field(() => ID, { nullable: true, description: "Only workers of this library, where you may see it." })
  @Optional()
  @IsIdOf("library")
  libraryId?: string | null;

  @Field(() => String, { nullable: true, description: "Only this country of the worker's library." })
  @Optional()
  @Text(2)
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only this region of the worker's library." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Only who can work remotely, or only who cannot." })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: "Only who works in this language (BCP 47)." })
  @Optional()
  @IsLanguageTag()
  language?: string | null;

  @Field(() => Float, { nullable: true, description: "At least this value, 0 to 100." })
  @Optional()
  @Min(0, { message: "must be at least 0" })
  @Max(100, { message: "must be at most 100" })
  minValue?: number | null;
}

@ArgsType()
export class TeachersArgs extends PageArgs {
  @Field(() => TeacherFilter, { nullable: true, description: "Which teachers; all when left out." })
  @Optional()
  @ValidateNested()
  filter?: TeacherFilter | null;
}
