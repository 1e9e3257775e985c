import { IsPositive, Max } from "class-validator";
import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../../platform/graphql/inputs.js";
import { IsDay, IsGiven, IsIdOf, Optional, Text, UnlessAbsent } from "../../platform/graphql/validation.js";

@InputType({ description: "A milestone for a collaboration." })
export class AddMilestoneInput extends CommandInput {
  @Field(() => ID, { description: "The connection; the two have to be collaborating." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => String, { description: "What is to be reached; 1 to 200 characters." })
  @Text(200)
  title: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Optional()
  @IsDay()
  dueOn?: string | null;
}

@InputType({ description: "Changes to a milestone; what is left out stays as it is." })
export class UpdateMilestoneInput extends ChangeInput {
  @Field(() => ID, { description: "The milestone." })
  @IsIdOf("milestone")
  id: string;

  @Field(() => String, { nullable: true, description: "What is to be reached; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  title?: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when; null removes it." })
  @Optional()
  @IsDay()
  dueOn?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is reached; false takes that back." })
  @UnlessAbsent()
  @IsGiven()
  reached?: boolean;
}

@InputType({ description: "The milestone to take away." })
export class ArchiveMilestoneInput extends ChangeInput {
  @Field(() => ID, { description: "The milestone." })
  @IsIdOf("milestone")
  id: string;
}

@InputType({ description: "Hours that the worker spent on a collaboration." })
export class LogHoursInput extends CommandInput {
  @Field(() => ID, { description: "The connection; the two have to be collaborating." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => GraphQLLocalDate, { description: "The day; not in the future." })
  @IsDay()
  workedOn: string;

  @Field(() => Float, { description: "How many; more than 0, at most 24." })
  @IsPositive({ message: "must be more than 0" })
  @Max(24, { message: "must be at most 24" })
  hours: number;

  @Field(() => String, { nullable: true, description: "What was done; 1 to 500 characters." })
  @Optional()
  @Text(500)
  note?: string | null;
}

@InputType({ description: "Changes to logged hours; what is left out stays as it is." })
export class UpdateHoursInput extends ChangeInput {
  @Field(() => ID, { description: "The entry." })
  @IsIdOf("hours")
  id: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "The day; not in the future." })
  @UnlessAbsent()
  @IsDay()
  workedOn?: string;

  @Field(() => Float, { nullable: true, description: "How many; more than 0, at most 24." })
  @UnlessAbsent()
  @IsPositive({ message: "must be more than 0" })
  @Max(24, { message: "must be at most 24" })
  hours?: number;

  @Field(() => String, { nullable: true, description: "What was done; null removes it." })
  @Optional()
  @Text(500)
  note?: string | null;
}

@InputType({ description: "The hours to take away." })
export class ArchiveHoursInput extends ChangeInput {
  @Field(() => ID, { description: "The entry." })
  @IsIdOf("hours")
  id: string;
}
