import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium } from "../workers/index.js";

export enum AllocationStatus {
  QUEUED = "QUEUED",
  RUNNING = "RUNNING",
  READY = "READY",
  APPROVED = "APPROVED",
  FAILED = "FAILED",
  CANCELLED = "CANCELLED",
}

registerEnumType(AllocationStatus, {
  name: "AllocationStatus",
  description: "Where a plan stands.",
  valuesConfig: {
    QUEUED: { description: "It is about to be worked out." },
    RUNNING: { description: "It is being worked out; `progress` says how far." },
    READY: { description: "Its slate can be looked at, and approved." },
    APPROVED: { description: "Its slate is turned into introductions; each place says what became of it." },
    FAILED: { description: "It could not be worked out; `failure` says why. Plan again." },
    CANCELLED: { description: "Somebody called it off." },
  },
});

export enum AllocationGoal {
  TOTAL_SCORE = "TOTAL_SCORE",
  FAIRNESS_WEIGHTED = "FAIRNESS_WEIGHTED",
}

registerEnumType(AllocationGoal, {
  name: "AllocationGoal",
  description: "What the best slate is.",
  valuesConfig: {
    TOTAL_SCORE: { description: "The one whose scores add up to most, whoever gets them." },
    FAIRNESS_WEIGHTED: {
      description:
        "The same, but of each worker's places the best counts in full, the second a half, the third a third, and so on; so places go to many rather than to few.",
    },
  },
});

@ObjectType({
  description:
    "A plan of whom to introduce to which open needs of a consortium, all of them together. For its administrators.",
  simpleResolvers: true,
})
@Entity("allocation_plan")
@Index(["consortiumId", "id"])
@Check(
  "allocation_plan_terms_check",
  "candidates_per_need between 1 and 100 and places_per_worker between 1 and 5 and minimum_per_worker between 0 and places_per_worker and min_score between 0 and 100",
)
@Check("allocation_plan_progress_check", "progress between 0 and 1")
export class AllocationPlan extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Field(() => String, { description: "What it is called; at most 200 characters." })
  @Column("text")
  name: string;

  @Field(() => AllocationGoal, { description: "What the best slate was to be." })
  @Column("enum", { enum: AllocationGoal, enumName: "allocation_goal" })
  goal: AllocationGoal;

  @Field(() => Int, { description: "So many of the best matches of each need were looked at, 1 to 100." })
  @Column("integer")
  candidatesPerNeed: number;

  @Field(() => Int, { description: "So many places a worker gets at most, 1 to 5." })
  @Column("integer")
  placesPerWorker: number;

  @Field(() => Int, {
    description: "So many places everybody was to get who wants in, where that is possible; 0 to 5.",
  })
  @Column("integer")
  minimumPerWorker: number;

  @Field(() => Float, { description: "Only matches from this score on were looked at, 0 to 100." })
  @Column("double precision")
  minScore: number;

  @Field(() => AllocationStatus, { description: "Where it stands." })
  @Column("enum", { enum: AllocationStatus, enumName: "allocation_status", default: AllocationStatus.QUEUED })
  status: AllocationStatus;

  @Field(() => Float, { description: "How far it is worked out, 0 to 1." })
  @Column("double precision", { default: 0 })
  progress: number;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When working it out began." })
  @Column("timestamptz", { nullable: true })
  startedAt: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When that ended." })
  @Column("timestamptz", { nullable: true })
  finishedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it failed, and what to do." })
  @Column("text", { nullable: true })
  failure: string | null;

  @Field(() => Int, { nullable: true, description: "Open needs with a place left." })
  @Column("integer", { nullable: true })
  needs: number | null;

  @Field(() => Int, { nullable: true, description: "Workers among the best matches of any of them." })
  @Column("integer", { nullable: true })
  candidates: number | null;

  @Field(() => Int, { nullable: true, description: "Workers who get at least one place." })
  @Column("integer", { nullable: true })
  served: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Workers who want in and get fewer places than the minimum; `unservedWorkers` says why.",
  })
  @Column("integer", { nullable: true })
  unserved: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many places all candidates together miss for the minimum.",
  })
  @Column("integer", { nullable: true })
  missing: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "What the slate is worth by its goal: the sum of weighted scores, a score of 100 being 1.",
  })
  @Column("double precision", { nullable: true })
  total: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The sum of the scores as they are, a score of 100 being 1.",
  })
  @Column("double precision", { nullable: true })
  totalScore: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "What `total` would be if the best matches were taken first, whatever that leaves.",
  })
  @Column("double precision", { nullable: true })
  greedyTotal: number | null;

  @Field(() => Int, { nullable: true, description: "What `missing` would be then." })
  @Column("integer", { nullable: true })
  greedyMissing: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Proven: no slate that misses no more places of the minimum has a higher `total`.",
  })
  @Column("double precision", { nullable: true })
  upperBound: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How far `total` is below `upperBound`, as a share of it: 0.001 is a tenth of a percent.",
  })
  @Column("double precision", { nullable: true })
  gap: number | null;

  @Field(() => String, {
    nullable: true,
    description: "How it was found: MIP (integer programming, to the end) or AUCTION (for many matches).",
  })
  @Column("text", { nullable: true })
  method: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was approved." })
  @Column("timestamptz", { nullable: true })
  approvedAt: Date | null;

  /** The subject of who approved it. */
  @Column("text", { nullable: true })
  approvedBy: string | null;

  @Field(() => String, { nullable: true, description: "What those are told who are introduced." })
  @Column("text", { nullable: true })
  message: string | null;
}
