import { registerEnumType } from "type-graphql";

/** What webhooks tell of; the kind of an event in capitals, with its dot as an underscore. */
export enum WebhookEventKind {
  CONNECTION_PROPOSED = "CONNECTION_PROPOSED",
  CONNECTION_ACCEPTED = "CONNECTION_ACCEPTED",
  CONNECTION_AWAITING_LIBRARY = "CONNECTION_AWAITING_LIBRARY",
  CONNECTION_CONNECTED = "CONNECTION_CONNECTED",
  CONNECTION_DECLINED = "CONNECTION_DECLINED",
  CONNECTION_WITHDRAWN = "CONNECTION_WITHDRAWN",
  CONNECTION_EXPIRED = "CONNECTION_EXPIRED",
  CONNECTION_REMINDED = "CONNECTION_REMINDED",
  COLLABORATION_AGREEMENT_PROPOSED = "COLLABORATION_AGREEMENT_PROPOSED",
  COLLABORATION_STARTED = "COLLABORATION_STARTED",
  COLLABORATION_COMPLETED = "COLLABORATION_COMPLETED",
  COLLABORATION_ENDED_EARLY = "COLLABORATION_ENDED_EARLY",
  COLLABORATION_FEEDBACK_ASKED = "COLLABORATION_FEEDBACK_ASKED",
  MESSAGE_SENT = "MESSAGE_SENT",
  MILESTONE_REACHED = "MILESTONE_REACHED",
  HOURS_LOGGED = "HOURS_LOGGED",
  RATING_GIVEN = "RATING_GIVEN",
  CREDENTIAL_ISSUED = "CREDENTIAL_ISSUED",
  CREDENTIAL_REVOKED = "CREDENTIAL_REVOKED",
  MATCH_FOUND = "MATCH_FOUND",
  EXPERTISE_FOUND = "EXPERTISE_FOUND",
  SHOWCASE_TAKEN_UP = "SHOWCASE_TAKEN_UP",
  NEED_CLOSING_SOON = "NEED_CLOSING_SOON",
  NEED_CLOSED = "NEED_CLOSED",
  WEBHOOK_TEST = "WEBHOOK_TEST",
}

registerEnumType(WebhookEventKind, {
  name: "WebhookEventKind",
  description:
    "What webhooks tell of. In a delivery `type` says the same in small letters, as in `connection.proposed`.",
  valuesConfig: {
    CONNECTION_PROPOSED: { description: "Somebody proposed a connection." },
    CONNECTION_ACCEPTED: { description: "A side said yes; another yes is missing." },
    CONNECTION_AWAITING_LIBRARY: { description: "A library is asked about a connection." },
    CONNECTION_CONNECTED: { description: "Everybody said yes." },
    CONNECTION_DECLINED: { description: "A side said no." },
    CONNECTION_WITHDRAWN: { description: "A side took its yes back." },
    CONNECTION_EXPIRED: { description: "Not everybody answered in time." },
    CONNECTION_REMINDED: { description: "A side that is silent was reminded." },
    COLLABORATION_AGREEMENT_PROPOSED: { description: "A side proposed terms." },
    COLLABORATION_STARTED: { description: "Both agreed on the work." },
    COLLABORATION_COMPLETED: { description: "The work is done." },
    COLLABORATION_ENDED_EARLY: { description: "The work ended before it was done." },
    COLLABORATION_FEEDBACK_ASKED: { description: "A side is asked what came of it." },
    MESSAGE_SENT: { description: "A side wrote to the other; the text is not in it." },
    MILESTONE_REACHED: { description: "A milestone was reached." },
    HOURS_LOGGED: { description: "Hours were logged." },
    RATING_GIVEN: { description: "A side rated the skills that were practised." },
    CREDENTIAL_ISSUED: { description: "A credential was issued." },
    CREDENTIAL_REVOKED: { description: "A credential was revoked." },
    MATCH_FOUND: { description: "A saved alert found a match." },
    EXPERTISE_FOUND: { description: "A saved alert found expertise in the showcase." },
    SHOWCASE_TAKEN_UP: { description: "A partner makes a need of a card of the showcase." },
    NEED_CLOSING_SOON: { description: "A need is closed soon, because nothing happens about it." },
    NEED_CLOSED: { description: "A need was closed or expired by the service." },
    WEBHOOK_TEST: { description: "A member asked for a test; sent whatever kinds are chosen." },
  },
});

/** The kind of an event as webhooks name it; null for those that they do not tell of. */
export function webhookKindOf(kind: string): WebhookEventKind | null {
  const name = kind.replaceAll(".", "_").toUpperCase();
  return WebhookEventKind[name as WebhookEventKind] ?? null;
}
