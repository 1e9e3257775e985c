import { ArrayMaxSize, ArrayUnique, IsIn, Max, Min, ValidateNested } from "class-validator";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../platform/graphql/connection.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsGiven, IsIdOf, Optional, Text, UnlessAbsent } from "../platform/graphql/validation.js";
import { CurationStatus, SkillKind, SkillScheme } from "./skill.js";

const MAX_LABELS = 100;
const MAX_LINKS = 50;

@InputType({ description: "Which skills to list; several conditions must all hold." })
export class SkillFilter {
  @Field(() => SkillKind, { nullable: true, description: "Only this kind." })
  @Optional()
  kind?: SkillKind | null;

  @Field(() => SkillScheme, { nullable: true, description: "Only concepts of this classification." })
  @Optional()
  scheme?: SkillScheme | null;

  @Field(() => CurationStatus, {
    nullable: true,
    description: "Only with this status; MERGED ones are left out otherwise.",
  })
  @Optional()
  status?: CurationStatus | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only this concept and everything narrower, at any depth.",
  })
  @Optional()
  @IsIdOf("skill")
  within?: string | null;
}

@ArgsType()
export class SkillArgs {
  @Field(() => ID, { nullable: true, description: "Its id; give this or `uri`." })
  @Optional()
  @IsIdOf("skill")
  id?: string | null;

  @Field(() => String, { nullable: true, description: "Its URI; give this or `id`." })
  @Optional()
  @Text(1000)
  uri?: string | null;
}

@ArgsType()
export class SkillsArgs extends PageArgs {
  // Likeness is looked up in PostgreSQL; the list alone stands in memory.
  @Cost(100)
  @Field(() => String, {
    nullable: true,
    description:
      "What to look for in preferred and alternative labels; at most 200 characters. Case, accents, punctuation and small slips do not matter. The best fit comes first; without it the list is by label.",
  })
  @Optional()
  @Text(200, 0)
  search?: string | null;

  @Field(() => SkillFilter, { nullable: true, description: "Which skills; all in use when left out." })
  @Optional()
  @ValidateNested()
  filter?: SkillFilter | null;
}

@ArgsType()
export class SuggestSkillsArgs {
  @Field(() => String, {
    description: "What somebody wrote, such as one line of a CV; at most 200 characters.",
  })
  @Text(200)
  text: string;

  @Field(() => Int, { defaultValue: 5, description: "How many suggestions at most, 1 to 20." })
  @Min(1, { message: "must be at least 1" })
  @Max(20, { message: "must be at most 20" })
  first: number;
}

const Labels = () =>
  each(
    ArrayMaxSize(MAX_LABELS, { message: `must have at most ${MAX_LABELS} entries` }),
    Text(200, 1, { each: true }),
  );

const Links = () =>
  each(
    ArrayMaxSize(MAX_LINKS, { message: `must have at most ${MAX_LINKS} entries` }),
    ArrayUnique({ message: "must not name a concept twice" }),
    IsIdOf("skill", { each: true }),
  );

function each(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };
}

@InputType({ description: "A new concept of the taxonomy." })
export class CreateSkillInput extends CommandInput {
  @Field(() => String, {
    description: "The name to show, in English; 2 to 200 characters, not used by another concept.",
  })
  @Text(200, 2)
  preferredLabel: string;

  @Field(() => SkillKind, { description: "Whether it is a skill, knowledge, or only a heading." })
  kind: SkillKind;

  @Field(() => String, { nullable: true, description: "What is meant; at most 2,000 characters." })
  @Optional()
  @Text(2000, 0)
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Other names; at most 100, each of 1 to 200 characters.",
  })
  @Optional()
  @Labels()
  alternativeLabels?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "The next broader concepts; at most 50." })
  @Optional()
  @Links()
  broaderIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Concepts that belong together with it; at most 50." })
  @Optional()
  @Links()
  relatedIds?: string[] | null;
}

const SETTABLE = [CurationStatus.PROPOSED, CurationStatus.ACCEPTED, CurationStatus.DEPRECATED];

@InputType({
  description:
    "Changes to a concept; what is left out stays as it is, and a list replaces the former one as a whole.",
})
export class UpdateSkillInput extends ChangeInput {
  @Field(() => ID, { description: "The concept." })
  @IsIdOf("skill")
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "The name to show, in English; 2 to 200 characters, not used by another concept.",
  })
  @UnlessAbsent()
  @Text(200, 2)
  preferredLabel?: string;

  @Field(() => SkillKind, { nullable: true, description: "Whether it is a skill, knowledge, or a heading." })
  @UnlessAbsent()
  @IsGiven()
  kind?: SkillKind;

  @Field(() => String, { nullable: true, description: "What is meant; at most 2,000 characters." })
  @UnlessAbsent()
  @Text(2000, 0)
  description?: string;

  @Field(() => CurationStatus, {
    nullable: true,
    description: "PROPOSED, ACCEPTED or DEPRECATED. For MERGED there is `mergeSkills`.",
  })
  @UnlessAbsent()
  @IsIn(SETTABLE, { message: "must be PROPOSED, ACCEPTED or DEPRECATED; to merge, use mergeSkills" })
  status?: CurationStatus;

  @Field(() => [String], {
    nullable: true,
    description: "All its other names; at most 100, each of 1 to 200 characters.",
  })
  @UnlessAbsent()
  @IsGiven()
  @Labels()
  alternativeLabels?: string[];

  @Field(() => [ID], {
    nullable: true,
    description: "All its next broader concepts; at most 50, none of them narrower than it.",
  })
  @UnlessAbsent()
  @IsGiven()
  @Links()
  broaderIds?: string[];

  @Field(() => [ID], {
    nullable: true,
    description: "All concepts that belong together with it, whichever of the two says so; at most 50.",
  })
  @UnlessAbsent()
  @IsGiven()
  @Links()
  relatedIds?: string[];
}

@InputType({ description: "The concept to archive." })
export class ArchiveSkillInput extends ChangeInput {
  @Field(() => ID, { description: "The concept." })
  @IsIdOf("skill")
  id: string;
}

@InputType({ description: "Two concepts that are one. `expectedVersion` is the duplicate's." })
export class MergeSkillsInput extends ChangeInput {
  @Field(() => ID, { description: "The one that becomes MERGED." })
  @IsIdOf("skill")
  duplicateId: string;

  @Field(() => ID, {
    description: "The one that takes over its labels, its links and everything that refers to it.",
  })
  @IsIdOf("skill")
  survivorId: string;
}
