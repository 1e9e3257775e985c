import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DomainEvent } from "../platform/events/domain-event.js";
import { Webhook } from "./webhook.js";
import { WebhookEventKind } from "./webhook-event-kind.js";

export enum DeliveryStatus {
  PENDING = "PENDING",
  DELIVERED = "DELIVERED",
  FAILED = "FAILED",
}

registerEnumType(DeliveryStatus, {
  name: "WebhookDeliveryStatus",
  description: "What became of a delivery.",
  valuesConfig: {
    PENDING: { description: "It is being tried." },
    DELIVERED: { description: "The address answered with a status of 200 to 299." },
    FAILED: { description: "It was given up after the last attempt; it can be replayed." },
  },
});

@ObjectType({ description: "An event that an address is told of. Kept 30 days.", simpleResolvers: true })
@Entity("webhook_delivery")
@Index(["webhookId", "eventId"], { unique: true })
@Index(["webhookId", "id"])
@Index(["eventId"])
export class WebhookDelivery {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Webhook, { onDelete: "CASCADE" })
  webhookId: string;

  @Column("uuid")
  @ForeignKey(() => DomainEvent, { onDelete: "CASCADE" })
  eventId: string;

  @Field(() => WebhookEventKind, { description: "What it tells of." })
  @Column("text")
  kind: WebhookEventKind;

  @Field(() => DeliveryStatus, { description: "What became of it." })
  @Column("enum", {
    enum: DeliveryStatus,
    enumName: "webhook_delivery_status",
    default: DeliveryStatus.PENDING,
  })
  status: DeliveryStatus;

  @Field(() => Int, { description: "How often it was tried." })
  @Column("integer", { default: 0 })
  attempts: number;

  @Field(() => Int, { nullable: true, description: "The status that the address answered with last." })
  @Column("integer", { nullable: true })
  lastStatus: number | null;

  @Field(() => String, { nullable: true, description: "Why the last attempt failed." })
  @Column("text", { nullable: true })
  lastError: string | null;

  @Field(() => GraphQLDateTimeISO, { description: "When the event was noticed." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When it is tried again; null once it is over.",
  })
  @Column("timestamptz", { nullable: true })
  nextAttemptAt: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was delivered." })
  @Column("timestamptz", { nullable: true })
  deliveredAt: Date | null;
}
