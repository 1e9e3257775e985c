import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { CommunityGoal } from "../../partners/index.js";
import { Proficiency, Skill, type SkillNode } from "../../skills/index.js";
import { Worker } from "../../workers/index.js";
import { Connection, ConnectionSide } from "../connection.js";

/** Whether terms hold. */
export enum AgreementState {
  PROPOSED = "PROPOSED",
  AGREED = "AGREED",
  REPLACED = "REPLACED",
}

registerEnumType(AgreementState, {
  name: "AgreementState",
  description: "Whether terms hold.",
  valuesConfig: {
    PROPOSED: { description: "One side proposed them; the other has to agree." },
    AGREED: { description: "Both agreed: they hold." },
    REPLACED: { description: "Others took their place." },
  },
});

/** The terms of a collaboration, as one side proposed them; they never change, but are replaced by others. */
@ObjectType({
  description: "The terms of a collaboration. Seen by those who take part.",
  simpleResolvers: true,
})
@Entity("agreement")
@Index(["connectionId", "state"], { unique: true, where: "state in ('PROPOSED', 'AGREED')" })
@Index(["workerId"])
@Check(
  "agreement_hours_check",
  "hours_total > 0 and hours_total <= 5000 and hours_per_week > 0 and hours_per_week <= 80",
)
@Check("agreement_dates_check", "ends_on >= starts_on")
export class Agreement {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => AgreementState, { description: "Whether they hold." })
  @Column("enum", { enum: AgreementState, enumName: "agreement_state" })
  state: AgreementState;

  @Field(() => ConnectionSide, { description: "Who proposed them." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  proposedBy: ConnectionSide;

  @Field(() => String, { description: "What is to be done; at most 5,000 characters." })
  @Column("text")
  scope: string;

  @Field(() => Float, { description: "Hours in all; more than 0, at most 5,000." })
  @Column("double precision")
  hoursTotal: number;

  @Field(() => Float, { nullable: true, description: "Hours a week; more than 0, at most 80." })
  @Column("double precision", { nullable: true })
  hoursPerWeek: number | null;

  @Field(() => GraphQLLocalDate, { description: "First day." })
  @Column("date")
  startsOn: string;

  @Field(() => GraphQLLocalDate, { description: "Last day, not before the first." })
  @Column("date")
  endsOn: string;

  @Field(() => String, { nullable: true, description: "Who of the partner is the worker's mentor." })
  @Column("text", { nullable: true })
  mentorName: string | null;

  /** The goal whose indicator the work serves. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => CommunityGoal)
  communityGoalId: string | null;

  @Field(() => GraphQLDateTimeISO, { description: "When they were proposed." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When the other side agreed." })
  @Column("timestamptz", { nullable: true })
  agreedAt: Date | null;
}

@ObjectType({ description: "A skill that a collaboration is to practise.", simpleResolvers: true })
@Entity("agreement_skill")
@Index(["skillId"])
export class AgreementSkill {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Agreement, { onDelete: "CASCADE" })
  agreementId: string;

  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Proficiency, {
    nullable: true,
    description:
      "Where the worker stood when it was proposed, as the partner sees it; null: not yet a novice, or not shown.",
  })
  @Column("enum", { enum: Proficiency, enumName: "proficiency", nullable: true })
  start: Proficiency | null;

  @Field(() => Proficiency, { description: "Where the worker is to get." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  target: Proficiency;

  /** Put in by whoever shows it. */
  @Field(() => Skill, { nullable: true, description: "The skill." })
  skill?: SkillNode | null;
}
