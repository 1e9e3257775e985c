import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection } from "../../connections/index.js";
import { Partner } from "../../partners/index.js";
import { Worker } from "../../workers/index.js";

/** A completed collaboration in the record of a worker: the worker's own, whoever may see the connection. */
@ObjectType({
  description: "A completed collaboration in a worker's career record. Seen as far as the worker shows it.",
  simpleResolvers: true,
})
@Entity("career_entry")
@Index(["workerId", "id"])
@Index(["connectionId"], { unique: true })
export class CareerEntry {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  @Field(() => String, { description: "What was looked for." })
  @Column("text")
  needTitle: string;

  @Field(() => GraphQLLocalDate, { description: "When the work began." })
  @Column("date")
  startedOn: string;

  @Field(() => GraphQLLocalDate, { description: "When it was completed." })
  @Column("date")
  endedOn: string;

  @Field(() => Float, { description: "Hours that were logged." })
  @Column("double precision")
  hours: number;

  @Field(() => Boolean, { description: "Whether others see it, as far as they see the record." })
  @Column("boolean", { default: true })
  shown: boolean;
}
