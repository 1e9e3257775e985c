import { Max, Min } from "class-validator";
import { Field, Float, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../../platform/graphql/inputs.js";
import {
  IsCountry,
  IsGiven,
  IsIdOf,
  IsLanguageTag,
  Optional,
  Text,
  UnlessAbsent,
} from "../../platform/graphql/validation.js";

const IsAffinity = () => (target: object, property: string) => {
  Min(0.1, { message: "must be at least 0.1" })(target, property);
  Max(1, { message: "must be at most 1" })(target, property);
};

const skill = "The skill that is sought; any when left out.";
const affinity =
  "How far a skill on a card must stand in for it, 0.1 to 1; at 1 it is that skill alone. Affinities below 0.1 do not count anywhere.";
const remote = "Only what can be done from a distance, or only what cannot; all when left out.";
const language = "Only in this language, a BCP 47 tag.";
const country = "Only cards of this country (ISO 3166-1 alpha-2).";
const region = "Only cards of this region.";

@InputType({
  description:
    "Expertise that you want to be told of from now on; what is in the showcase already is told, too.",
})
export class CreateExpertiseAlertInput extends CommandInput {
  @Field(() => String, { description: "What you call it; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => ID, { nullable: true, description: skill })
  @Optional()
  @IsIdOf("skill")
  skillId?: string | null;

  @Field(() => Float, { defaultValue: 1, description: affinity })
  @IsAffinity()
  minAffinity: number;

  @Field(() => Boolean, { nullable: true, description: remote })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: language })
  @Optional()
  @IsLanguageTag()
  language?: string | null;

  @Field(() => String, { nullable: true, description: country })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: region })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({
  description: "What to change of an alert; what is left out stays. Null takes a condition away.",
})
export class UpdateExpertiseAlertInput extends ChangeInput {
  @Field(() => ID, { description: "Which alert." })
  @IsIdOf("expertise_alert")
  id: string;

  @Field(() => String, { nullable: true, description: "What you call it; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  name?: string;

  @Field(() => ID, { nullable: true, description: skill })
  @Optional()
  @IsIdOf("skill")
  skillId?: string | null;

  @Field(() => Float, { nullable: true, description: affinity })
  @UnlessAbsent()
  @IsAffinity()
  minAffinity?: number;

  @Field(() => Boolean, { nullable: true, description: "Whether anything is looked for." })
  @UnlessAbsent()
  @IsGiven()
  active?: boolean;

  @Field(() => Boolean, { nullable: true, description: remote })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: language })
  @Optional()
  @IsLanguageTag()
  language?: string | null;

  @Field(() => String, { nullable: true, description: country })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: region })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({ description: "Which alert to take out of use." })
export class ArchiveExpertiseAlertInput extends ChangeInput {
  @Field(() => ID, { description: "Which alert." })
  @IsIdOf("expertise_alert")
  id: string;
}
