import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Consortium, Worker } from "../workers/index.js";

@ObjectType({
  description:
    "That an administrator may see, and correct, all of one worker for a short time and a reason. The worker is told.",
  simpleResolvers: true,
})
@Entity("break_glass")
@Index(["admin", "expiresAt"])
export class BreakGlass {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Index()
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  /** The subject of the administrator's token. */
  @Column("text")
  admin: string;

  @Field(() => String, { description: "Why, in the administrator's words." })
  @Column("text")
  reason: string;

  @Field(() => GraphQLDateTimeISO, { description: "From when on." })
  @Column("timestamptz", { default: () => "now()" })
  openedAt: Date;

  @Field(() => GraphQLDateTimeISO, { description: "Until when, unless it was ended before." })
  @Column("timestamptz")
  expiresAt: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When the administrator ended it; null while it was not.",
  })
  @Column("timestamptz", { nullable: true })
  endedAt: Date | null;
}
