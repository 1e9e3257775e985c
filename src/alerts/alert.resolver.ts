import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { Match, type Matching } from "../matching/index.js";
import { Need, needById } from "../needs/index.js";
import type { Reads } from "../platform/database/reads.js";
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import type { Wake } from "../platform/live/live-changes.js";
import { ArchiveAlertInput, CreateAlertInput, UpdateAlertInput } from "./alert.inputs.js";
import { Alert, AlertMatch } from "./alert.js";
import { ownerActingAs } from "./alert.policy.js";
import { alertById, arrivedMatches, listAlertMatches, matchPosition, ownAlerts } from "./alert.reads.js";
import { type AlertReference, type AlertService, MOST_ALERTS } from "./alert.service.js";

/** So many are told in one event; the rest comes in the next, at once. */
const AT_ONCE = 50;

const AlertMatchConnection = connectionType("AlertMatch", () => AlertMatch, "matches that an alert found");

@ObjectType({ description: "The answer to a mutation about an alert.", simpleResolvers: true })
class AlertPayload extends Payload {
  alertId?: string;
}

/** Whose alerts the caller has. */
const actingIn = ({ principal }: Context) => ownerActingAs(userOf(principal));

@Resolver(() => Alert)
export class AlertResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @ListOf(MOST_ALERTS)
  @Query(() => [Alert], {
    description: `Your alerts in use, newest first; at most ${MOST_ALERTS}. For workers and members of partners.`,
  })
  async alerts(@Ctx() context: Context): Promise<Alert[]> {
    const owner = actingIn(context);
    return owner ? await ownAlerts(this.reads, userOf(context.principal), owner) : [];
  }

  @Cost(3)
  @ListOf(AT_ONCE)
  @Subscription(() => [AlertMatch], {
    topics: "alert_match",
    topicId: ({ context }) => actingIn(context as Context)?.id ?? "",
    nullable: true,
    description: `What your alerts find, as it comes: each once, in order, none left out; at most ${AT_ONCE} at a time. The first list comes at once and holds what came since \`after\`; lists may be empty. Null when you have no alerts any more; that is the end.`,
  })
  async matchFound(
    @Arg("alertId", () => ID, { nullable: true, description: "Only of this alert; of all when left out." })
    alertId: string | null | undefined,
    @Arg("after", () => ID, {
      nullable: true,
      description: "The last one that you have; when left out, only what comes from now on is told.",
    })
    after: string | null | undefined,
    @Root() wake: Wake | undefined,
    @Ctx() context: Context,
  ): Promise<AlertMatch[] | null> {
    const of = alertId ? uuidOf("alert", alertId, ["alertId"]) : null;
    const known = after ? uuidOf("alert_match", after, ["after"]) : null;
    const owner = actingIn(context);
    const user = userOf(context.principal);
    if (!owner || (wake && owner.id !== wake.id)) return null;
    const since = wake?.since ?? (await matchPosition(this.reads, user, owner, known));
    const arrived = await arrivedMatches(this.reads, user, owner, of, since, AT_ONCE);
    wake?.reached(arrived.at(-1)?.position ?? since, arrived.length === AT_ONCE);
    return arrived;
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: Alert): string {
    return typedId("alert", id);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: "Of a partner's: the need that it is about; null where it is about any.",
  })
  async need(@Root() { needId }: Alert, @Ctx() { loaders }: Context): Promise<Need | null> {
    return needId ? await loaders.load(needById, needId) : null;
  }

  @Cost(10)
  @Paged()
  @FieldResolver(() => AlertMatchConnection, { description: "What it found, newest first." })
  matches(
    @Root() { id }: Alert,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Page<AlertMatch>> {
    return listAlertMatches(this.reads, userOf(principal), id, page);
  }
}

@Resolver(() => AlertMatch)
export class AlertMatchResolver {
  constructor(private readonly matching: Pick<Matching, "pair">) {}

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: AlertMatch): string {
    return typedId("alert_match", id);
  }

  @FieldResolver(() => ID, { description: "The id of the alert that found it." })
  alertId(@Root() { alertId }: AlertMatch): string {
    return typedId("alert", alertId);
  }

  @FieldResolver(() => Match, {
    nullable: true,
    description: "The match as it is now; null when you may not see it any more, or the need is not open.",
  })
  match(@Root() { needId, workerId }: AlertMatch, @Ctx() { principal }: Context): Match | null {
    return this.matching.pair(principal, needId, workerId);
  }
}

@Resolver(() => AlertPayload)
export class AlertMutationResolver {
  constructor(private readonly service: AlertService) {}

  @Mutate(() => AlertPayload, {
    description: `Saves what you want to be told of; at most ${MOST_ALERTS} in use. For workers and members of partners.`,
  })
  createAlert(
    @Arg("input", () => CreateAlertInput, { description: "The alert." }) input: CreateAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<AlertReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => AlertPayload, { description: "Changes an alert, or lets it rest. What it found stays." })
  updateAlert(
    @Arg("input", () => UpdateAlertInput, { description: "What to change." }) input: UpdateAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<AlertReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => AlertPayload, { description: "Takes an alert out of use for good." })
  archiveAlert(
    @Arg("input", () => ArchiveAlertInput, { description: "Which one." }) input: ArchiveAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<AlertReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => Alert, { nullable: true, description: "The alert as it is now; null when refused." })
  async alert(@Root() { alertId }: AlertPayload, @Ctx() { loaders }: Context): Promise<Alert | null> {
    return alertId ? await loaders.load(alertById, alertId) : null;
  }
}
