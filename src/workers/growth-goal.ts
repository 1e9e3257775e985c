import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Visibility } from "../platform/auth/visibility.js";
import { Versioned } from "../platform/database/versioned.js";
import { Proficiency, Skill } from "../skills/index.js";
import { Worker } from "./worker.js";

export enum GrowthGoalStatus {
  ACTIVE = "ACTIVE",
  ACHIEVED = "ACHIEVED",
  ABANDONED = "ABANDONED",
}

registerEnumType(GrowthGoalStatus, {
  name: "GrowthGoalStatus",
  description: "Whether a growth goal is still pursued.",
  valuesConfig: {
    ACTIVE: { description: "Pursued now; counts in matching." },
    ACHIEVED: { description: "The current proficiency has reached the target." },
    ABANDONED: { description: "No longer pursued." },
  },
});

@ObjectType({
  description: "A skill that a worker wants to develop. Seen as far as its `visibility` allows.",
  simpleResolvers: true,
})
@Entity("growth_goal")
@Index(["workerId", "skillId"], { unique: true, where: "archived_at is null" })
@Index(["skillId", "workerId"])
@Index(["workerId"], { where: "archived_at is not null" })
@Check("growth_goal_priority_check", "priority between 1 and 3")
@Check("growth_goal_target_check", "status <> 'ACTIVE' or current is null or target > current")
export class GrowthGoal extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  /** That of the worker; PostgreSQL fills it in. */
  @Column({ type: "uuid", select: false, insert: false, update: false })
  consortiumId?: string;

  @Column("uuid")
  @ForeignKey(() => Skill)
  skillId: string;

  /** Where the worker stood when the goal was set; progress is measured from here. */
  @Column("enum", { enum: Proficiency, enumName: "proficiency", nullable: true })
  start: Proficiency | null;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the worker stands now; null: not yet a novice.",
  })
  @Column("enum", { enum: Proficiency, enumName: "proficiency", nullable: true })
  current: Proficiency | null;

  @Field(() => Proficiency, { description: "Where the worker wants to get." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  target: Proficiency;

  @Field(() => Int, { description: "How much it matters to the worker, 1 to 3; 3 matters most." })
  @Column("smallint")
  priority: number;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Column("date", { nullable: true })
  by: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why, in the worker's own words; at most 2,000 characters.",
  })
  @Column("text", { nullable: true })
  why: string | null;

  @Field(() => GrowthGoalStatus, { description: "Whether it is still pursued." })
  @Column("enum", {
    enum: GrowthGoalStatus,
    enumName: "growth_goal_status",
    default: GrowthGoalStatus.ACTIVE,
  })
  status: GrowthGoalStatus;

  @Field(() => Visibility, { description: "Who may see this." })
  @Column("enum", { enum: Visibility, enumName: "visibility", default: Visibility.PRIVATE })
  visibility: Visibility;
}
