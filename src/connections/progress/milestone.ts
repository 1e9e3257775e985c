import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../../platform/database/versioned.js";
import { Worker } from "../../workers/index.js";
import { Connection } from "../connection.js";

@ObjectType({ description: "A step towards the end of a collaboration.", simpleResolvers: true })
@Entity("milestone")
@Index(["connectionId", "id"])
@Index(["workerId"])
export class Milestone extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => String, { description: "What is reached; at most 200 characters." })
  @Column("text")
  title: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Column("date", { nullable: true })
  dueOn: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was reached; null until then." })
  @Column("timestamptz", { nullable: true })
  reachedAt: Date | null;
}
