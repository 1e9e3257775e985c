import { Arg, Args, Ctx, Field, FieldResolver, Float, ID, ObjectType, Resolver, Root } from "type-graphql";
import { ConnectionPayload, type ConnectionReference } from "../../connections/index.js";
import { Partner, partnerById } from "../../partners/index.js";
import { connectionType, type Connection as Page, PageArgs } from "../../platform/graphql/connection.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, Paged } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import {
  ratingsByWorker,
  type ShownWorker,
  type SkillRating,
  SkillRatingConnection,
  Worker,
} from "../../workers/index.js";
import { CredentialConnection, credentialsByWorker, type ShownCredential } from "../credentials/index.js";
import { careerByWorker, careerHours } from "./career.loaders.js";
import { CareerEntry } from "./career-entry.js";
import { SetCareerEntryInput, type ShowCareerEntry } from "./show-career-entry.js";

const CareerEntryConnection = connectionType("CareerEntry", () => CareerEntry, "completed collaborations");

@ObjectType({
  description:
    "What a worker did and how they grew, as far as they show it with `fieldVisibility.careerRecord`.",
  simpleResolvers: true,
})
export class CareerRecord {
  workerId: string;

  @Field(() => Float, { description: "Hours of all completed collaborations that are shown." })
  hours: number;
}

@Resolver(() => CareerEntry)
export class CareerEntryResolver {
  constructor(private readonly showing: ShowCareerEntry) {}

  @Mutate(() => ConnectionPayload, {
    description: "Shows a completed collaboration in your career record, or hides it. For the worker.",
  })
  setCareerEntry(
    @Arg("input", () => SetCareerEntryInput, { description: "Which one, and whether." })
    input: SetCareerEntryInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.showing.set(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "The id of the connection." })
  connectionId(@Root() { connectionId }: CareerEntry): string {
    return typedId("connection", connectionId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "With whom." })
  partner(@Root() { partnerId }: CareerEntry, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return loaders.load(partnerById, partnerId);
  }
}

/** Adds to a worker what they can carry to the next job. */
@Resolver(() => Worker)
export class WorkerCareerResolver {
  @Cost(3)
  @FieldResolver(() => CareerRecord, {
    nullable: true,
    description: "What the worker did and how they grew; null where it is not shown to you.",
  })
  async careerRecord(@Root() { id }: ShownWorker, @Ctx() { loaders }: Context): Promise<CareerRecord | null> {
    const hours = await loaders.load(careerHours, id);
    return hours === null ? null : { workerId: id, hours };
  }
}

@Resolver(() => CareerRecord)
export class CareerRecordResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => SkillRatingConnection, {
    description: "The levels that the skills of the profile had, or were given, newest first.",
  })
  ratings(
    @Root() { workerId }: CareerRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<SkillRating>> {
    return loaders.load(ratingsByWorker, { ownerId: workerId, ...page });
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => CareerEntryConnection, {
    description: "The collaborations that were completed, the latest first.",
  })
  collaborations(
    @Root() { workerId }: CareerRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<CareerEntry>> {
    return loaders.load(careerByWorker, { ownerId: workerId, ...page });
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => CredentialConnection, {
    description: "The worker's credentials, newest first; others see those that are shared.",
  })
  credentials(
    @Root() { workerId }: CareerRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<ShownCredential>> {
    return loaders.load(credentialsByWorker, { ownerId: workerId, ...page });
  }
}
