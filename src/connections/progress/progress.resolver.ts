import { Arg, Args, Ctx, FieldResolver, Float, ID, Resolver, Root } from "type-graphql";
import { connectionType, type Connection as Page, PageArgs } from "../../platform/graphql/connection.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import { Connection } from "../connection.js";
import type { ShownConnection } from "../connection.reads.js";
import { ConnectionPayload } from "../connection-mutations.resolver.js";
import type { ConnectionReference } from "../propose-connection.js";
import { HoursEntry } from "./hours-entry.js";
import { Milestone } from "./milestone.js";
import {
  AddMilestoneInput,
  ArchiveHoursInput,
  ArchiveMilestoneInput,
  LogHoursInput,
  UpdateHoursInput,
  UpdateMilestoneInput,
} from "./progress.inputs.js";
import { hoursByConnection, hoursLogged, milestonesByConnection } from "./progress.loaders.js";
import { MAX_MILESTONES, type ProgressService } from "./progress.service.js";

const HoursEntryConnection = connectionType("HoursEntry", () => HoursEntry, "logged hours");

@Resolver(() => Milestone)
export class MilestoneResolver {
  constructor(private readonly service: ProgressService) {}

  @Mutate(() => ConnectionPayload, { description: "Adds a milestone. For the two who collaborate." })
  addMilestone(
    @Arg("input", () => AddMilestoneInput, { description: "The milestone." }) input: AddMilestoneInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.addMilestone(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description: "Changes a milestone, or says that it is reached. For the two.",
  })
  updateMilestone(
    @Arg("input", () => UpdateMilestoneInput, { description: "What to change." }) input: UpdateMilestoneInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.updateMilestone(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, { description: "Takes a milestone away. For the two." })
  archiveMilestone(
    @Arg("input", () => ArchiveMilestoneInput, { description: "Which one." }) input: ArchiveMilestoneInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.archiveMilestone(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: Milestone): string {
    return typedId("milestone", id);
  }
}

@Resolver(() => HoursEntry)
export class HoursEntryResolver {
  constructor(private readonly service: ProgressService) {}

  @Mutate(() => ConnectionPayload, { description: "Logs hours of the worker. For the two who collaborate." })
  logHours(
    @Arg("input", () => LogHoursInput, { description: "The hours." }) input: LogHoursInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.logHours(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, { description: "Corrects logged hours. For the two." })
  updateHours(
    @Arg("input", () => UpdateHoursInput, { description: "What to change." }) input: UpdateHoursInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.updateHours(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, { description: "Takes logged hours away. For the two." })
  archiveHours(
    @Arg("input", () => ArchiveHoursInput, { description: "Which ones." }) input: ArchiveHoursInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.archiveHours(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: HoursEntry): string {
    return typedId("hours", id);
  }
}

/** Adds to a connection how the work goes. */
@Resolver(() => Connection)
export class ConnectionProgressResolver {
  @ListOf(MAX_MILESTONES)
  @FieldResolver(() => [Milestone], { description: "Its milestones, the next one first; at most 50." })
  milestones(@Root() { id }: ShownConnection, @Ctx() { loaders }: Context): Promise<Milestone[]> {
    return loaders.load(milestonesByConnection, id);
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => HoursEntryConnection, {
    description: "The hours that were logged, the last day first.",
  })
  hours(
    @Root() { id }: ShownConnection,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<HoursEntry>> {
    return loaders.load(hoursByConnection, { ownerId: id, ...page });
  }

  @FieldResolver(() => Float, { description: "All hours that were logged." })
  hoursLogged(@Root() { id }: ShownConnection, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.load(hoursLogged, id);
  }
}
