import { ShowcaseKind, ShowcaseStatus } from "./showcase-card.js";

/** What can happen to a card. EDIT is a change of what it says; other changes leave the status as it is. */
export type CardEvent = "EDIT" | "SUBMIT" | "PUBLISH" | "REJECT" | "WITHDRAW";

const { DRAFT, SUBMITTED, PUBLISHED, REJECTED, WITHDRAWN } = ShowcaseStatus;
type Steps = Readonly<Record<ShowcaseStatus, Readonly<Partial<Record<CardEvent, ShowcaseStatus>>>>>;

/** A worker's card is published only while the worker submits it; what was published and is written anew is looked at again. */
const OF_WORKER: Steps = {
  [DRAFT]: { EDIT: DRAFT, SUBMIT: SUBMITTED },
  [SUBMITTED]: { EDIT: SUBMITTED, PUBLISH: PUBLISHED, REJECT: REJECTED, WITHDRAW: WITHDRAWN },
  [PUBLISHED]: { EDIT: SUBMITTED, REJECT: REJECTED, WITHDRAW: WITHDRAWN },
  [REJECTED]: { EDIT: REJECTED, SUBMIT: SUBMITTED, WITHDRAW: WITHDRAWN },
  [WITHDRAWN]: { EDIT: WITHDRAWN, SUBMIT: SUBMITTED },
};

/** A library's card is written by those who decide on it. */
const OF_LIBRARY: Steps = {
  [DRAFT]: { EDIT: DRAFT, SUBMIT: SUBMITTED, PUBLISH: PUBLISHED },
  [SUBMITTED]: { EDIT: SUBMITTED, PUBLISH: PUBLISHED, REJECT: REJECTED, WITHDRAW: WITHDRAWN },
  [PUBLISHED]: { EDIT: PUBLISHED, REJECT: REJECTED, WITHDRAW: WITHDRAWN },
  [REJECTED]: { EDIT: REJECTED, SUBMIT: SUBMITTED, PUBLISH: PUBLISHED, WITHDRAW: WITHDRAWN },
  [WITHDRAWN]: { EDIT: WITHDRAWN, SUBMIT: SUBMITTED, PUBLISH: PUBLISHED },
};

/** The status of a card after an event; null where its present one does not allow it. */
export const nextCardStatus = (
  kind: ShowcaseKind,
  status: ShowcaseStatus,
  event: CardEvent,
): ShowcaseStatus | null => (kind === ShowcaseKind.WORKER ? OF_WORKER : OF_LIBRARY)[status][event] ?? null;
