import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Visibility } from "../platform/auth/visibility.js";
import { Versioned } from "../platform/database/versioned.js";
import type { Position } from "../platform/graphql/connection.js";
import { Proficiency, Skill } from "../skills/index.js";
import { Worker } from "./worker.js";

/** Who rated a proficiency. */
export enum RatingSource {
  SELF = "SELF",
  MANAGER = "MANAGER",
  PARTNER = "PARTNER",
  IMPORT = "IMPORT",
}

registerEnumType(RatingSource, {
  name: "RatingSource",
  description: "Who rated a proficiency.",
  valuesConfig: {
    SELF: { description: "The worker." },
    MANAGER: { description: "A manager of the worker's library." },
    PARTNER: { description: "A community partner, after working together." },
    IMPORT: { description: "It came with an import from another system." },
  },
});

/** The name of the list of a worker's skills, in its cursors. */
export const SKILLS_LIST = "worker-skills";

/** Where a skill stands in the list of its worker's. */
export const skillPosition = ({ proficiency, id }: WorkerSkill): Position => [proficiency, id];

@ObjectType({
  description: "A skill that a worker has. Seen as far as its `visibility` allows.",
  simpleResolvers: true,
})
@Entity("worker_skill")
@Index(["workerId", "skillId"], { unique: true, where: "archived_at is null" })
@Index(["skillId", "workerId"])
@Index(["workerId"], { where: "archived_at is not null" })
export class WorkerSkill extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  /** That of the worker; PostgreSQL fills it in. */
  @Column({ type: "uuid", select: false, insert: false, update: false })
  consortiumId?: string;

  @Column("uuid")
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Proficiency, { description: "How well the worker masters it." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  @Field(() => String, {
    nullable: true,
    description: "What shows it, in the worker's own words; at most 2,000 characters.",
  })
  @Column("text", { nullable: true })
  evidence: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "When the worker last used it." })
  @Column("date", { nullable: true })
  lastUsedOn: string | null;

  @Field(() => RatingSource, { description: "Who rated the proficiency." })
  @Column("enum", { enum: RatingSource, enumName: "rating_source" })
  ratingSource: RatingSource;

  /** When it was rated so; PostgreSQL renews it. */
  @Column("timestamptz", { default: () => "now()" })
  ratedAt: Date;

  @Field(() => Visibility, { description: "Who may see this." })
  @Column("enum", { enum: Visibility, enumName: "visibility" })
  visibility: Visibility;
}
