import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium } from "./consortium.js";

@ObjectType({ description: "A library as an institution. Everybody may see it.", simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "isil")')
@Entity("library")
@Index(["consortiumId"])
export class Library extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "International Standard Identifier for Libraries (ISO 15511), unique; null where it has none.",
  })
  @Column("text", { nullable: true, unique: true })
  isil: string | null;

  @Field(() => String, { description: "Its name; at most 200 characters." })
  @Column("text")
  name: string;

  @Field(() => String, { nullable: true, description: "Country code of ISO 3166-1 alpha-2." })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Region within the country, as the consortium names its regions.",
  })
  @Column("text", { nullable: true })
  region: string | null;

  @Field(() => Boolean, {
    description:
      "Whether one of its managers has to say yes, too, before one of its staff is connected with a partner.",
  })
  @Column("boolean", { default: false })
  requiresConsent: boolean;

  /** Where mails to its managers go; not public. */
  @Column("text", { nullable: true })
  contactEmail: string | null;
}
