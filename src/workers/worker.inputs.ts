import { ValidateNested } from "class-validator";
import { Field, Float, ID, InputType } from "type-graphql";
import { Visibility } from "../platform/auth/visibility.js";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsAddress,
  IsCountry,
  IsGiven,
  IsHoursPerWeek,
  IsIdOf,
  IsLanguageList,
  IsLanguageTag,
  Optional,
  Text,
  UnlessAbsent,
} from "../platform/graphql/validation.js";
import { Proficiency } from "../skills/index.js";
import { FieldVisibilityInput } from "./field-visibility.js";

const MAX_LANGUAGES = 20;

@InputType({
  description: "Which workers to list; several conditions must all hold. What you may not see is not found.",
})
export class WorkerFilter {
  @Field(() => String, {
    nullable: true,
    description: "Part of the name, where you may see it; case and accents do not matter.",
  })
  @Optional()
  @Text(200)
  search?: string | null;

  @Field(() => ID, { nullable: true, description: "Only workers of this library, where you may see it." })
  @Optional()
  @IsIdOf("library")
  libraryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only workers whose library is in this country (ISO 3166-1 alpha-2).",
  })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only workers whose library is in this region." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => ID, { nullable: true, description: "Only workers who have this skill or a narrower one." })
  @Optional()
  @IsIdOf("skill")
  skillId?: string | null;

  @Field(() => Proficiency, { nullable: true, description: "With `skillId`: at least this proficiency." })
  @Optional()
  minProficiency?: Proficiency | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only workers who want to grow in this skill or a narrower one.",
  })
  @Optional()
  @IsIdOf("skill")
  growthSkillId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only workers who work in this language (BCP 47), where you may see it.",
  })
  @Optional()
  @IsLanguageTag()
  language?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only workers who can, or cannot, work from a distance, where you may see it.",
  })
  @Optional()
  remote?: boolean | null;
}

@InputType({ description: "A new worker." })
export class CreateWorkerInput extends CommandInput {
  @Field(() => ID, { description: "The library where the worker works." })
  @IsIdOf("library")
  libraryId: string;

  @Field(() => String, { description: "The full name; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: "The email address at work." })
  @Optional()
  @Text(320)
  @IsAddress()
  email?: string | null;

  @Field(() => String, { nullable: true, description: "What the job is called; at most 200 characters." })
  @Optional()
  @Text(200)
  jobTitle?: string | null;

  @Field(() => String, { nullable: true, description: "A few sentences; at most 2,000 characters." })
  @Optional()
  @Text(2000)
  summary?: string | null;

  @Field(() => Float, { nullable: true, description: "Hours a week for collaborations; 0.25 to 80." })
  @Optional()
  @IsHoursPerWeek()
  hoursPerWeek?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the worker can work from a distance; false when left out.",
  })
  @Optional()
  remote?: boolean | null;

  @Field(() => [String], { nullable: true, description: "Working languages as BCP 47 tags; at most 20." })
  @Optional()
  @IsLanguageList(MAX_LANGUAGES)
  languages?: string[] | null;

  @Field(() => Visibility, {
    nullable: true,
    description:
      "Who may find the worker; CONSORTIUM when left out. PARTNERS and PUBLIC are for the worker to choose.",
  })
  @Optional()
  discoverability?: Visibility | null;

  @Field(() => FieldVisibilityInput, {
    nullable: true,
    description:
      "How far fields may be seen; at most CONSORTIUM, because PARTNERS and PUBLIC are for the worker to choose. What is left out gets the usual.",
  })
  @Optional()
  @ValidateNested()
  fieldVisibility?: FieldVisibilityInput | null;

  @Field(() => String, {
    nullable: true,
    description: "The id in another system, unique in the consortium; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  externalId?: string | null;
}

@InputType({ description: "Changes to a worker; what is left out stays as it is." })
export class UpdateWorkerInput extends ChangeInput {
  @Field(() => ID, { description: "The worker." })
  @IsIdOf("worker")
  id: string;

  @Field(() => String, { nullable: true, description: "The full name; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  name?: string;

  @Field(() => String, { nullable: true, description: "The email address at work; null removes it." })
  @Optional()
  @Text(320)
  @IsAddress()
  email?: string | null;

  @Field(() => String, { nullable: true, description: "What the job is called; null removes it." })
  @Optional()
  @Text(200)
  jobTitle?: string | null;

  @Field(() => String, { nullable: true, description: "A few sentences; null removes it." })
  @Optional()
  @Text(2000)
  summary?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Hours a week for collaborations, 0.25 to 80; null removes it.",
  })
  @Optional()
  @IsHoursPerWeek()
  hoursPerWeek?: number | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the worker can work from a distance." })
  @UnlessAbsent()
  @IsGiven()
  remote?: boolean;

  @Field(() => [String], { nullable: true, description: "Working languages as BCP 47 tags; at most 20." })
  @UnlessAbsent()
  @IsGiven()
  @IsLanguageList(MAX_LANGUAGES)
  languages?: string[];

  @Field(() => Visibility, {
    nullable: true,
    description: "Who may find the worker; only the worker changes it.",
  })
  @UnlessAbsent()
  @IsGiven()
  discoverability?: Visibility;

  @Field(() => FieldVisibilityInput, {
    nullable: true,
    description: "How far fields may be seen; only the worker changes it.",
  })
  @UnlessAbsent()
  @IsGiven()
  @ValidateNested()
  fieldVisibility?: FieldVisibilityInput;
}

@InputType({ description: "The worker to archive." })
export class ArchiveWorkerInput extends ChangeInput {
  @Field(() => ID, { description: "The worker." })
  @IsIdOf("worker")
  id: string;
}
