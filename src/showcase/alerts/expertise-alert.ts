import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Partner } from "../../partners/index.js";
import { Versioned } from "../../platform/database/versioned.js";
import { Skill } from "../../skills/index.js";
import { Consortium, Worker } from "../../workers/index.js";
import { ShowcaseCard } from "../showcase-card.js";

@ObjectType({
  description:
    "Expertise that a partner wants to be told of once it is in the showcase, such as a skill near a place. The members of a partner have their alerts in common.",
  simpleResolvers: true,
})
@Entity("expertise_alert")
@Index(["partnerId"])
@Index(["skillId"])
@Index("expertise_alert_turn_idx", ["sweptAt"], { where: "active and archived_at is null" })
@Check("expertise_alert_affinity_check", "min_affinity between 0.1 and 1")
export class ExpertiseAlert extends Versioned {
  /** The partner's. */
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  @Field(() => String, { description: "What you call it; at most 200 characters." })
  @Column("text")
  name: string;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Skill)
  skillId: string | null;

  @Field(() => Float, {
    description:
      "How far a skill on a card must stand in for the one that is sought, 0.1 to 1; at 1 it is that skill alone.",
  })
  @Column("double precision", { default: 1 })
  minAffinity: number;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only what can be done from a distance, or only what cannot. Null: all.",
  })
  @Column("boolean", { nullable: true })
  remote: boolean | null;

  @Field(() => String, { nullable: true, description: "Only in this language, a BCP 47 tag. Null: in any." })
  @Column("text", { nullable: true })
  language: string | null;

  @Field(() => String, { nullable: true, description: "Only cards of this country. Null: of any." })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, { nullable: true, description: "Only cards of this region. Null: of any." })
  @Column("text", { nullable: true })
  region: string | null;

  @Field(() => Boolean, { description: "Whether anything is looked for at present." })
  @Column("boolean", { default: true })
  active: boolean;

  /** When all that it could find was last looked at. */
  @Column("timestamptz", { nullable: true })
  sweptAt: Date | null;
}

@ObjectType({
  description: "A card of the showcase that an alert found; each card once for each alert.",
  simpleResolvers: true,
})
@Entity("expertise_find")
@Index(["alertId", "cardId"], { unique: true })
@Index(["partnerId", "cardId"])
@Index(["cardId"])
@Index(["workerId"])
@Check("expertise_find_affinity_check", "affinity between 0 and 1")
export class ExpertiseFind {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => ExpertiseAlert, { onDelete: "CASCADE" })
  alertId: string;

  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  @Column("uuid")
  @ForeignKey(() => ShowcaseCard, { onDelete: "CASCADE" })
  cardId: string;

  /** Of a worker's card. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How far a skill on the card stood in for the one that is sought, when it was found; null where none is.",
  })
  @Column("double precision", { nullable: true })
  affinity: number | null;

  @Field(() => GraphQLDateTimeISO, { description: "When it was found." })
  @Column("timestamptz", { default: () => "now()" })
  foundAt: Date;
}
