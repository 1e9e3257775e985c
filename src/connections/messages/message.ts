import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Worker } from "../../workers/index.js";
import { Connection, ConnectionSide } from "../connection.js";

@ObjectType({
  description: "What one side of a connection wrote to the other. Seen by the two, and nobody else.",
  simpleResolvers: true,
})
@Entity("connection_message")
@Index(["connectionId", "id"])
@Index(["workerId"])
export class Message {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  /** The connection's, whose data this is. */
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => ConnectionSide, { description: "Who wrote it: the worker, or a member of the partner." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  side: ConnectionSide;

  @Field(() => String, { description: "What was written; at most 5,000 characters." })
  @Column("text")
  body: string;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;
}
