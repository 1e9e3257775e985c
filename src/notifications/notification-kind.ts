import { registerEnumType } from "type-graphql";

/** What a notification is of: the kind of its event, "message.sent" as MESSAGE_SENT. */
export enum NotificationKind {
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
  WEBHOOK_DISABLED = "WEBHOOK_DISABLED",
}

registerEnumType(NotificationKind, {
  name: "NotificationKind",
  description: "What a notification is of.",
  valuesConfig: {
    CONNECTION_PROPOSED: { description: "Somebody proposed an introduction." },
    CONNECTION_ACCEPTED: { description: "The other side accepted an introduction." },
    CONNECTION_AWAITING_LIBRARY: { description: "The worker's library is asked about an introduction." },
    CONNECTION_CONNECTED: { description: "Everybody said yes." },
    CONNECTION_DECLINED: { description: "Somebody said no to an introduction." },
    CONNECTION_WITHDRAWN: { description: "Somebody took an introduction back." },
    CONNECTION_EXPIRED: { description: "Not everybody answered an introduction in time." },
    CONNECTION_REMINDED: { description: "An introduction waits for an answer, and expires without one." },
    COLLABORATION_AGREEMENT_PROPOSED: { description: "The other side proposed an agreement." },
    COLLABORATION_STARTED: { description: "A collaboration began." },
    COLLABORATION_COMPLETED: { description: "A collaboration was completed." },
    COLLABORATION_ENDED_EARLY: { description: "A collaboration ended before it was done." },
    COLLABORATION_FEEDBACK_ASKED: { description: "The feedback about a collaboration is asked for." },
    MESSAGE_SENT: { description: "The other side wrote a message." },
    MILESTONE_REACHED: { description: "A milestone was reached." },
    HOURS_LOGGED: { description: "The other side logged hours." },
    RATING_GIVEN: { description: "Skills were rated after a collaboration." },
    CREDENTIAL_ISSUED: { description: "A credential was issued." },
    CREDENTIAL_REVOKED: { description: "A credential was revoked." },
    MATCH_FOUND: { description: "A saved alert found a match." },
    EXPERTISE_FOUND: { description: "A saved alert found expertise in the showcase." },
    SHOWCASE_TAKEN_UP: { description: "A partner makes a need of a card of the showcase." },
    NEED_CLOSING_SOON: { description: "A need closes soon." },
    NEED_CLOSED: { description: "A need was closed." },
    WEBHOOK_DISABLED: { description: "A webhook was disabled after repeated failure." },
  },
});

/** The kind for events of a kind; undefined for those of which nobody is notified. */
export const kindOf = (eventKind: string): NotificationKind | undefined =>
  NotificationKind[eventKind.toUpperCase().replaceAll(".", "_") as NotificationKind];
