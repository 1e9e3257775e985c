import { Max, Min } from "class-validator";
import { Field, Float, ID, InputType, Int } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text, WholeNumber } from "../platform/graphql/validation.js";
import { AllocationGoal } from "./allocation-plan.js";
import { MOST_PLACES } from "./solver/problem.js";

@InputType({
  description:
    "What to plan. Looked at are all open needs of the consortium with a place left, and for each its best matches as its partner sees them.",
})
export class PlanAllocationInput extends CommandInput {
  @Field(() => String, { description: "What to call it; 1 to 200 characters." })
  @Text(200)
  name: string;

  @Field(() => AllocationGoal, {
    defaultValue: AllocationGoal.TOTAL_SCORE,
    description: "What the best slate is.",
  })
  goal: AllocationGoal;

  @Field(() => Int, {
    defaultValue: 50,
    description: "So many of the best matches of each need are looked at, 1 to 100.",
  })
  @WholeNumber(1, 100)
  candidatesPerNeed: number;

  @Field(() => Int, { defaultValue: 1, description: "So many places a worker gets at most, 1 to 5." })
  @WholeNumber(1, MOST_PLACES)
  placesPerWorker: number;

  @Field(() => Int, {
    defaultValue: 1,
    description:
      "So many places everybody gets who wants in, where that is possible; 0 to `placesPerWorker`. Who wants in: all whom partners can find, with a growth goal that partners can see.",
  })
  @WholeNumber(0, MOST_PLACES)
  minimumPerWorker: number;

  @Field(() => Float, {
    defaultValue: 0,
    description: "Only matches from this score on are looked at, 0 to 100.",
  })
  @Min(0, { message: "must be at least 0" })
  @Max(100, { message: "must be at most 100" })
  minScore: number;
}

@InputType({ description: "Which plan to call off." })
export class CancelAllocationInput extends CommandInput {
  @Field(() => ID, { description: "Which plan; it must be queued or running, or ready." })
  @IsIdOf("plan")
  id: string;
}

@InputType({ description: "Which plan to turn into introductions." })
export class ApproveAllocationInput extends ChangeInput {
  @Field(() => ID, { description: "Which plan; it must be ready." })
  @IsIdOf("plan")
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "A few words to all who are introduced; 1 to 2,000 characters.",
  })
  @Optional()
  @Text(2000)
  message?: string | null;
}
