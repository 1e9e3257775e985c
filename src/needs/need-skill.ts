import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Proficiency, Skill, type SkillNode } from "../skills/index.js";
import { Need } from "./need.js";

export enum Importance {
  MUST = "MUST",
  NICE = "NICE",
}

registerEnumType(Importance, {
  name: "Importance",
  description: "How much a need depends on a skill.",
  valuesConfig: {
    MUST: { description: "Needed; a match says when it stays unmet, but is not hidden for it." },
    NICE: { description: "Welcome; counts half." },
  },
});

@ObjectType({ description: "A skill that a need asks for.", simpleResolvers: true })
@Entity("need_skill")
@Index(["skillId"])
export class NeedSkill {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Importance, { description: "How much the need depends on it." })
  @Column("enum", { enum: Importance, enumName: "importance" })
  importance: Importance;

  @Field(() => Proficiency, { description: "The proficiency that the work asks for." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  @Field(() => Boolean, {
    description: "Whether the partner offers a mentor for it, so that a larger step up is possible.",
  })
  @Column("boolean", { default: false })
  mentored: boolean;

  /** Put in by whoever shows it: asking a resolver for each would take longer than the rest of them together. */
  @Cost(0)
  @Field(() => Skill, { description: "The skill." })
  skill?: SkillNode | null;
}
