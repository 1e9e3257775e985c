import { ArrayMaxSize, ArrayUnique, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { Modality } from "../needs/index.js";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsCountry,
  IsGiven,
  IsIdOf,
  IsLanguageList,
  IsLanguageTag,
  Optional,
  Text,
  UnlessAbsent,
} from "../platform/graphql/validation.js";
import { Proficiency } from "../skills/index.js";
import { ShowcaseKind } from "./showcase-card.js";

/** So many skills has a card at most. */
export const MOST_SKILLS = 10;
const MOST_LANGUAGES = 10;

const IsSkillList = () => (target: object, property: string) => {
  ArrayMaxSize(MOST_SKILLS, { message: `must have at most ${MOST_SKILLS} entries` })(target, property);
  ArrayUnique((skill: ShowcaseSkillInput) => skill?.skillId, { message: "must not name a skill twice" })(
    target,
    property,
  );
  ValidateNested({ each: true })(target, property);
};

@InputType({ description: "A skill that a card shows." })
export class ShowcaseSkillInput {
  @Field(() => ID, {
    description:
      "The skill; not a heading. On a worker's card one that the worker has and lets partners see.",
  })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, {
    nullable: true,
    description:
      "On a library's card: how well it is mastered. On a worker's card it is that of the profile.",
  })
  @Optional()
  level?: Proficiency | null;
}

@InputType({
  description:
    "A card to write: for a worker about the own expertise, for a manager an offer of the library.",
})
export class CreateShowcaseCardInput extends CommandInput {
  @Field(() => String, { description: "What is offered, in a line; 1 to 200 characters." })
  @Text(200)
  title: string;

  @Field(() => String, { nullable: true, description: "More about it; at most 2,000 characters." })
  @Optional()
  @Text(2000, 0)
  summary?: string | null;

  @Field(() => [ShowcaseSkillInput], {
    defaultValue: [],
    description: `What it takes, at most ${MOST_SKILLS}.`,
  })
  @IsSkillList()
  skills: ShowcaseSkillInput[];

  @Field(() => Modality, { defaultValue: Modality.HYBRID, description: "Where it can be done." })
  modality: Modality;

  @Field(() => [String], {
    nullable: true,
    description: `In which languages, as BCP 47 tags; at most ${MOST_LANGUAGES}.`,
  })
  @Optional()
  @IsLanguageList(MOST_LANGUAGES)
  languages?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Country (ISO 3166-1 alpha-2); the library's when neither this nor `region` is given.",
  })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Region; the library's when neither this nor `country` is given.",
  })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "On a worker's card: whether your name stands on it, for whoever sees the card, who then also knows whose pseudonym that is. Otherwise the pseudonym does.",
  })
  showName: boolean;
}

@InputType({
  description:
    "What to change of a card; what is left out stays. A worker's published card whose title or summary changes waits for the library's managers again.",
})
export class UpdateShowcaseCardInput extends ChangeInput {
  @Field(() => ID, { description: "Which card." })
  @IsIdOf("card")
  id: string;

  @Field(() => String, { nullable: true, description: "What is offered, in a line; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  title?: string;

  @Field(() => String, { nullable: true, description: "More about it; at most 2,000 characters." })
  @UnlessAbsent()
  @Text(2000, 0)
  summary?: string;

  @Field(() => [ShowcaseSkillInput], {
    nullable: true,
    description: `What it takes instead, at most ${MOST_SKILLS}.`,
  })
  @UnlessAbsent()
  @IsGiven()
  @IsSkillList()
  skills?: ShowcaseSkillInput[];

  @Field(() => Modality, { nullable: true, description: "Where it can be done." })
  @UnlessAbsent()
  @IsGiven()
  modality?: Modality;

  @Field(() => [String], {
    nullable: true,
    description: `In which languages, as BCP 47 tags; at most ${MOST_LANGUAGES}.`,
  })
  @UnlessAbsent()
  @IsLanguageList(MOST_LANGUAGES)
  languages?: string[];

  @Field(() => String, { nullable: true, description: "Country (ISO 3166-1 alpha-2); null: not said." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Region; null: not said." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "On a worker's card: whether your name stands on it.",
  })
  @UnlessAbsent()
  @IsGiven()
  showName?: boolean;
}

@InputType({ description: "A card that is to take a step." })
export class ShowcaseCardInput extends ChangeInput {
  @Field(() => ID, { description: "Which card." })
  @IsIdOf("card")
  id: string;
}

@InputType({ description: "A decision on a card, with a note to its author." })
export class ModerateShowcaseCardInput extends ShowcaseCardInput {
  @Field(() => String, {
    nullable: true,
    description: "What you want to say to the author; at most 1,000 characters.",
  })
  @Optional()
  @Text(1000)
  note?: string | null;
}

@InputType({ description: "Which cards to find; several conditions must all hold." })
export class ShowcaseFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Words that stand in the title or the summary, all of them, each as a whole or its beginning; or part of the name of a skill. Case and accents do not matter. Found in the title or a skill: merit 1, in the summary 0.6.",
  })
  @Optional()
  @Text(200)
  search?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Cards with this skill, merit 1, or with one that stands in for it, with the lower merit of how far it does; `foundBy` says by which link.",
  })
  @Optional()
  @IsIdOf("skill")
  skillId?: string | null;

  @Field(() => ShowcaseKind, { nullable: true, description: "Only workers' cards, or only libraries'." })
  @Optional()
  kind?: ShowcaseKind | null;

  @Field(() => ID, { nullable: true, description: "Only the service offers of this library." })
  @Optional()
  @IsIdOf("library")
  libraryId?: string | null;

  @Field(() => String, { nullable: true, description: "Only of this country (ISO 3166-1 alpha-2)." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only of this region." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only what can be done from a distance, in part at least; or only what cannot.",
  })
  @Optional()
  remote?: boolean | null;

  @Field(() => String, { nullable: true, description: "Only in this language, a BCP 47 tag." })
  @Optional()
  @IsLanguageTag()
  language?: string | null;
}
