import { ValidateNested } from "class-validator";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { connectionById, Connection as Introduction, type ShownConnection } from "../connections/index.js";
import { Need, needById } from "../needs/index.js";
import type { Reads } from "../platform/database/reads.js";
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Optional } from "../platform/graphql/validation.js";
import type { Wake } from "../platform/live/live-changes.js";
import { Viewer } from "../workers/index.js";
import {
  MarkNotificationsReadInput,
  NotificationFilter,
  SetNotificationPreferenceInput,
} from "./notification.inputs.js";
import { Notification, NotificationPreference } from "./notification.js";
import { recipientActingAs } from "./notification.policy.js";
import {
  arrivedNotifications,
  chosenPreferences,
  countUnread,
  listNotifications,
  positionOf,
} from "./notification.reads.js";
import type { NotificationService } from "./notification.service.js";
import { NotificationKind } from "./notification-kind.js";
import { defaultDelivery, textOf } from "./notification-rules.js";

/** So many are told in one event; the rest comes in the next, at once. */
const AT_ONCE = 50;
const KINDS = Object.values(NotificationKind);

const NotificationConnection = connectionType("Notification", () => Notification, "notifications");

@ArgsType()
class NotificationsArgs extends PageArgs {
  @Field(() => NotificationFilter, { nullable: true, description: "Which ones; all when left out." })
  @Optional()
  @ValidateNested()
  filter?: NotificationFilter | null;
}

@ObjectType({ description: "The answer when notifications were marked as read.", simpleResolvers: true })
class MarkNotificationsReadPayload extends Payload {}

@ObjectType({ description: "The answer to a choice of how to be told.", simpleResolvers: true })
class NotificationPreferencePayload extends Payload {}

/** The recipient that a caller acts as, who is one by the access table. */
const actingIn = ({ principal }: Context) => recipientActingAs(userOf(principal));

@Resolver(() => Notification)
export class NotificationResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(10)
  @Paged()
  @Query(() => NotificationConnection, {
    description:
      "Your notifications, newest first. Read ones are kept for 90 days. For workers, managers, members of partners and administrators.",
  })
  async notifications(
    @Args(() => NotificationsArgs) { filter, ...page }: NotificationsArgs,
    @Ctx() context: Context,
  ): Promise<Page<Notification> | null> {
    const recipient = actingIn(context);
    return (
      recipient && listNotifications(this.reads, userOf(context.principal), recipient, filter ?? {}, page)
    );
  }

  @Cost(3)
  @ListOf(AT_ONCE)
  @Subscription(() => [Notification], {
    topics: "notification",
    topicId: ({ context }) => actingIn(context as Context)?.recipientId ?? "",
    nullable: true,
    description: `Your notifications as they come: each once, in order, none left out; at most ${AT_ONCE} at a time. The first list comes at once and holds what came since \`after\`; lists may be empty. Null when you are not notified any more; that is the end.`,
  })
  async notificationReceived(
    @Arg("after", () => ID, {
      nullable: true,
      description: "The last one that you have; when left out, only what comes from now on is told.",
    })
    after: string | null | undefined,
    @Root() wake: Wake | undefined,
    @Ctx() context: Context,
  ): Promise<Notification[] | null> {
    const known = after ? uuidOf("notification", after, ["after"]) : null;
    const recipient = actingIn(context);
    const user = userOf(context.principal);
    if (!recipient || (wake && recipient.recipientId !== wake.id)) return null;
    const since = wake?.since ?? (await positionOf(this.reads, user, recipient, known));
    const arrived = await arrivedNotifications(this.reads, user, recipient, since, AT_ONCE);
    wake?.reached(arrived.at(-1)?.position ?? since, arrived.length === AT_ONCE);
    return arrived;
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: Notification): string {
    return typedId("notification", id);
  }

  @FieldResolver(() => String, { description: "What happened, in a short sentence without names." })
  title(@Root() { kind, recipient }: Notification): string {
    return textOf(kind, recipient);
  }

  @FieldResolver(() => Introduction, {
    nullable: true,
    description: "The connection that it is about; null where there is none that you may see.",
  })
  async connection(
    @Root() { connectionId }: Notification,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return connectionId ? await loaders.load(connectionById, connectionId) : null;
  }

  @FieldResolver(() => ID, { nullable: true, description: "The id of the credential that it is about." })
  credentialId(@Root() { data }: Notification): string | null {
    return typeof data.credentialId === "string" ? typedId("credential", data.credentialId) : null;
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: "The need that it is about; null where there is none that you may see.",
  })
  async need(@Root() { needId }: Notification, @Ctx() { loaders }: Context): Promise<Need | null> {
    return needId ? await loaders.load(needById, needId) : null;
  }
}

@Resolver()
export class NotificationMutationResolver {
  constructor(private readonly service: NotificationService) {}

  @Mutate(() => MarkNotificationsReadPayload, {
    description: "Marks notifications as read, for all who share them. Marking one again changes nothing.",
  })
  markNotificationsRead(
    @Arg("input", () => MarkNotificationsReadInput, { description: "Which ones." })
    input: MarkNotificationsReadInput,
    @Ctx() { principal }: Context,
  ): Promise<object> {
    return this.service.markRead(userOf(principal), input);
  }

  @Mutate(() => NotificationPreferencePayload, {
    description:
      "Says how you want to be told of something. Those who act for the same organisation have this in common.",
  })
  setNotificationPreference(
    @Arg("input", () => SetNotificationPreferenceInput, { description: "Of what, and how." })
    input: SetNotificationPreferenceInput,
    @Ctx() { principal }: Context,
  ): Promise<object> {
    return this.service.setPreference(userOf(principal), input);
  }
}

@Resolver(() => NotificationPreferencePayload)
export class NotificationPreferenceResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @ListOf(KINDS.length)
  @Query(() => [NotificationPreference], {
    description: "How you are told of what happens, for every kind: as you chose, or as it is by default.",
  })
  notificationPreferences(@Ctx() context: Context): Promise<Preference[]> {
    return this.of(context);
  }

  @Cost(3)
  @ListOf(KINDS.length)
  @FieldResolver(() => [NotificationPreference], { description: "How you are told now, for every kind." })
  preferences(
    @Root() _payload: NotificationPreferencePayload,
    @Ctx() context: Context,
  ): Promise<Preference[]> {
    return this.of(context);
  }

  private async of(context: Context): Promise<Preference[]> {
    const recipient = actingIn(context);
    const chosen = recipient ? await chosenPreferences(this.reads, userOf(context.principal), recipient) : [];
    const byKind = new Map(chosen.map((preference) => [preference.kind, preference]));
    return KINDS.map((kind) => byKind.get(kind) ?? { kind, delivery: defaultDelivery(kind), inApp: true });
  }
}

type Preference = Pick<NotificationPreference, "kind" | "delivery" | "inApp">;

/** Adds to whoever asks how much they have not read. */
@Resolver(() => Viewer)
export class UnreadNotificationsResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "How many notifications you have not read; 1000 for that many or more, and null in a role that is not notified.",
  })
  async unreadNotifications(@Root() _viewer: Viewer, @Ctx() context: Context): Promise<number | null> {
    const { principal } = context;
    const recipient = principal.kind === "user" ? recipientActingAs(principal) : null;
    return recipient && countUnread(this.reads, userOf(principal), recipient);
  }
}

@Resolver(() => MarkNotificationsReadPayload)
export class MarkedNotificationsResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @FieldResolver(() => Int, {
    nullable: true,
    description: "How many you have not read now; null when refused.",
  })
  async unreadNotifications(
    @Root() { userErrors }: MarkNotificationsReadPayload,
    @Ctx() context: Context,
  ): Promise<number | null> {
    const recipient = userErrors.length === 0 ? actingIn(context) : null;
    return recipient && countUnread(this.reads, userOf(context.principal), recipient);
  }
}
