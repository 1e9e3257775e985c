import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";
import { Proficiency, Skill } from "../skills/index.js";
import { Consortium } from "../workers/index.js";
import { Partner } from "./partner.js";

@ObjectType({
  description:
    "A skill that a partner's own people want to learn. It is about the organisation, and names nobody. For users of its consortium, and of those that discover each other with it.",
  simpleResolvers: true,
})
@Entity("partner_learning_goal")
@Index(["partnerId", "skillId"], { unique: true, where: "archived_at is null" })
@Index(["skillId"])
@Check("partner_learning_goal_priority_check", "priority between 1 and 3")
@Check("partner_learning_goal_learners_check", "learners between 1 and 100000")
@Check("partner_learning_goal_target_check", "current is null or target > current")
export class PartnerLearningGoal extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => Partner)
  partnerId: string;

  @Column("uuid")
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where those who learn stand now; null: not yet novices.",
  })
  @Column("enum", { enum: Proficiency, enumName: "proficiency", nullable: true })
  current: Proficiency | null;

  @Field(() => Proficiency, { description: "Where they want to get." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  target: Proficiency;

  @Field(() => Int, { description: "How much it matters to the partner, 1 to 3; 3 matters most." })
  @Column("smallint")
  priority: number;

  @Field(() => Int, { description: "How many people want to learn it, 1 to 100,000." })
  @Column("integer")
  learners: number;

  @Field(() => String, { description: "More about it; at most 2,000 characters; may be empty." })
  @Column("text", { default: "" })
  note: string;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Column("date", { nullable: true })
  by: string | null;
}
