import { ValidateNested } from "class-validator";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { selectionOf } from "../platform/graphql/look-ahead.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Optional } from "../platform/graphql/validation.js";
import { FieldVisibility } from "./field-visibility.js";
import { GrowthGoal } from "./growth-goal.js";
import { Library } from "./library.js";
import { libraryById } from "./library.reads.js";
import { ArchiveWorkerInput, CreateWorkerInput, UpdateWorkerInput, WorkerFilter } from "./worker.inputs.js";
import { Worker } from "./worker.js";
import { fieldVisibilityByWorker, goalsByWorker, skillsByWorker, workerByIdFor } from "./worker.loaders.js";
import type { WorkerReference, WorkerService } from "./worker.service.js";
import { type ReadWorker, type ShownWorker, workerShape } from "./worker.shape.js";
import type { WorkerDirectory } from "./worker-directory.js";
import { pseudonymOf } from "./worker-identity.js";
import { WorkerSkill } from "./worker-skill.js";

const WorkerConnection = connectionType("Worker", () => Worker, "workers");
const WorkerSkillConnection = connectionType("WorkerSkill", () => WorkerSkill, "a worker's skills");

@ArgsType()
class WorkersArgs extends PageArgs {
  @Field(() => WorkerFilter, {
    nullable: true,
    description: "Which workers; all that you may see when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: WorkerFilter | null;
}

@ObjectType({ description: "The answer to a mutation about a worker.", simpleResolvers: true })
export class WorkerPayload extends Payload {
  workerId?: string;
}

@Resolver(() => Worker)
export class WorkerResolver {
  constructor(
    private readonly directory: WorkerDirectory,
    private readonly service: WorkerService,
  ) {}

  @Query(() => Worker, {
    nullable: true,
    description: "A worker by id; null when there is none that you may see.",
  })
  worker(
    @Arg("id", () => ID, { description: "The id." }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownWorker | null> {
    return context.loaders.load(workerByIdFor(info, context), uuidOf("worker", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => WorkerConnection, {
    description: "The workers that you may see, in the order of their registration.",
  })
  workers(
    @Args(() => WorkersArgs) { filter, ...page }: WorkersArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ShownWorker>> {
    const shape = workerShape(selectionOf(info, context)?.entries ?? null, info.variableValues);
    return this.directory.list(userOf(context.principal), filter ?? {}, page, shape);
  }

  @Mutate(() => WorkerPayload, {
    description: "Registers a worker. For the library's manager.",
  })
  createWorker(
    @Arg("input", () => CreateWorkerInput, { description: "The worker." }) input: CreateWorkerInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => WorkerPayload, {
    description: "Changes a worker. For the worker and the library's manager.",
  })
  updateWorker(
    @Arg("input", () => UpdateWorkerInput, { description: "What to change." }) input: UpdateWorkerInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => WorkerPayload, {
    description: "Takes a worker out of every list. For the worker and the library's manager.",
  })
  archiveWorker(
    @Arg("input", () => ArchiveWorkerInput, { description: "Which one." }) input: ArchiveWorkerInput,
    @Ctx() { principal }: Context,
  ): Promise<WorkerReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "The id." })
  id(@Root() worker: ShownWorker): string {
    return typedId("worker", worker.id);
  }

  @FieldResolver(() => String, {
    description: "The full name; a pseudonym for whoever may not see it.",
  })
  name(@Root() { id, name }: ShownWorker): string {
    return name ?? pseudonymOf(id);
  }

  @FieldResolver(() => Library, {
    nullable: true,
    description: "Where the worker works; null where you may not see it.",
  })
  async library(@Root() worker: ShownWorker, @Ctx() { loaders }: Context): Promise<Library | null> {
    return worker.libraryId ? await loaders.load(libraryById, worker.libraryId) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Country of the worker's library, ISO 3166-1 alpha-2; shown to whoever finds the worker.",
  })
  country(@Root() { country }: ShownWorker): string | null {
    return country;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Region of the worker's library; shown to whoever finds the worker.",
  })
  region(@Root() { region }: ShownWorker): string | null {
    return region;
  }

  @FieldResolver(() => FieldVisibility, {
    nullable: true,
    description: "How far each field may be seen; for the worker and the library's manager, null for others.",
  })
  async fieldVisibility(
    @Root() worker: ShownWorker,
    @Ctx() { loaders }: Context,
  ): Promise<FieldVisibility | null> {
    return await loaders.load(fieldVisibilityByWorker, worker.id);
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => WorkerSkillConnection, {
    description: "The skills that you may see, strongest first.",
  })
  skills(
    @Root() { skillsRead, id }: ReadWorker,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { loaders }: Context,
  ): Connection<WorkerSkill> | Promise<Connection<WorkerSkill>> {
    if (skillsRead?.first === first && !after) return skillsRead.page;
    return loaders.load(skillsByWorker, { ownerId: id, first, after });
  }

  @ListOf(20)
  @FieldResolver(() => [GrowthGoal], {
    description: "The growth goals that you may see, the most important first; at most 20.",
  })
  growthGoals(@Root() worker: ShownWorker, @Ctx() { loaders }: Context): Promise<GrowthGoal[]> {
    return loaders.load(goalsByWorker, worker.id);
  }
}

@Resolver(() => WorkerPayload)
export class WorkerPayloadResolver {
  @FieldResolver(() => Worker, { nullable: true, description: "The worker as of now; null when refused." })
  async worker(
    @Root() { workerId }: WorkerPayload,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownWorker | null> {
    return workerId ? await context.loaders.load(workerByIdFor(info, context), workerId) : null;
  }
}
