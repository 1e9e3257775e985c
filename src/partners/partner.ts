import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium } from "../workers/index.js";

export enum PartnerSector {
  ARTS_AND_CULTURE = "ARTS_AND_CULTURE",
  CIVIC = "CIVIC",
  EDUCATION = "EDUCATION",
  EMPLOYMENT = "EMPLOYMENT",
  ENVIRONMENT = "ENVIRONMENT",
  HEALTH = "HEALTH",
  HOUSING = "HOUSING",
  IMMIGRATION = "IMMIGRATION",
  LEGAL = "LEGAL",
  SENIORS = "SENIORS",
  TECHNOLOGY = "TECHNOLOGY",
  YOUTH = "YOUTH",
  OTHER = "OTHER",
}

registerEnumType(PartnerSector, {
  name: "PartnerSector",
  description: "The field that a community organisation works in.",
  valuesConfig: {
    ARTS_AND_CULTURE: { description: "Arts, culture and heritage." },
    CIVIC: { description: "Local government, civic life and voting." },
    EDUCATION: { description: "Schools, adult and higher education." },
    EMPLOYMENT: { description: "Jobs and career services." },
    ENVIRONMENT: { description: "Nature, climate and sustainability." },
    HEALTH: { description: "Health and wellbeing." },
    HOUSING: { description: "Housing and homelessness." },
    IMMIGRATION: { description: "Newcomers and refugees." },
    LEGAL: { description: "Legal help." },
    SENIORS: { description: "Older people." },
    TECHNOLOGY: { description: "Digital inclusion and technology." },
    YOUTH: { description: "Children and young people." },
    OTHER: { description: "Anything else." },
  },
});

@ObjectType({
  description: "A community organisation. Everybody may see its public fields.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Entity("partner")
@Index(["consortiumId", "externalId"], { unique: true })
@Index(["name", "id"])
export class Partner extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  /** Its id in another system, unique per consortium; the key of imports. */
  @Column("text", { nullable: true })
  externalId: string | null;

  @Field(() => String, { description: "Its name; at most 200 characters." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "What it does; at most 5,000 characters; may be empty." })
  @Column("text", { default: "" })
  description: string;

  @Field(() => String, { nullable: true, description: "Its web address." })
  @Column("text", { nullable: true })
  url: string | null;

  @Field(() => PartnerSector, { description: "The field it works in." })
  @Column("enum", { enum: PartnerSector, enumName: "partner_sector", default: PartnerSector.OTHER })
  sector: PartnerSector;

  @Field(() => String, { nullable: true, description: "Country code of ISO 3166-1 alpha-2." })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Region within the country, as the consortium names its regions.",
  })
  @Column("text", { nullable: true })
  region: string | null;

  /** Where mails to its members go; not public. */
  @Column("text", { nullable: true })
  contactEmail: string | null;
}
