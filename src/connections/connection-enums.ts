import { registerEnumType } from "type-graphql";

/** Where an introduction stands on its way to a completed collaboration. */
export enum ConnectionStatus {
  PROPOSED = "PROPOSED",
  ACCEPTED_BY_ONE = "ACCEPTED_BY_ONE",
  CONNECTED = "CONNECTED",
  COLLABORATING = "COLLABORATING",
  COMPLETED = "COMPLETED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
  ENDED_EARLY = "ENDED_EARLY",
}

registerEnumType(ConnectionStatus, {
  name: "ConnectionStatus",
  description: "Where an introduction stands on its way to a completed collaboration.",
  valuesConfig: {
    PROPOSED: { description: "Somebody proposed it; the others have not answered." },
    ACCEPTED_BY_ONE: { description: "Somebody accepted it; a yes is still missing." },
    CONNECTED: { description: "Everybody said yes: worker and partner know each other." },
    COLLABORATING: { description: "Both agreed on the work." },
    COMPLETED: { description: "The work is done." },
    DECLINED: { description: "Somebody said no." },
    WITHDRAWN: { description: "Somebody who had said yes took it back before the work began." },
    EXPIRED: { description: "Not everybody answered in time." },
    ENDED_EARLY: { description: "The work ended before it was done." },
  },
});

/** Who has a say in a connection. */
export enum ConnectionSide {
  WORKER = "WORKER",
  PARTNER = "PARTNER",
  LIBRARY = "LIBRARY",
}

registerEnumType(ConnectionSide, {
  name: "ConnectionSide",
  description: "Who has a say in a connection.",
  valuesConfig: {
    WORKER: { description: "The worker." },
    PARTNER: { description: "The members of the partner." },
    LIBRARY: { description: "The managers of the worker's library." },
  },
});

/** What the worker's library says, where it is asked. */
export enum LibraryConsent {
  NOT_REQUIRED = "NOT_REQUIRED",
  PENDING = "PENDING",
  GIVEN = "GIVEN",
  REFUSED = "REFUSED",
}

registerEnumType(LibraryConsent, {
  name: "LibraryConsent",
  description: "What the worker's library says to a connection, where it is asked.",
  valuesConfig: {
    NOT_REQUIRED: { description: "The library does not ask to be asked." },
    PENDING: { description: "A manager has to answer." },
    GIVEN: { description: "A manager said yes." },
    REFUSED: { description: "A manager said no." },
  },
});

/** What can happen to a connection. */
export enum ConnectionStep {
  PROPOSE = "PROPOSE",
  ACCEPT = "ACCEPT",
  DECLINE = "DECLINE",
  WITHDRAW = "WITHDRAW",
  START = "START",
  COMPLETE = "COMPLETE",
  END_EARLY = "END_EARLY",
  EXPIRE = "EXPIRE",
}

registerEnumType(ConnectionStep, {
  name: "ConnectionStep",
  description: "What can happen to a connection.",
  valuesConfig: {
    PROPOSE: { description: "Somebody proposes it." },
    ACCEPT: { description: "A side whose yes is missing says yes." },
    DECLINE: { description: "A side whose yes is missing says no." },
    WITHDRAW: { description: "A side that said yes takes it back before the work begins." },
    START: { description: "The work begins, because both agreed on it." },
    COMPLETE: { description: "The work is done." },
    END_EARLY: { description: "The work ends before it is done." },
    EXPIRE: { description: "Not everybody answered in time." },
  },
});

/** Why a connection ended before it was completed. */
export enum ConnectionEndReason {
  NOT_A_FIT = "NOT_A_FIT",
  NO_TIME = "NO_TIME",
  PLANS_CHANGED = "PLANS_CHANGED",
  NO_AGREEMENT = "NO_AGREEMENT",
  NO_RESPONSE = "NO_RESPONSE",
  PLACE_FILLED = "PLACE_FILLED",
  OTHER = "OTHER",
}

registerEnumType(ConnectionEndReason, {
  name: "ConnectionEndReason",
  description: "Why a connection ended before it was completed.",
  valuesConfig: {
    NOT_A_FIT: { description: "The skills, the goals or the task do not fit." },
    NO_TIME: { description: "There is no time for it." },
    PLANS_CHANGED: { description: "The plans have changed." },
    NO_AGREEMENT: { description: "The sides did not agree on the work." },
    NO_RESPONSE: { description: "The other side did not respond." },
    PLACE_FILLED: { description: "Somebody else does it." },
    OTHER: { description: "Something else; see the note." },
  },
});
