import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Partner } from "../partners/index.js";
import { Versioned } from "../platform/database/versioned.js";
import { ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { Consortium } from "../workers/index.js";
import { WebhookEventKind } from "./webhook-event-kind.js";

@ObjectType({
  description:
    "An address that is told of events. For the members of the partner, or the administrators of the consortium, who set it up.",
  simpleResolvers: true,
})
@Entity("webhook")
@Index(["consortiumId"])
@Index(["partnerId"])
export class Webhook extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  /** Told of events of this partner only; null for those of the whole consortium. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string | null;

  @Field(() => String, { description: "The address." })
  @Column("text")
  url: string;

  @Field(() => String, { description: "What it is for; may be empty." })
  @Column("text", { default: "" })
  description: string;

  @ListOf(30)
  @Field(() => [WebhookEventKind], { description: "What it is told of; all kinds when empty." })
  @Column("text", { array: true, default: "{}" })
  kinds: WebhookEventKind[];

  /** What deliveries are signed with: `whsec_` and base64. */
  @Column("text")
  secret: string;

  /** The one before it was rotated, which signs, too, until then. */
  @Column("text", { nullable: true })
  formerSecret: string | null;

  @Column("timestamptz", { nullable: true })
  formerUntil: Date | null;

  @Field(() => Int, { description: "How many attempts failed since the last one that succeeded." })
  @Column("integer", { default: 0 })
  failures: number;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "Since when attempts fail; null while they succeed.",
  })
  @Column("timestamptz", { nullable: true })
  failingSince: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When it was disabled because of failures; `enableWebhook` ends that.",
  })
  @Column("timestamptz", { nullable: true })
  disabledAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was disabled." })
  @Column("text", { nullable: true })
  disabledReason: string | null;
}
