import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection } from "../connections/index.js";
import { Need } from "../needs/index.js";
import { Consortium, Worker } from "../workers/index.js";
import { AllocationPlan } from "./allocation-plan.js";

export enum AllocationPlaceState {
  PLANNED = "PLANNED",
  PROPOSED = "PROPOSED",
  REFUSED = "REFUSED",
}

registerEnumType(AllocationPlaceState, {
  name: "AllocationPlaceState",
  description: "What became of a place of a plan.",
  valuesConfig: {
    PLANNED: { description: "Nothing yet." },
    PROPOSED: { description: "The two were introduced to each other." },
    REFUSED: { description: "They could not be introduced any more; `refusal` says why." },
  },
});

@ObjectType({ description: "A place of a plan: whom to introduce for which need.", simpleResolvers: true })
@Entity("allocation_place")
@Index(["planId", "rank"], { unique: true })
@Index(["needId"])
@Index(["workerId"])
@Index(["connectionId"])
@Check("allocation_place_score_check", "score between 0 and 100")
export class AllocationPlace {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => AllocationPlan, { onDelete: "CASCADE" })
  planId: string;

  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Field(() => Int, { description: "Where it stands in the slate, from 1; the best match comes first." })
  @Column("integer")
  rank: number;

  @Column("uuid")
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Field(() => Float, { description: "The score of the match as its partner sees it, 0 to 100." })
  @Column("double precision")
  score: number;

  @Field(() => AllocationPlaceState, { description: "What became of it." })
  @Column("enum", {
    enum: AllocationPlaceState,
    enumName: "allocation_place_state",
    default: AllocationPlaceState.PLANNED,
  })
  state: AllocationPlaceState;

  @Field(() => String, { nullable: true, description: "Why the two could not be introduced." })
  @Column("text", { nullable: true })
  refusal: string | null;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Connection, { onDelete: "SET NULL" })
  connectionId: string | null;
}
