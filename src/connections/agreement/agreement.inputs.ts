import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsPositive, Max, ValidateNested } from "class-validator";
import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ID, InputType } from "type-graphql";
import { ChangeInput } from "../../platform/graphql/inputs.js";
import { IsDay, IsHoursPerWeek, IsIdOf, Optional, Text } from "../../platform/graphql/validation.js";
import { Proficiency } from "../../skills/index.js";

@InputType({ description: "A skill to practise." })
export class AgreementSkillInput {
  @Field(() => ID, { description: "The skill; not a heading." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, { description: "Where the worker is to get." })
  target: Proficiency;
}

@InputType({
  description: "Terms for a collaboration. Proposing them is your agreement; the other side has to agree.",
})
export class ProposeAgreementInput extends ChangeInput {
  @Field(() => ID, { description: "The connection; `expectedVersion` is its version." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => String, { description: "What is to be done; 1 to 5,000 characters." })
  @Text(5000)
  scope: string;

  @Field(() => Float, { description: "Hours in all; more than 0, at most 5,000." })
  @IsPositive({ message: "must be more than 0" })
  @Max(5000, { message: "must be at most 5,000" })
  hoursTotal: number;

  @Field(() => Float, { nullable: true, description: "Hours a week; more than 0, at most 80." })
  @Optional()
  @IsHoursPerWeek()
  hoursPerWeek?: number | null;

  @Field(() => GraphQLLocalDate, { description: "First day." })
  @IsDay()
  startsOn: string;

  @Field(() => GraphQLLocalDate, { description: "Last day, not before the first." })
  @IsDay()
  endsOn: string;

  @Field(() => [AgreementSkillInput], { description: "The skills to practise, each once; 1 to 10." })
  @ArrayNotEmpty({ message: "must name at least one" })
  @ArrayMaxSize(10, { message: "must name at most 10" })
  @ArrayUnique(({ skillId }: AgreementSkillInput) => skillId, { message: "must name each once" })
  @ValidateNested()
  skills: AgreementSkillInput[];

  @Field(() => String, {
    nullable: true,
    description: "Who of the partner is the mentor; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  mentorName?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The goal of the partner whose indicator the work serves; that of the need when left out.",
  })
  @Optional()
  @IsIdOf("community_goal")
  communityGoalId?: string | null;
}

@InputType({ description: "Your agreement to the terms that the other side proposed." })
export class AcceptAgreementInput extends ChangeInput {
  @Field(() => ID, {
    description:
      "The connection; its version changes with the terms, so that you agree to none that you have not seen.",
  })
  @IsIdOf("connection")
  connectionId: string;
}
