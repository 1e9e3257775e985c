import type { DomainEvent } from "../platform/events/domain-event.js";
import { NotificationDelivery, NotificationRecipient } from "./notification.js";
import { kindOf, NotificationKind } from "./notification-kind.js";

/** Whom a notification is for: a worker, or all members of a partner, managers of a library, administrators. */
export interface Recipient {
  readonly recipient: NotificationRecipient;
  /** Of the worker, the partner, the library or the consortium. */
  readonly recipientId: string;
}

type Told = Pick<DomainEvent, "kind" | "consortiumId" | "workerId" | "partnerId" | "libraryId" | "data">;
type Choice = (event: Told) => readonly NotificationRecipient[];

const { WORKER, PARTNER, LIBRARY, ADMINS } = NotificationRecipient;
const { IMMEDIATE, DAILY_DIGEST } = NotificationDelivery;

/** Both sides, but never the one that acted. */
const others: Choice = ({ data }) => [WORKER, PARTNER].filter((side) => side !== data.side);
/** The side of whom something is expected. */
const asked: Choice = ({ data }) => [WORKER, PARTNER, LIBRARY].filter((side) => side === data.side);
/** Whose alert it is. */
const alert: Choice = ({ data }) => [WORKER, PARTNER].filter((side) => side === data.alertOwner);
/** Whose card it is. */
const author: Choice = ({ data }) => [WORKER, LIBRARY].filter((side) => side === data.cardKind);
const worker: Choice = () => [WORKER];
const partner: Choice = () => [PARTNER];
const library: Choice = () => [LIBRARY];
const admins: Choice = () => [ADMINS];
/** Whoever set a webhook up: a partner, or the administrators. */
const owners: typeof admins = (event) => (event.partnerId ? partner(event) : admins(event));

interface Rule {
  readonly to: Choice;
  /** How it is mailed unless the recipient chose otherwise. */
  readonly delivery: NotificationDelivery;
  /** Plain words without names: what stands in them may be mailed, and read by whoever reads the mail. */
  readonly text: string;
  readonly toPartner?: string;
}

const RULES: Readonly<Record<NotificationKind, Rule>> = {
  CONNECTION_PROPOSED: {
    to: others,
    delivery: IMMEDIATE,
    text: "An introduction was proposed to you. Accept or decline it.",
    toPartner: "Somebody was proposed for one of your needs. Accept or decline the introduction.",
  },
  CONNECTION_ACCEPTED: { to: others, delivery: IMMEDIATE, text: "The other side accepted an introduction." },
  CONNECTION_AWAITING_LIBRARY: {
    to: library,
    delivery: IMMEDIATE,
    text: "An introduction of somebody on your staff waits for your consent.",
  },
  CONNECTION_CONNECTED: {
    to: others,
    delivery: IMMEDIATE,
    text: "You are connected: see who the other side is and how to reach them.",
  },
  CONNECTION_DECLINED: { to: others, delivery: IMMEDIATE, text: "An introduction was declined." },
  CONNECTION_WITHDRAWN: { to: others, delivery: IMMEDIATE, text: "An introduction was withdrawn." },
  CONNECTION_EXPIRED: {
    to: others,
    delivery: DAILY_DIGEST,
    text: "An introduction expired, because not everybody answered in time.",
  },
  CONNECTION_REMINDED: {
    to: asked,
    delivery: IMMEDIATE,
    text: "An introduction still waits for your answer.",
  },
  COLLABORATION_AGREEMENT_PROPOSED: {
    to: others,
    delivery: IMMEDIATE,
    text: "The other side proposed an agreement about the work.",
  },
  COLLABORATION_STARTED: {
    to: others,
    delivery: IMMEDIATE,
    text: "Both sides agreed: the collaboration has begun.",
  },
  COLLABORATION_COMPLETED: { to: others, delivery: IMMEDIATE, text: "A collaboration is completed." },
  COLLABORATION_ENDED_EARLY: {
    to: others,
    delivery: IMMEDIATE,
    text: "A collaboration ended before it was done.",
  },
  COLLABORATION_FEEDBACK_ASKED: {
    to: asked,
    delivery: IMMEDIATE,
    text: "Tell how the collaboration went: a few short questions wait for you.",
  },
  MESSAGE_SENT: { to: others, delivery: DAILY_DIGEST, text: "You have a new message." },
  MILESTONE_REACHED: {
    to: others,
    delivery: DAILY_DIGEST,
    text: "A milestone of a collaboration was reached.",
  },
  HOURS_LOGGED: { to: others, delivery: DAILY_DIGEST, text: "Hours were logged in a collaboration." },
  RATING_GIVEN: {
    to: others,
    delivery: IMMEDIATE,
    text: "Your skills were rated after a collaboration.",
    toPartner: "A rating was given after a collaboration.",
  },
  SHOWCASE_SUBMITTED: {
    to: library,
    delivery: IMMEDIATE,
    text: "A card of somebody on your staff waits for your decision.",
  },
  SHOWCASE_PUBLISHED: { to: worker, delivery: IMMEDIATE, text: "A card of yours is in the showcase now." },
  SHOWCASE_REJECTED: {
    to: worker,
    delivery: IMMEDIATE,
    text: "The library did not publish a card of yours, or took it out of the showcase. Its note says why.",
  },
  CREDENTIAL_ISSUED: { to: worker, delivery: IMMEDIATE, text: "You received a credential." },
  CREDENTIAL_REVOKED: { to: worker, delivery: IMMEDIATE, text: "A credential of yours was revoked." },
  MATCH_FOUND: { to: alert, delivery: DAILY_DIGEST, text: "A saved alert of yours found a new match." },
  EXPERTISE_FOUND: {
    to: partner,
    delivery: DAILY_DIGEST,
    text: "A saved alert of yours found new expertise in the showcase.",
  },
  SHOWCASE_TAKEN_UP: {
    to: author,
    delivery: DAILY_DIGEST,
    text: "A community partner is making a need of a card of yours in the showcase.",
  },
  NEED_CLOSING_SOON: {
    to: partner,
    delivery: IMMEDIATE,
    text: "One of your needs closes soon, unless you change it.",
  },
  NEED_CLOSED: { to: partner, delivery: DAILY_DIGEST, text: "One of your needs was closed." },
  WEBHOOK_DISABLED: {
    to: owners,
    delivery: IMMEDIATE,
    text: "A webhook was disabled, because its deliveries kept failing.",
  },
};

/** Who is notified of an event: nobody twice, and nobody of what they did themselves. */
export function recipientsOf(event: Told): Recipient[] {
  const kind = kindOf(event.kind);
  if (!kind) return [];
  const ids = {
    WORKER: event.workerId,
    PARTNER: event.partnerId,
    LIBRARY: event.libraryId,
    ADMINS: event.consortiumId,
  };
  return RULES[kind].to(event).flatMap((recipient) => {
    const recipientId = ids[recipient];
    return recipientId ? [{ recipient, recipientId }] : [];
  });
}

/** How notifications of a kind are mailed to whoever has not chosen. */
export const defaultDelivery = (kind: NotificationKind): NotificationDelivery => RULES[kind].delivery;

/** What a notification says. */
export function textOf(kind: NotificationKind, recipient: NotificationRecipient): string {
  const { text, toPartner } = RULES[kind];
  return recipient === PARTNER ? (toPartner ?? text) : text;
}
