import { Arg, Args, Ctx, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Need, needById } from "../needs/index.js";
import type { Reads } from "../platform/database/reads.js";
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { pseudonymOf, type ShownWorker, Worker, workerById } from "../workers/index.js";
import { ApproveAllocationInput, CancelAllocationInput, PlanAllocationInput } from "./allocation.inputs.js";
import { listPlans, outcomeOfPlan, placesOfPlan, planById, unservedOfPlan } from "./allocation.loaders.js";
import type { AllocationService, PlanReference } from "./allocation.service.js";
import { AllocationPlace } from "./allocation-place.js";
import { AllocationPlan } from "./allocation-plan.js";
import { AllocationUnserved } from "./allocation-unserved.js";

const AllocationPlanConnection = connectionType("AllocationPlan", () => AllocationPlan, "plans");
const AllocationPlaceConnection = connectionType(
  "AllocationPlace",
  () => AllocationPlace,
  "places of a plan",
);
const AllocationUnservedConnection = connectionType(
  "AllocationUnserved",
  () => AllocationUnserved,
  "workers who get less than the minimum",
);

@ObjectType({ description: "The answer to a mutation about a plan.", simpleResolvers: true })
class AllocationPayload extends Payload {
  planId?: string;
}

const CANDIDATE =
  "What the worker is called by who may not see the name; always the same for a worker, as partners read it.";
const WORKER =
  "The worker; null where you may not see them, which administrators only do with a reason on record.";

@Resolver(() => AllocationPlan)
export class AllocationPlanResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @Query(() => AllocationPlan, {
    nullable: true,
    description: "A plan of your consortium; null when there is none with this id. For administrators.",
  })
  async allocationPlan(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<AllocationPlan | null> {
    return await loaders.load(planById, uuidOf("plan", id));
  }

  @Cost(3)
  @Paged()
  @Query(() => AllocationPlanConnection, {
    description: "The plans of your consortium, newest first. For administrators.",
  })
  allocationPlans(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Page<AllocationPlan>> {
    return listPlans(this.reads, userOf(principal), page);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: AllocationPlan): string {
    return typedId("plan", id);
  }

  @FieldResolver(() => Int, { description: "How many of its places have become introductions." })
  async proposed(@Root() { id }: AllocationPlan, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.load(outcomeOfPlan, id))?.proposed ?? 0;
  }

  @FieldResolver(() => Int, { description: "How many could not, because things have changed meanwhile." })
  async refused(@Root() { id }: AllocationPlan, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.load(outcomeOfPlan, id))?.refused ?? 0;
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => AllocationPlaceConnection, {
    description: "Its places, the best match first; empty until it is ready.",
  })
  slate(
    @Root() { id }: AllocationPlan,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<AllocationPlace>> {
    return loaders.load(placesOfPlan, { ownerId: id, ...page });
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => AllocationUnservedConnection, {
    description: "Who wants in and gets fewer places than the minimum, and why; the first 10,000 of them.",
  })
  unservedWorkers(
    @Root() { id }: AllocationPlan,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<AllocationUnserved>> {
    return loaders.load(unservedOfPlan, { ownerId: id, ...page });
  }
}

@Resolver(() => AllocationPlace)
export class AllocationPlaceResolver {
  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: AllocationPlace): string {
    return typedId("plan_place", id);
  }

  @FieldResolver(() => Need, { nullable: true, description: "The need; null when you may not see it." })
  async need(@Root() { needId }: AllocationPlace, @Ctx() { loaders }: Context): Promise<Need | null> {
    return await loaders.load(needById, needId);
  }

  @FieldResolver(() => Worker, { nullable: true, description: WORKER })
  async worker(
    @Root() { workerId }: AllocationPlace,
    @Ctx() { loaders }: Context,
  ): Promise<ShownWorker | null> {
    return await loaders.load(workerById, workerId);
  }

  @FieldResolver(() => String, { description: CANDIDATE })
  candidate(@Root() { workerId }: AllocationPlace): string {
    return pseudonymOf(workerId);
  }
}

@Resolver(() => AllocationUnserved)
export class AllocationUnservedResolver {
  @FieldResolver(() => Worker, { nullable: true, description: WORKER })
  async worker(
    @Root() { workerId }: AllocationUnserved,
    @Ctx() { loaders }: Context,
  ): Promise<ShownWorker | null> {
    return await loaders.load(workerById, workerId);
  }

  @FieldResolver(() => String, { description: CANDIDATE })
  candidate(@Root() { workerId }: AllocationUnserved): string {
    return pseudonymOf(workerId);
  }
}

@Resolver(() => AllocationPayload)
export class AllocationMutationResolver {
  constructor(private readonly service: AllocationService) {}

  @Mutate(() => AllocationPayload, {
    description:
      "Works out, in the background, whom to introduce to which open needs, so that all together is best. Nobody is told anything before it is approved. For administrators.",
  })
  planAllocation(
    @Arg("input", () => PlanAllocationInput, { description: "What to plan." }) input: PlanAllocationInput,
    @Ctx() { principal }: Context,
  ): Promise<PlanReference> {
    return this.service.plan(userOf(principal), input);
  }

  @Mutate(() => AllocationPayload, {
    description: "Calls a plan off that is not approved. For administrators.",
  })
  cancelAllocation(
    @Arg("input", () => CancelAllocationInput, { description: "Which one." }) input: CancelAllocationInput,
    @Ctx() { principal }: Context,
  ): Promise<PlanReference> {
    return this.service.cancel(userOf(principal), input);
  }

  @Mutate(() => AllocationPayload, {
    description:
      "Introduces, in the background, the two of each place to each other; workers, partners, and libraries that want to be asked have to say yes. What has changed since it was planned is looked at again: what is not possible any more is said at its place. For administrators.",
  })
  approveAllocation(
    @Arg("input", () => ApproveAllocationInput, { description: "Which one." }) input: ApproveAllocationInput,
    @Ctx() { principal }: Context,
  ): Promise<PlanReference> {
    return this.service.approve(userOf(principal), input);
  }

  @FieldResolver(() => AllocationPlan, {
    nullable: true,
    description: "The plan as it is now; null when refused.",
  })
  async plan(
    @Root() { planId }: AllocationPayload,
    @Ctx() { loaders }: Context,
  ): Promise<AllocationPlan | null> {
    return planId ? await loaders.load(planById, planId) : null;
  }
}
