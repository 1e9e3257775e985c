import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Reads } from "../platform/database/reads.js";
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import {
  CreateWebhookInput,
  ReplayWebhookInput,
  UpdateWebhookInput,
  WebhookInput,
} from "./webhook.inputs.js";
import { Webhook } from "./webhook.js";
import { deliveriesByWebhook, webhookById, webhookColumns } from "./webhook.loaders.js";
import { MAX_WEBHOOKS, type WebhookReference, type WebhookService } from "./webhook.service.js";
import { WebhookDelivery } from "./webhook-delivery.js";

const WebhookDeliveryConnection = connectionType("WebhookDelivery", () => WebhookDelivery, "deliveries");

@ObjectType({ description: "The answer to a mutation about a webhook.", simpleResolvers: true })
export class WebhookPayload extends Payload {
  webhookId?: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The secret that deliveries are signed with, when it has just been made: it is told this once, and not to a repeated request.",
  })
  secret?: string;
}

const LIST = {
  name: "webhooks.list",
  text: `select ${webhookColumns} from webhook w where w.archived_at is null order by w.id limit ${MAX_WEBHOOKS}`,
};

@Resolver(() => Webhook)
export class WebhookResolver {
  constructor(
    private readonly reads: Reads,
    private readonly service: WebhookService,
  ) {}

  @ListOf(MAX_WEBHOOKS)
  @Query(() => [Webhook], {
    description:
      "The webhooks of your organisation, or as an administrator those of the consortium; at most 10.",
  })
  webhooks(@Ctx() { principal }: Context): Promise<Webhook[]> {
    return this.reads.as(userOf(principal)).run<Webhook>(LIST, []);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: Webhook): string {
    return typedId("webhook", id);
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => WebhookDeliveryConnection, {
    description: "What it was told of, newest first; kept 30 days.",
  })
  deliveries(
    @Root() { id }: Webhook,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<WebhookDelivery>> {
    return loaders.load(deliveriesByWebhook, { ownerId: id, ...page });
  }

  @Mutate(() => WebhookPayload, {
    description:
      "Sets an address up that is told of events, signed after Standard Webhooks. For members of partners and administrators.",
  })
  createWebhook(
    @Arg("input", () => CreateWebhookInput, { description: "The address." }) input: CreateWebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, { description: "Changes a webhook. For those who have it." })
  updateWebhook(
    @Arg("input", () => UpdateWebhookInput, { description: "What to change." }) input: UpdateWebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, { description: "Takes a webhook out of use. For those who have it." })
  archiveWebhook(
    @Arg("input", () => WebhookInput, { description: "Which one." }) input: WebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.archive(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, {
    description: "Makes a new secret; the former one signs, too, for another day. For those who have it.",
  })
  rotateWebhookSecret(
    @Arg("input", () => WebhookInput, { description: "Which one." }) input: WebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.rotateSecret(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, {
    description:
      "Takes a webhook into use again that was disabled because of failures; replay what it missed. For those who have it.",
  })
  enableWebhook(
    @Arg("input", () => WebhookInput, { description: "Which one." }) input: WebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.enable(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, {
    description: "Sends an event of the kind `webhook.test`. For those who have it.",
  })
  testWebhook(
    @Arg("input", () => WebhookInput, { description: "Which one." }) input: WebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.test(userOf(principal), input);
  }

  @Mutate(() => WebhookPayload, {
    description: "Makes deliveries again, under the same ids. For those who have it.",
  })
  replayWebhook(
    @Arg("input", () => ReplayWebhookInput, { description: "Which ones." }) input: ReplayWebhookInput,
    @Ctx() { principal }: Context,
  ): Promise<WebhookReference> {
    return this.service.replay(userOf(principal), input);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => ID, { description: "The id of the event, which deliveries carry as `webhook-id`." })
  eventId(@Root() { eventId }: WebhookDelivery): string {
    return typedId("event", eventId);
  }
}

@Resolver(() => WebhookPayload)
export class WebhookPayloadResolver {
  @FieldResolver(() => Webhook, {
    nullable: true,
    description: "The webhook as it is now; null when refused.",
  })
  async webhook(@Root() { webhookId }: WebhookPayload, @Ctx() { loaders }: Context): Promise<Webhook | null> {
    return webhookId ? await loaders.load(webhookById, webhookId) : null;
  }
}
