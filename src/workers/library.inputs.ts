import { Matches } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsAddress,
  IsCountry,
  IsGiven,
  IsIdOf,
  Optional,
  Text,
  UnlessAbsent,
} from "../platform/graphql/validation.js";

/** ISO 15511: a prefix for the country or body, a hyphen, and up to eleven characters for the unit. */
export const ISIL = /^[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}$/;
const IsIsil = () => Matches(ISIL, { message: 'must be an ISIL (ISO 15511) such as "US-MnU"' });

@InputType({ description: "Which libraries to list; several conditions must all hold." })
export class LibraryFilter {
  @Field(() => String, { nullable: true, description: "Part of the name; case and accents do not matter." })
  @Optional()
  @Text(200)
  search?: string | null;

  @Field(() => String, { nullable: true, description: "Only this country (ISO 3166-1 alpha-2)." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only this region." })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({ description: "A new library of your consortium." })
export class CreateLibraryInput extends CommandInput {
  @Field(() => String, { description: "Its name; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: "Its ISIL (ISO 15511); unique." })
  @Optional()
  @IsIsil()
  isil?: string | null;

  @Field(() => String, { nullable: true, description: "Country code of ISO 3166-1 alpha-2." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Region within the country; at most 100 characters." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The address to which notifications for its managers are mailed; none are when left out. Not public.",
  })
  @Optional()
  @IsAddress()
  contactEmail?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether a manager has to say yes, too, before one of its staff is connected with a partner.",
  })
  @UnlessAbsent()
  @IsGiven()
  requiresConsent?: boolean;
}

@InputType({ description: "Changes to a library; what is left out stays as it is." })
export class UpdateLibraryInput extends ChangeInput {
  @Field(() => ID, { description: "The library." })
  @IsIdOf("library")
  id: string;

  @Field(() => String, { nullable: true, description: "Its name; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  name?: string;

  @Field(() => String, { nullable: true, description: "Its ISIL (ISO 15511); null removes it." })
  @Optional()
  @IsIsil()
  isil?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Country code of ISO 3166-1 alpha-2; null removes it.",
  })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Region within the country; null removes it." })
  @Optional()
  @Text(100)
  region?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address to which notifications for its managers are mailed; null removes it.",
  })
  @Optional()
  @IsAddress()
  contactEmail?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether a manager has to say yes, too, before one of its staff is connected with a partner.",
  })
  @UnlessAbsent()
  @IsGiven()
  requiresConsent?: boolean;
}

@InputType({ description: "The library to archive." })
export class ArchiveLibraryInput extends ChangeInput {
  @Field(() => ID, { description: "The library; it must have no workers in use." })
  @IsIdOf("library")
  id: string;
}
