import { IsNumber, Max, Min, ValidateNested } from "class-validator";
import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsDay, IsGiven, IsIdOf, Optional, Text, UnlessAbsent } from "../platform/graphql/validation.js";

/** Far beyond any indicator, and far from where differences of numbers stop being numbers. */
const LARGEST = 1e15;

const IsAmount = () => (target: object, property: string) => {
  IsNumber({ allowInfinity: false, allowNaN: false }, { message: "must be a number" })(target, property);
  Min(-LARGEST, { message: `must be at least ${-LARGEST}` })(target, property);
  Max(LARGEST, { message: `must be at most ${LARGEST}` })(target, property);
};

@InputType({ description: "How the progress of a community goal is measured." })
export class IndicatorInput {
  @Field(() => String, { description: "What is measured; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => String, {
    description: 'The unit of the values, for example "people" or "%"; 1 to 50 characters.',
  })
  @Text(50)
  unit: string;

  @Field(() => Float, { description: "The value when the goal is set." })
  @IsAmount()
  baseline: number;

  @Field(() => Float, { description: "The value to reach; must differ from the baseline, and may be lower." })
  @IsAmount()
  target: number;

  @Field(() => Float, { nullable: true, description: "The value now; the baseline when left out." })
  @Optional()
  @IsAmount()
  current?: number | null;
}

@InputType({ description: "A new goal of a partner." })
export class CreateCommunityGoalInput extends CommandInput {
  @Field(() => ID, { description: "The partner whose goal it is." })
  @IsIdOf("partner")
  partnerId: string;

  @Field(() => String, { description: "What is to be achieved; 1 to 200 characters." })
  @Text(200)
  title: string;

  @Field(() => String, { nullable: true, description: "More about it; at most 5,000 characters." })
  @Optional()
  @Text(5000, 0)
  description?: string | null;

  @Field(() => IndicatorInput, { description: "How its progress is measured." })
  @ValidateNested()
  indicator: IndicatorInput;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Optional()
  @IsDay()
  by?: string | null;
}

@InputType({ description: "Changes to a community goal; what is left out stays as it is." })
export class UpdateCommunityGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The goal." })
  @IsIdOf("community_goal")
  id: string;

  @Field(() => String, { nullable: true, description: "What is to be achieved; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  title?: string;

  @Field(() => String, { nullable: true, description: "More about it; at most 5,000 characters." })
  @UnlessAbsent()
  @Text(5000, 0)
  description?: string;

  @Field(() => IndicatorInput, { nullable: true, description: "How its progress is measured, as a whole." })
  @UnlessAbsent()
  @IsGiven()
  @ValidateNested()
  indicator?: IndicatorInput;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when; null removes it." })
  @Optional()
  @IsDay()
  by?: string | null;
}

@InputType({ description: "The community goal to archive." })
export class ArchiveCommunityGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The goal." })
  @IsIdOf("community_goal")
  id: string;
}
