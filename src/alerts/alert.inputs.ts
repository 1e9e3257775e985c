import { Max, Min } from "class-validator";
import { Field, Float, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsCountry, IsGiven, IsIdOf, Optional, Text, UnlessAbsent } from "../platform/graphql/validation.js";

const IsShownScore = () => (target: object, property: string) => {
  Min(0, { message: "must be at least 0" })(target, property);
  Max(100, { message: "must be at most 100" })(target, property);
};

@InputType({ description: "What you want to be told of from now on; what fits already is told, too." })
export class CreateAlertInput extends CommandInput {
  @Field(() => String, { description: "What you call it; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => Float, { description: "From which score on, 0 to 100." })
  @IsShownScore()
  minScore: number;

  @Field(() => ID, {
    nullable: true,
    description: "For partners: only workers who fit this need; any of your needs when left out.",
  })
  @Optional()
  @IsIdOf("need")
  needId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "For workers: only needs that can be done remotely, or only others; all when left out.",
  })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: "For workers: only needs in this country." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "For workers: only needs in this region." })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({
  description: "What to change of an alert; what is left out stays. Null takes a condition away.",
})
export class UpdateAlertInput extends ChangeInput {
  @Field(() => ID, { description: "Which alert." })
  @IsIdOf("alert")
  id: string;

  @Field(() => String, { nullable: true, description: "What you call it; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  name?: string;

  @Field(() => Float, { nullable: true, description: "From which score on, 0 to 100." })
  @UnlessAbsent()
  @IsShownScore()
  minScore?: number;

  @Field(() => Boolean, { nullable: true, description: "Whether anything is looked for." })
  @UnlessAbsent()
  @IsGiven()
  active?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "For workers: only needs that can be done remotely, or only others.",
  })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: "For workers: only needs in this country." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "For workers: only needs in this region." })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({ description: "Which alert to take out of use." })
export class ArchiveAlertInput extends ChangeInput {
  @Field(() => ID, { description: "Which alert." })
  @IsIdOf("alert")
  id: string;
}
