import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Consortium, Worker } from "../workers/index.js";
import { AllocationPlan } from "./allocation-plan.js";

export enum UnservedReason {
  NOT_A_CANDIDATE = "NOT_A_CANDIDATE",
  NO_HOURS = "NO_HOURS",
  NO_PLACE_LEFT = "NO_PLACE_LEFT",
}

registerEnumType(UnservedReason, {
  name: "UnservedReason",
  description: "Why a worker gets fewer places than everybody should.",
  valuesConfig: {
    NOT_A_CANDIDATE: {
      description:
        "No need has them among its best matches. More candidates for each need, or a lower score, may help.",
    },
    NO_HOURS: { description: "The needs that they match take more hours than they have left." },
    NO_PLACE_LEFT: { description: "The places of the needs that they match go to others." },
  },
});

@ObjectType({
  description: "A worker who wants in and gets fewer places than the minimum.",
  simpleResolvers: true,
})
@Entity("allocation_unserved")
@Index(["planId", "rank"], { unique: true })
@Index(["workerId"])
export class AllocationUnserved {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => AllocationPlan, { onDelete: "CASCADE" })
  planId: string;

  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("integer")
  rank: number;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => Int, { description: "How many places they miss." })
  @Column("integer")
  missing: number;

  @Field(() => UnservedReason, { description: "Why." })
  @Column("enum", { enum: UnservedReason, enumName: "unserved_reason" })
  reason: UnservedReason;
}
