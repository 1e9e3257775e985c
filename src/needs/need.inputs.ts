import { ArrayMaxSize, ArrayUnique, Min, ValidateNested } from "class-validator";
import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsCountry,
  IsDay,
  IsGiven,
  IsHoursPerWeek,
  IsIdOf,
  IsLanguageList,
  Optional,
  Text,
  UnlessAbsent,
  WholeNumber,
} from "../platform/graphql/validation.js";
import { Proficiency } from "../skills/index.js";
import { Modality, NeedStatus } from "./need.js";
import { Importance } from "./need-skill.js";

export const MAX_SKILLS = 30;
const MAX_LANGUAGES = 10;

const IsSkillList = () => (target: object, property: string) => {
  ArrayMaxSize(MAX_SKILLS, { message: `must have at most ${MAX_SKILLS} entries` })(target, property);
  ArrayUnique((skill: NeedSkillInput) => skill?.skillId, { message: "must not name a skill twice" })(
    target,
    property,
  );
  ValidateNested({ each: true })(target, property);
};

@InputType({ description: "Which needs to list; several conditions must all hold." })
export class NeedFilter {
  @Field(() => [NeedStatus], {
    nullable: true,
    description: "Only these; those that you may see when left out.",
  })
  @Optional()
  @ArrayMaxSize(5, { message: "must have at most 5 entries" })
  statuses?: NeedStatus[] | null;

  @Field(() => String, { nullable: true, description: "Part of the title; case and accents do not matter." })
  @Optional()
  @Text(200)
  search?: string | null;

  @Field(() => ID, { nullable: true, description: "Only needs of this partner." })
  @Optional()
  @IsIdOf("partner")
  partnerId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only needs that serve this community goal." })
  @Optional()
  @IsIdOf("community_goal")
  communityGoalId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only needs that ask for this skill or a narrower one." })
  @Optional()
  @IsIdOf("skill")
  skillId?: string | null;

  @Field(() => Modality, { nullable: true, description: "Only work of this modality." })
  @Optional()
  modality?: Modality | null;

  @Field(() => String, { nullable: true, description: "Only this country (ISO 3166-1 alpha-2)." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only this region." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Float, { nullable: true, description: "Only work of at most this many hours a week." })
  @Optional()
  @Min(0, { message: "must not be negative" })
  maxHoursPerWeek?: number | null;
}

@InputType({ description: "A skill that a need asks for." })
export class NeedSkillInput {
  @Field(() => ID, { description: "The skill; not a heading." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Importance, { defaultValue: Importance.MUST, description: "How much the need depends on it." })
  importance: Importance;

  @Field(() => Proficiency, { description: "The proficiency that the work asks for." })
  proficiency: Proficiency;

  @Field(() => Boolean, { defaultValue: false, description: "Whether you offer a mentor for it." })
  mentored: boolean;
}

@InputType({ description: "A new need." })
export class CreateNeedInput extends CommandInput {
  @Field(() => ID, { description: "The partner that has it." })
  @IsIdOf("partner")
  partnerId: string;

  @Field(() => ID, { nullable: true, description: "The goal of the same partner that it serves." })
  @Optional()
  @IsIdOf("community_goal")
  communityGoalId?: string | null;

  @Field(() => String, { description: "What is looked for, in a line; 1 to 200 characters." })
  @Text(200)
  title: string;

  @Field(() => String, {
    nullable: true,
    description: "The task and what the worker gains; at most 5,000 characters.",
  })
  @Optional()
  @Text(5000, 0)
  description?: string | null;

  @Field(() => [NeedSkillInput], { description: "The skills it asks for; at most 30." })
  @IsSkillList()
  skills: NeedSkillInput[];

  @Field(() => Int, { defaultValue: 1, description: "How many workers are looked for, 1 to 1,000." })
  @WholeNumber(1, 1000)
  capacity: number;

  @Field(() => Float, { nullable: true, description: "Effort of each worker in hours a week; 0.25 to 80." })
  @Optional()
  @IsHoursPerWeek()
  hoursPerWeek?: number | null;

  @Field(() => Modality, { defaultValue: Modality.ON_SITE, description: "Where the work is done." })
  modality: Modality;

  @Field(() => String, { nullable: true, description: "Country of the place (ISO 3166-1 alpha-2)." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Region of the place; at most 100 characters." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Languages that the work demands, as BCP 47 tags; at most 10.",
  })
  @Optional()
  @IsLanguageList(MAX_LANGUAGES)
  languages?: string[] | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "First day of the work." })
  @Optional()
  @IsDay()
  startsOn?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Last day of the work; not before the first, and not past.",
  })
  @Optional()
  @IsDay()
  endsOn?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether to open it at once instead of keeping it as a draft.",
  })
  publish: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Its id in another system, unique in the consortium; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  externalId?: string | null;
}

@InputType({
  description: "Changes to a need that is not closed or expired; what is left out stays as it is.",
})
export class UpdateNeedInput extends ChangeInput {
  @Field(() => ID, { description: "The need." })
  @IsIdOf("need")
  id: string;

  @Field(() => ID, {
    nullable: true,
    description: "The goal of the same partner that it serves; null removes it.",
  })
  @Optional()
  @IsIdOf("community_goal")
  communityGoalId?: string | null;

  @Field(() => String, { nullable: true, description: "What is looked for, in a line; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  title?: string;

  @Field(() => String, {
    nullable: true,
    description: "The task and what the worker gains; at most 5,000 characters.",
  })
  @UnlessAbsent()
  @Text(5000, 0)
  description?: string;

  @Field(() => [NeedSkillInput], {
    nullable: true,
    description: "The skills it asks for, as a whole; at most 30, and not none while it is open.",
  })
  @UnlessAbsent()
  @IsGiven()
  @IsSkillList()
  skills?: NeedSkillInput[];

  @Field(() => Int, { nullable: true, description: "How many workers are looked for, 1 to 1,000." })
  @UnlessAbsent()
  @WholeNumber(1, 1000)
  capacity?: number;

  @Field(() => Float, {
    nullable: true,
    description: "Effort of each worker in hours a week, 0.25 to 80; null removes it.",
  })
  @Optional()
  @IsHoursPerWeek()
  hoursPerWeek?: number | null;

  @Field(() => Modality, { nullable: true, description: "Where the work is done." })
  @UnlessAbsent()
  @IsGiven()
  modality?: Modality;

  @Field(() => String, {
    nullable: true,
    description: "Country of the place (ISO 3166-1 alpha-2); null removes it.",
  })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Region of the place; null removes it." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Languages that the work demands, as BCP 47 tags; at most 10.",
  })
  @UnlessAbsent()
  @IsGiven()
  @IsLanguageList(MAX_LANGUAGES)
  languages?: string[];

  @Field(() => GraphQLLocalDate, { nullable: true, description: "First day of the work; null removes it." })
  @Optional()
  @IsDay()
  startsOn?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "Last day of the work; null removes it." })
  @Optional()
  @IsDay()
  endsOn?: string | null;
}

@InputType({ description: "A step in the life of a need." })
export class NeedTransitionInput extends ChangeInput {
  @Field(() => ID, { description: "The need." })
  @IsIdOf("need")
  id: string;
}
