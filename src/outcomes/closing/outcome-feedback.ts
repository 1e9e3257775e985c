import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection, ConnectionSide } from "../../connections/index.js";
import { ListOf } from "../../platform/graphql/cost/cost.decorators.js";
import { Worker } from "../../workers/index.js";

@ObjectType({ description: "What a side answered to a question.", simpleResolvers: true })
export class OutcomeAnswer {
  @Field(() => String, { description: "The question, as it was asked." })
  question: string;

  @Field(() => Int, { description: "From 1 (not at all) to 5 (fully)." })
  rating: number;

  @Field(() => String, { nullable: true, description: "A comment." })
  comment: string | null;
}

@ObjectType({
  description:
    "What a side says at the end of a collaboration. The other side sees it once it has answered, too, or the time for that is over: so nobody answers to an answer.",
  simpleResolvers: true,
})
@Entity("outcome_feedback")
@Index(["connectionId", "side"], { unique: true })
@Index(["workerId"])
export class OutcomeFeedback {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => ConnectionSide, { description: "Who answered." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  side: ConnectionSide;

  @ListOf(5)
  @Field(() => [OutcomeAnswer], { description: "The answers." })
  @Column("jsonb")
  answers: OutcomeAnswer[];

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;
}
