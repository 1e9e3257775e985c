import { GraphQLLocalDate } from "graphql-scalars";
import { Field, ID, InputType, Int } from "type-graphql";
import { Visibility } from "../platform/auth/visibility.js";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import {
  IsDay,
  IsGiven,
  IsIdOf,
  Optional,
  Text,
  UnlessAbsent,
  WholeNumber,
} from "../platform/graphql/validation.js";
import { Proficiency } from "../skills/index.js";
import { GrowthGoalStatus } from "./growth-goal.js";

@InputType({ description: "A skill to add to a worker's profile." })
export class AddWorkerSkillInput extends CommandInput {
  @Field(() => ID, { description: "The worker." })
  @IsIdOf("worker")
  workerId: string;

  @Field(() => ID, { description: "The skill; not a heading, and not one the worker has already." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, { description: "How well the worker masters it." })
  proficiency: Proficiency;

  @Field(() => String, { nullable: true, description: "What shows it; at most 2,000 characters." })
  @Optional()
  @Text(2000)
  evidence?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "When the worker last used it." })
  @Optional()
  @IsDay()
  lastUsedOn?: string | null;

  @Field(() => Visibility, {
    nullable: true,
    description: "Who may see it; as the worker's `discoverability` when left out.",
  })
  @Optional()
  visibility?: Visibility | null;
}

@InputType({ description: "Changes to a worker's skill; what is left out stays as it is." })
export class UpdateWorkerSkillInput extends ChangeInput {
  @Field(() => ID, { description: "The entry of the profile." })
  @IsIdOf("worker_skill")
  id: string;

  @Field(() => Proficiency, {
    nullable: true,
    description: "How well the worker masters it; moves a growth goal in it along.",
  })
  @UnlessAbsent()
  @IsGiven()
  proficiency?: Proficiency;

  @Field(() => String, { nullable: true, description: "What shows it; null removes it." })
  @Optional()
  @Text(2000)
  evidence?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "When the worker last used it; null removes it.",
  })
  @Optional()
  @IsDay()
  lastUsedOn?: string | null;

  @Field(() => Visibility, { nullable: true, description: "Who may see it." })
  @UnlessAbsent()
  @IsGiven()
  visibility?: Visibility;
}

@InputType({ description: "The entry to take out of a worker's profile." })
export class RemoveWorkerSkillInput extends ChangeInput {
  @Field(() => ID, { description: "The entry of the profile." })
  @IsIdOf("worker_skill")
  id: string;
}

@InputType({ description: "A skill that a worker wants to develop." })
export class CreateGrowthGoalInput extends CommandInput {
  @Field(() => ID, { description: "The worker." })
  @IsIdOf("worker")
  workerId: string;

  @Field(() => ID, { description: "The skill; not a heading, and not one with a goal already." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Proficiency, {
    nullable: true,
    description:
      "Where the worker stands; as in the profile when left out, and not yet a novice when it is not there either.",
  })
  @Optional()
  current?: Proficiency | null;

  @Field(() => Proficiency, { description: "Where the worker wants to get; above the current proficiency." })
  target: Proficiency;

  @Field(() => Int, { defaultValue: 2, description: "How much it matters, 1 to 3; 3 matters most." })
  @WholeNumber(1, 3)
  priority: number;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Optional()
  @IsDay()
  by?: string | null;

  @Field(() => String, { nullable: true, description: "Why; at most 2,000 characters." })
  @Optional()
  @Text(2000)
  why?: string | null;

  @Field(() => Visibility, {
    defaultValue: Visibility.PRIVATE,
    description: "Who may see it, and whose ranking it counts in.",
  })
  visibility: Visibility;
}

@InputType({ description: "Changes to a growth goal; what is left out stays as it is." })
export class UpdateGrowthGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The goal." })
  @IsIdOf("goal")
  id: string;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where the worker stands now; null: not yet a novice.",
  })
  @Optional()
  current?: Proficiency | null;

  @Field(() => Proficiency, { nullable: true, description: "Where the worker wants to get." })
  @UnlessAbsent()
  @IsGiven()
  target?: Proficiency;

  @Field(() => Int, { nullable: true, description: "How much it matters, 1 to 3; 3 matters most." })
  @UnlessAbsent()
  @WholeNumber(1, 3)
  priority?: number;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when; null removes it." })
  @Optional()
  @IsDay()
  by?: string | null;

  @Field(() => String, { nullable: true, description: "Why; null removes it." })
  @Optional()
  @Text(2000)
  why?: string | null;

  @Field(() => GrowthGoalStatus, {
    nullable: true,
    description: "ABANDONED to stop, ACTIVE to take it up again; ACHIEVED follows from the proficiency.",
  })
  @UnlessAbsent()
  @IsGiven()
  status?: GrowthGoalStatus;

  @Field(() => Visibility, { nullable: true, description: "Who may see it, and whose ranking it counts in." })
  @UnlessAbsent()
  @IsGiven()
  visibility?: Visibility;
}

@InputType({ description: "The growth goal to archive." })
export class ArchiveGrowthGoalInput extends ChangeInput {
  @Field(() => ID, { description: "The goal." })
  @IsIdOf("goal")
  id: string;
}
