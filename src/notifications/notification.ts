import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection } from "../connections/index.js";
import { Need } from "../needs/index.js";
import { Worker } from "../workers/index.js";
import { NotificationKind } from "./notification-kind.js";

/** Who is notified: one worker, or all those together who act for an organisation. */
export enum NotificationRecipient {
  WORKER = "WORKER",
  PARTNER = "PARTNER",
  LIBRARY = "LIBRARY",
  ADMINS = "ADMINS",
}

/** How notifications are mailed. */
export enum NotificationDelivery {
  IMMEDIATE = "IMMEDIATE",
  DAILY_DIGEST = "DAILY_DIGEST",
  OFF = "OFF",
}

registerEnumType(NotificationDelivery, {
  name: "NotificationDelivery",
  description: "How notifications are mailed.",
  valuesConfig: {
    IMMEDIATE: { description: "Each in a mail of its own, at once." },
    DAILY_DIGEST: { description: "What is still unread, once a day in one mail." },
    OFF: { description: "Not at all." },
  },
});

const OF_WORKER =
  "(recipient = 'WORKER') = (worker_id is not null) and coalesce(worker_id, recipient_id) = recipient_id";

@ObjectType({
  description:
    "That something happened that concerns you. Those who act for the same organisation share their notifications, and whether they are read: the members of a partner, the managers of a library, the administrators of a consortium.",
  simpleResolvers: true,
})
@Entity("notification")
@Index(["eventId", "recipientId"], { unique: true })
@Index(["recipientId", "position"])
@Index(["workerId"])
@Index(["connectionId"])
@Index(["needId"])
@Index(["createdAt"])
@Index("notification_digest_idx", ["recipientId"], {
  where: "read_at is null and mailed_at is null and delivery = 'DAILY_DIGEST'",
})
@Check("notification_worker_check", OF_WORKER)
export class Notification {
  @PrimaryColumn("uuid")
  id: string;

  /** Grows with each notification of a recipient, in the order in which they become visible. */
  @Column("bigint", { generated: "increment" })
  position: number;

  @Column("uuid")
  eventId: string;

  @Field(() => NotificationKind, { description: "What happened, for programs." })
  @Column("text")
  kind: NotificationKind;

  @Column("uuid")
  consortiumId: string;

  @Column("enum", { enum: NotificationRecipient, enumName: "notification_recipient" })
  recipient: NotificationRecipient;

  /** Of the worker, the partner, the library, or the consortium of the administrators. */
  @Column("uuid")
  recipientId: string;

  /** The recipient where it is a worker. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string | null;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string | null;

  /** Of the event. */
  @Column("jsonb", { default: {} })
  data: Record<string, string | number | boolean | null>;

  /** Whether it is listed, as the recipient wished when it came; else it is only mailed. */
  @Column("boolean")
  inApp: boolean;

  /** How it is mailed, as the recipient wished when it came. */
  @Column("enum", { enum: NotificationDelivery, enumName: "notification_delivery" })
  delivery: NotificationDelivery;

  @Field(() => GraphQLDateTimeISO, { description: "When you were notified." })
  @Column("timestamptz", { default: () => "now()" })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was marked as read." })
  @Column("timestamptz", { nullable: true })
  readAt: Date | null;

  @Column("timestamptz", { nullable: true })
  mailedAt: Date | null;
}

@ObjectType({
  description:
    "How you want to be told of what happens, kind by kind. Those who act for the same organisation have this in common.",
  simpleResolvers: true,
})
@Entity("notification_preference")
@Index(["recipientId", "kind"], { unique: true })
@Index(["workerId"])
@Check("notification_preference_worker_check", OF_WORKER)
export class NotificationPreference {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  consortiumId: string;

  @Column("enum", { enum: NotificationRecipient, enumName: "notification_recipient" })
  recipient: NotificationRecipient;

  @Column("uuid")
  recipientId: string;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Field(() => NotificationKind, { description: "What happened." })
  @Column("text")
  kind: NotificationKind;

  @Field(() => NotificationDelivery, { description: "How it is mailed." })
  @Column("enum", { enum: NotificationDelivery, enumName: "notification_delivery" })
  delivery: NotificationDelivery;

  @Field(() => Boolean, { description: "Whether it is among `notifications`." })
  @Column("boolean")
  inApp: boolean;
}
