import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../../platform/database/versioned.js";
import { Worker } from "../../workers/index.js";
import { Connection, ConnectionSide } from "../connection.js";

@ObjectType({
  description: "Hours that the worker spent on a collaboration on one day.",
  simpleResolvers: true,
})
@Entity("hours_entry")
@Index(["connectionId", "workedOn"])
@Index(["workerId"])
@Check("hours_entry_hours_check", "hours > 0 and hours <= 24")
export class HoursEntry extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => GraphQLLocalDate, { description: "The day." })
  @Column("date")
  workedOn: string;

  @Field(() => Float, { description: "How many; more than 0, at most 24." })
  @Column("double precision")
  hours: number;

  @Field(() => String, { nullable: true, description: "What was done; at most 500 characters." })
  @Column("text", { nullable: true })
  note: string | null;

  @Field(() => ConnectionSide, { description: "Who logged them." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  side: ConnectionSide;
}
