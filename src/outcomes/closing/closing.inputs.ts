import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsNumber, ValidateNested } from "class-validator";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { ConnectionSide } from "../../connections/index.js";
import { ChangeInput, CommandInput } from "../../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text, WholeNumber } from "../../platform/graphql/validation.js";
import { Proficiency } from "../../skills/index.js";
import { QUESTIONS } from "./outcome-question.js";

@InputType({ description: "An answer to one of the five questions." })
export class OutcomeAnswerInput {
  @Field(() => Int, { description: "Which question: its position, 1 to 5." })
  @WholeNumber(1, QUESTIONS)
  position: number;

  @Field(() => Int, { description: "From 1 (not at all) to 5 (fully)." })
  @WholeNumber(1, 5)
  rating: number;

  @Field(() => String, { nullable: true, description: "A comment; 1 to 2,000 characters." })
  @Optional()
  @Text(2000)
  comment?: string | null;
}

@InputType({ description: "Where the worker stands in a skill now." })
export class OutcomeRatingInput {
  @Field(() => ID, { description: "One of the skills that the agreement is about." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, { description: "The level." })
  proficiency: Proficiency;
}

@InputType({ description: "What your side says at the end of a collaboration." })
export class CompleteCollaborationInput extends ChangeInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => [OutcomeAnswerInput], {
    description: "Your answers to `outcomeQuestions`: all five, each once.",
  })
  @ArrayMinSize(QUESTIONS, { message: "must answer all five questions" })
  @ArrayMaxSize(QUESTIONS, { message: "must answer each question once" })
  @ArrayUnique(({ position }: OutcomeAnswerInput) => position, { message: "must answer each question once" })
  @ValidateNested()
  answers: OutcomeAnswerInput[];

  @Field(() => [OutcomeRatingInput], {
    nullable: true,
    description:
      "Where the worker stands in the practised skills now. The worker's go into the profile; a partner's into the history, from where the worker may take them over.",
  })
  @Optional()
  @ArrayMaxSize(10, { message: "must name at most 10" })
  @ArrayUnique(({ skillId }: OutcomeRatingInput) => skillId, { message: "must name each once" })
  @ValidateNested()
  ratings?: OutcomeRatingInput[] | null;

  @Field(() => Float, {
    nullable: true,
    description: "The value of the goal's indicator now; for the partner, where the agreement serves a goal.",
  })
  @Optional()
  @IsNumber({}, { message: "must be a number" })
  indicatorValue?: number | null;
}

@InputType({ description: "The five questions that a side is asked; they replace those before." })
export class SetOutcomeQuestionsInput extends CommandInput {
  @Field(() => ConnectionSide, { description: "Who is asked: WORKER or PARTNER." })
  side: ConnectionSide;

  @Field(() => [String], {
    description: "Five questions, each of 1 to 300 characters, answered from 1 to 5.",
  })
  @ArrayMinSize(QUESTIONS, { message: "must be five questions" })
  @ArrayMaxSize(QUESTIONS, { message: "must be five questions" })
  @Text(300, 1, { each: true })
  questions: string[];
}
