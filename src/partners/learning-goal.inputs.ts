import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, InputType, Int } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsDay,
  IsGiven,
  IsIdOf,
  Optional,
  Text,
  UnlessAbsent,
  WholeNumber,
} from "../platform/graphql/validation.js";
import { Proficiency } from "../skills/index.js";

const MOST_LEARNERS = 100_000;

@InputType({ description: "A skill that a partner's own people want to learn." })
export class CreatePartnerLearningGoalInput extends CommandInput {
  @Field(() => ID, { description: "The partner whose people want to learn." })
  @IsIdOf("partner")
  partnerId: string;

  @Field(() => ID, {
    description: "The skill; not a heading, and not one with a learning goal of the partner already.",
  })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where those who learn stand; not yet novices when left out.",
  })
  @Optional()
  current?: Proficiency | null;

  @Field(() => Proficiency, { description: "Where they want to get; above the current proficiency." })
  target: Proficiency;

  @Field(() => Int, { defaultValue: 2, description: "How much it matters, 1 to 3; 3 matters most." })
  @WholeNumber(1, 3)
  priority: number;

  @Field(() => Int, { defaultValue: 1, description: "How many people want to learn it, 1 to 100,000." })
  @WholeNumber(1, MOST_LEARNERS)
  learners: number;

  @Field(() => String, { nullable: true, description: "More about it; at most 2,000 characters." })
  @Optional()
  @Text(2000, 0)
  note?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Optional()
  @IsDay()
  by?: string | null;
}

@InputType({ description: "Changes to a partner's learning goal; what is left out stays as it is." })
export class UpdatePartnerLearningGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The learning goal." })
  @IsIdOf("learning_goal")
  id: string;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where those who learn stand now; null: not yet novices.",
  })
  @Optional()
  current?: Proficiency | null;

  @Field(() => Proficiency, { nullable: true, description: "Where they want to get." })
  @UnlessAbsent()
  @IsGiven()
  target?: Proficiency;

  @Field(() => Int, { nullable: true, description: "How much it matters, 1 to 3; 3 matters most." })
  @UnlessAbsent()
  @WholeNumber(1, 3)
  priority?: number;

  @Field(() => Int, { nullable: true, description: "How many people want to learn it, 1 to 100,000." })
  @UnlessAbsent()
  @WholeNumber(1, MOST_LEARNERS)
  learners?: number;

  @Field(() => String, { nullable: true, description: "More about it; at most 2,000 characters." })
  @UnlessAbsent()
  @Text(2000, 0)
  note?: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when; null removes it." })
  @Optional()
  @IsDay()
  by?: string | null;
}

@InputType({ description: "The learning goal to remove: it was reached, or is not pursued any more." })
export class RemovePartnerLearningGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The learning goal." })
  @IsIdOf("learning_goal")
  id: string;
}
