import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";

@ObjectType({
  description: "A group of libraries that share a deployment; data about their staff stays within it.",
  simpleResolvers: true,
})
@Entity("consortium")
export class Consortium extends Versioned {
  @Field(() => String, { description: "Its name." })
  @Column("text", { unique: true })
  name: string;

  @Field(() => String, { nullable: true, description: "Country code of ISO 3166-1 alpha-2." })
  @Column("text", { nullable: true })
  country: string | null;
}
