import { Arg, Ctx, FieldResolver, Float, ID, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { levelOf, Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { GrowthGoal } from "./growth-goal.js";
import type { GrowthGoalReference, GrowthGoalService } from "./growth-goal.service.js";
import {
  AddWorkerSkillInput,
  ArchiveGrowthGoalInput,
  CreateGrowthGoalInput,
  RemoveWorkerSkillInput,
  UpdateGrowthGoalInput,
  UpdateWorkerSkillInput,
} from "./profile.inputs.js";
import { goalById, workerSkillById } from "./worker.loaders.js";
import { WorkerSkill } from "./worker-skill.js";
import type { WorkerSkillReference, WorkerSkillService } from "./worker-skill.service.js";

@ObjectType({ description: "The answer to a mutation about a worker's skill.", simpleResolvers: true })
class WorkerSkillPayload extends Payload {
  workerSkillId?: string;
}

@ObjectType({ description: "The answer to a mutation about a growth goal.", simpleResolvers: true })
class GrowthGoalPayload extends Payload {
  goalId?: string;
}

@Resolver(() => WorkerSkill)
export class WorkerSkillResolver {
  constructor(
    private readonly service: WorkerSkillService,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Mutate(() => WorkerSkillPayload, {
    description: "Adds a skill to a profile. For the worker and the library's manager.",
  })
  addWorkerSkill(
    @Arg("input", () => AddWorkerSkillInput, { description: "The skill." }) input: AddWorkerSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerSkillReference> {
    return this.service.add(userOf(principal), input);
  }

  @Mutate(() => WorkerSkillPayload, {
    description: "Changes a skill of a profile. For the worker and the library's manager.",
  })
  updateWorkerSkill(
    @Arg("input", () => UpdateWorkerSkillInput, { description: "What to change." })
    input: UpdateWorkerSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerSkillReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => WorkerSkillPayload, {
    description: "Takes a skill out of a profile. For the worker and the library's manager.",
  })
  removeWorkerSkill(
    @Arg("input", () => RemoveWorkerSkillInput, { description: "Which one." }) input: RemoveWorkerSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerSkillReference> {
    return this.service.remove(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "The id of this entry of the profile." })
  id(@Root() entry: WorkerSkill): string {
    return typedId("worker_skill", entry.id);
  }

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill." })
  skill(@Root() entry: WorkerSkill): SkillNode | null {
    return this.taxonomy.get(entry.skillId);
  }
}

@Resolver(() => GrowthGoal)
export class GrowthGoalResolver {
  constructor(
    private readonly service: GrowthGoalService,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Mutate(() => GrowthGoalPayload, { description: "Sets a growth goal. For the worker." })
  createGrowthGoal(
    @Arg("input", () => CreateGrowthGoalInput, { description: "The goal." }) input: CreateGrowthGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<GrowthGoalReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => GrowthGoalPayload, { description: "Changes a growth goal. For the worker." })
  updateGrowthGoal(
    @Arg("input", () => UpdateGrowthGoalInput, { description: "What to change." })
    input: UpdateGrowthGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<GrowthGoalReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => GrowthGoalPayload, { description: "Takes a growth goal out of the profile. For the worker." })
  archiveGrowthGoal(
    @Arg("input", () => ArchiveGrowthGoalInput, { description: "Which one." }) input: ArchiveGrowthGoalInput,
    @Ctx() { principal }: Context,
  ): Promise<GrowthGoalReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() goal: GrowthGoal): string {
    return typedId("goal", goal.id);
  }

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill to grow in." })
  skill(@Root() goal: GrowthGoal): SkillNode | null {
    return this.taxonomy.get(goal.skillId);
  }

  @FieldResolver(() => Float, {
    description:
      "How much of the way from where the worker stood when setting the goal to the target is done; 0 to 1.",
  })
  progress(@Root() { start, current, target }: GrowthGoal): number {
    const way = levelOf(target) - levelOf(start);
    return way <= 0 ? 1 : Math.min(1, Math.max(0, (levelOf(current) - levelOf(start)) / way));
  }
}

@Resolver(() => WorkerSkillPayload)
export class WorkerSkillPayloadResolver {
  @FieldResolver(() => WorkerSkill, {
    nullable: true,
    description: "The entry as it is now; null when refused.",
  })
  async workerSkill(
    @Root() { workerSkillId }: WorkerSkillPayload,
    @Ctx() { loaders }: Context,
  ): Promise<WorkerSkill | null> {
    return workerSkillId ? await loaders.load(workerSkillById, workerSkillId) : null;
  }
}

@Resolver(() => GrowthGoalPayload)
export class GrowthGoalPayloadResolver {
  @FieldResolver(() => GrowthGoal, {
    nullable: true,
    description: "The goal as it is now; null when refused.",
  })
  async growthGoal(
    @Root() { goalId }: GrowthGoalPayload,
    @Ctx() { loaders }: Context,
  ): Promise<GrowthGoal | null> {
    return goalId ? await loaders.load(goalById, goalId) : null;
  }
}
