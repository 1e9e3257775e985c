import { Webhook as Signer } from "standardwebhooks";
import type { DomainEvent } from "../platform/events/domain-event.js";
import { typedId } from "../platform/graphql/typed-id.js";

/**
 * An event as webhooks tell it: ids and codes, no names and nothing that somebody wrote. Who is told asks for the rest by
 * GraphQL, with the rights of then. The worker is left out: the connection says who it is, to those who may know.
 */
export function bodyOf(event: DomainEvent): string {
  const { kind, occurredAt, connectionId, needId, partnerId, libraryId, data } = event;
  const ids = {
    ...(connectionId && { connectionId: typedId("connection", connectionId) }),
    ...(needId && { needId: typedId("need", needId) }),
    ...(partnerId && { partnerId: typedId("partner", partnerId) }),
    ...(libraryId && { libraryId: typedId("library", libraryId) }),
  };
  return JSON.stringify({ type: kind, timestamp: occurredAt.toISOString(), data: { ...ids, ...data } });
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
