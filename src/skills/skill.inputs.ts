import { ArrayMaxSize, ArrayUnique } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { IsIdempotencyKey, IsIdOf, Optional, Text } from "../platform/graphql/validation.js";
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

@InputType({ description: "A new concept of the taxonomy." })
export class CreateSkillInput {
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
  @ArrayMaxSize(MAX_LABELS, { message: `must have at most ${MAX_LABELS} entries` })
  @Text(200, 1, { each: true })
  alternativeLabels?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "The next broader concepts; at most 50." })
  @Optional()
  @ArrayMaxSize(MAX_LINKS, { message: `must have at most ${MAX_LINKS} entries` })
  @ArrayUnique({ message: "must not name a concept twice" })
  @IsIdOf("skill", { each: true })
  broaderIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Concepts that belong together with it; at most 50." })
  @Optional()
  @ArrayMaxSize(MAX_LINKS, { message: `must have at most ${MAX_LINKS} entries` })
  @ArrayUnique({ message: "must not name a concept twice" })
  @IsIdOf("skill", { each: true })
  relatedIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repetition of this request harmless: send the same key again.",
  })
  @Optional()
  @IsIdempotencyKey()
  idempotencyKey?: string | null;
}
