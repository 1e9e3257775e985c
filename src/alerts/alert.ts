import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium, Worker } from "../workers/index.js";

@ObjectType({
  description:
    "What you want to be told of: as a worker, open needs that fit you; as a partner, workers who fit a need of yours, or any of them. The members of a partner have their alerts in common.",
  simpleResolvers: true,
})
@Entity("alert")
@Index(["workerId"])
@Index(["partnerId"])
@Index(["needId"])
@Index("alert_turn_idx", ["sweptAt"], { where: "active and archived_at is null" })
@Check("alert_owner_check", "(worker_id is null) <> (partner_id is null)")
@Check("alert_score_check", "min_score between 0 and 100")
export class Alert extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  /** Whose it is: a worker's, or a partner's. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string | null;

  /** Of a partner's: about this need; about all of its needs without one. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string | null;

  @Field(() => String, { description: "What you call it; at most 200 characters." })
  @Column("text")
  name: string;

  @Field(() => Float, { description: "Matches are told from this score on, 0 to 100." })
  @Column("double precision")
  minScore: number;

  @Field(() => Boolean, {
    nullable: true,
    description: "Of a worker's: only needs that can be done remotely, or only others. Null: all.",
  })
  @Column("boolean", { nullable: true })
  remote: boolean | null;

  @Field(() => String, { nullable: true, description: "Of a worker's: only needs in this country." })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, { nullable: true, description: "Of a worker's: only needs in this region." })
  @Column("text", { nullable: true })
  region: string | null;

  @Field(() => Boolean, { description: "Whether anything is looked for at present." })
  @Column("boolean", { default: true })
  active: boolean;

  /** When all that it could find was last looked at. */
  @Column("timestamptz", { nullable: true })
  sweptAt: Date | null;
}

/** A pair that an alert found. */
@ObjectType({
  description: "A match that an alert found; each need and worker once for each alert.",
  simpleResolvers: true,
})
@Entity("alert_match")
@Index(["alertId", "needId", "workerId"], { unique: true })
@Index(["alertId", "position"])
@Index(["ownerId", "position"])
@Index(["needId"])
@Index(["workerId"])
@Check("alert_match_score_check", "score between 0 and 100")
export class AlertMatch {
  @PrimaryColumn("uuid")
  id: string;

  /** Grows with each match of an owner's alerts, in the order in which they become visible. */
  @Column("bigint", { generated: "increment" })
  position: number;

  @Column("uuid")
  @ForeignKey(() => Alert, { onDelete: "CASCADE" })
  alertId: string;

  /** The worker or partner whose alert it is. */
  @Column("uuid")
  ownerId: string;

  @Column("uuid")
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  /** The worker who was found, or who is told. */
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => Float, { description: "Its score when it was found, as you saw it then; 0 to 100." })
  @Column("double precision")
  score: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was found." })
  @Column("timestamptz", { default: () => "now()" })
  foundAt: Date;
}
