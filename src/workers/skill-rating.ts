import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Proficiency, Skill } from "../skills/index.js";
import { Worker } from "./worker.js";
import { RatingSource } from "./worker-skill.js";

/** A level that a worker was once given; PostgreSQL keeps those that others took the place of. */
@ObjectType({
  description:
    "A level that a worker was given at some time, and by whom. Seen by the worker, and by others as far as the worker shows the career record.",
  simpleResolvers: true,
})
@Entity("skill_rating")
@Index(["workerId", "skillId"])
@Index(["skillId"])
@Index(["connectionId"])
export class SkillRating {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Proficiency, { description: "The level." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  @Field(() => RatingSource, { description: "Who gave it." })
  @Column("enum", { enum: RatingSource, enumName: "rating_source" })
  source: RatingSource;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  @Column("timestamptz", { default: () => "now()" })
  ratedAt: Date;

  /** The collaboration at whose end it was given: by name, because that domain comes later. */
  @Column("uuid", { nullable: true })
  @ForeignKey("Connection", { onDelete: "SET NULL" })
  connectionId: string | null;
}
