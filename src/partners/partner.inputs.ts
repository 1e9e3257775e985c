import { Field, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsAddress,
  IsCountry,
  IsGiven,
  IsIdOf,
  IsWebAddress,
  Optional,
  Text,
  UnlessAbsent,
} from "../platform/graphql/validation.js";
import { PartnerSector } from "./partner.js";

@InputType({ description: "Which partners to list; several conditions must all hold." })
export class PartnerFilter {
  @Field(() => String, { nullable: true, description: "Part of the name; case and accents do not matter." })
  @Optional()
  @Text(200)
  search?: string | null;

  @Field(() => PartnerSector, { nullable: true, description: "Only this field of work." })
  @Optional()
  sector?: PartnerSector | null;

  @Field(() => String, { nullable: true, description: "Only this country (ISO 3166-1 alpha-2)." })
  @Optional()
  @IsCountry()
  country?: string | null;

  @Field(() => String, { nullable: true, description: "Only this region." })
  @Optional()
  @Text(100)
  region?: string | null;
}

@InputType({ description: "A new community organisation." })
export class CreatePartnerInput extends CommandInput {
  @Field(() => String, { description: "Its name; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => String, { nullable: true, description: "What it does; at most 5,000 characters." })
  @Optional()
  @Text(5000, 0)
  description?: string | null;

  @Field(() => String, { nullable: true, description: "Its web address; at most 500 characters." })
  @Optional()
  @IsWebAddress()
  url?: string | null;

  @Field(() => PartnerSector, { nullable: true, description: "The field it works in; OTHER when left out." })
  @Optional()
  sector?: PartnerSector | null;

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
    description: "Its id in another system, unique in the consortium; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  externalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The address to which notifications for its members are mailed; none are when left out. Not public.",
  })
  @Optional()
  @IsAddress()
  contactEmail?: string | null;
}

@InputType({ description: "Changes to a partner; what is left out stays as it is." })
export class UpdatePartnerInput extends ChangeInput {
  @Field(() => ID, { description: "The partner." })
  @IsIdOf("partner")
  id: string;

  @Field(() => String, { nullable: true, description: "Its name; 1 to 200 characters." })
  @UnlessAbsent()
  @Text(200)
  name?: string;

  @Field(() => String, { nullable: true, description: "What it does; at most 5,000 characters." })
  @UnlessAbsent()
  @Text(5000, 0)
  description?: string;

  @Field(() => String, { nullable: true, description: "Its web address; null removes it." })
  @Optional()
  @IsWebAddress()
  url?: string | null;

  @Field(() => PartnerSector, { nullable: true, description: "The field it works in." })
  @UnlessAbsent()
  @IsGiven()
  sector?: PartnerSector;

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
    description: "The address to which notifications for its members are mailed; null removes it.",
  })
  @Optional()
  @IsAddress()
  contactEmail?: string | null;
}

@InputType({ description: "The partner to archive." })
export class ArchivePartnerInput extends ChangeInput {
  @Field(() => ID, { description: "The partner." })
  @IsIdOf("partner")
  id: string;
}
