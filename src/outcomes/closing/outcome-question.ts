import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey } from "typeorm";
import { ConnectionSide } from "../../connections/index.js";
import { Consortium } from "../../workers/index.js";

/** So many questions each side is asked at the end. */
export const QUESTIONS = 5;

@ObjectType({
  description: "A question that a side is asked at the end of a collaboration.",
  simpleResolvers: true,
})
@Entity("outcome_question")
@Check("outcome_question_position_check", "position between 1 and 5")
export class OutcomeQuestion {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("enum", { enum: ConnectionSide, enumName: "connection_side", primary: true })
  side: ConnectionSide;

  @Field(() => Int, { description: "Which one, 1 to 5." })
  @Column("smallint", { primary: true })
  position: number;

  @Field(() => String, { description: "The question; answered from 1 (not at all) to 5 (fully)." })
  @Column("text")
  text: string;
}

/** What is asked where a consortium has no questions of its own. */
export const DEFAULT_QUESTIONS: Readonly<Record<"WORKER" | "PARTNER", readonly string[]>> = {
  WORKER: [
    "Did the work help you grow in the skills that you wanted to grow in?",
    "Was the support of the partner what you needed?",
    "Were the hours and the scope as agreed?",
    "Did the work matter to the community?",
    "Would you work with this partner again?",
  ],
  PARTNER: [
    "Did the work reach what was agreed?",
    "Did the worker bring, or gain, the skills that it took?",
    "Did it go well to work together?",
    "Did it bring your goal forward?",
    "Would you work with this library again?",
  ],
};
