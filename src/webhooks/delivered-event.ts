import { Webhook as Signer } from "standardwebhooks";
import type { DomainEvent } from "../platform/events/domain-event.js";
import { type IdType, typedId } from "../platform/graphql/typed-id.js";
import type { Webhook } from "./webhook.js";

/** What the ids are of that events carry beside their own. */
const IDS_IN_DATA: Readonly<Record<string, IdType>> = {
  credentialId: "credential",
  skillId: "skill",
  alertId: "alert",
  alertMatchId: "alert_match",
  expertiseAlertId: "expertise_alert",
  expertiseFindId: "expertise_find",
  cardId: "card",
};

/**
 * An event as webhooks tell it: ids and codes, no names and nothing that somebody wrote. Who is told asks for the rest by
 * GraphQL, with the rights of then. The worker is left out: the connection says who it is, to those who may know.
 * So is the worker's library where a partner is told, which learns it with the worker's name.
 */
export function bodyOf(event: DomainEvent, { partnerId: toldPartner }: Pick<Webhook, "partnerId">): string {
  const { kind, occurredAt, connectionId, needId, partnerId, libraryId, data } = event;
  const ids = {
    ...(connectionId && { connectionId: typedId("connection", connectionId) }),
    ...(needId && { needId: typedId("need", needId) }),
    ...(partnerId && { partnerId: typedId("partner", partnerId) }),
    ...(libraryId && !toldPartner && { libraryId: typedId("library", libraryId) }),
  };
  return JSON.stringify({
    type: kind,
    timestamp: occurredAt.toISOString(),
    data: { ...ids, ...asClientsKnow(data) },
  });
}

function asClientsKnow(data: DomainEvent["data"]): DomainEvent["data"] {
  const entries = Object.entries(data).map(([name, value]) => {
    const type = IDS_IN_DATA[name];
    return [name, type && typeof value === "string" ? typedId(type, value) : value];
  });
  return Object.fromEntries(entries);
}

/** The headers of Standard Webhooks; the id is the event's, however often and wherever it is delivered. */
export function signedHeaders(
  eventId: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const id = typedId("event", eventId);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Signer(secret).sign(id, now, body)).join(" "),
  };
}
