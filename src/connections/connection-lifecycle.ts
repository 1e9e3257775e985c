import { ConnectionSide, ConnectionStatus, LibraryConsent } from "./connection.js";

/** What can happen to a connection. */
export const CONNECTION_EVENTS = [
  "ACCEPT",
  "DECLINE",
  "WITHDRAW",
  "START",
  "COMPLETE",
  "END_EARLY",
  "EXPIRE",
] as const;
export type ConnectionEvent = (typeof CONNECTION_EVENTS)[number];

/** Who makes it happen: a side, or the service itself. */
export type ConnectionActor = ConnectionSide | "SERVICE";

/** What the lifecycle knows of a connection. */
export interface ConnectionState {
  readonly status: ConnectionStatus;
  readonly workerAccepted: boolean;
  readonly partnerAccepted: boolean;
  readonly libraryConsent: LibraryConsent;
}

/** The state after an event, or why there is none. */
export type NextState =
  | { readonly next: ConnectionState; readonly refusal?: undefined }
  | { readonly next?: undefined; readonly refusal: string };

const { PROPOSED, ACCEPTED_BY_ONE, CONNECTED, COLLABORATING, COMPLETED } = ConnectionStatus;
const { DECLINED, WITHDRAWN, EXPIRED, ENDED_EARLY } = ConnectionStatus;
const { WORKER, PARTNER, LIBRARY } = ConnectionSide;

/** An introduction to which not everybody has said yes. */
const OPEN: readonly ConnectionStatus[] = [PROPOSED, ACCEPTED_BY_ONE];

/** From which statuses an event can happen at all, and who makes it happen. */
const RULES: Readonly<
  Record<
    ConnectionEvent,
    { readonly from: readonly ConnectionStatus[]; readonly by: readonly ConnectionActor[] }
  >
> = {
  ACCEPT: { from: OPEN, by: [WORKER, PARTNER, LIBRARY] },
  DECLINE: { from: OPEN, by: [WORKER, PARTNER, LIBRARY] },
  WITHDRAW: { from: [...OPEN, CONNECTED], by: [WORKER, PARTNER, LIBRARY] },
  START: { from: [CONNECTED], by: ["SERVICE"] },
  COMPLETE: { from: [COLLABORATING], by: [WORKER, PARTNER] },
  END_EARLY: { from: [COLLABORATING], by: [WORKER, PARTNER] },
  EXPIRE: { from: OPEN, by: ["SERVICE"] },
};

/** Where the events lead that always lead to the same status. */
const LEADS_TO: Readonly<Partial<Record<ConnectionEvent, ConnectionStatus>>> = {
  DECLINE: DECLINED,
  WITHDRAW: WITHDRAWN,
  START: COLLABORATING,
  COMPLETE: COMPLETED,
  END_EARLY: ENDED_EARLY,
  EXPIRE: EXPIRED,
};

/**
 * The state machine of connections, from an introduction to the end of the work.
 * @param actor who makes it happen; whether that is them is for the caller to know
 */
export function nextConnectionState(
  state: ConnectionState,
  event: ConnectionEvent,
  actor: ConnectionActor,
): NextState {
  const { from, by } = RULES[event];
  if (!by.includes(actor)) return { refusal: `This step is not for the ${actor.toLowerCase()}.` };
  if (!from.includes(state.status))
    return { refusal: `A connection that is ${state.status} cannot take this step.` };
  if (event === "ACCEPT") return accepted(state, actor);
  if (event === "DECLINE" && saidYes(state, actor))
    return { refusal: "You have said yes already. Withdraw instead." };
  if (event === "DECLINE" && !isAsked(state, actor)) return NOT_ASKED;
  if (event === "WITHDRAW" && !saidYes(state, actor))
    return { refusal: "You have not said yes yet. Decline instead." };
  const next = { ...state, status: LEADS_TO[event]! };
  return { next: actor === LIBRARY ? { ...next, libraryConsent: LibraryConsent.REFUSED } : next };
}

const NOT_ASKED: NextState = { refusal: "The library is not asked about this connection." };

function accepted(state: ConnectionState, actor: ConnectionActor): NextState {
  if (saidYes(state, actor)) return { refusal: "You have said yes already." };
  if (!isAsked(state, actor)) return NOT_ASKED;
  const said = {
    workerAccepted: state.workerAccepted || actor === WORKER,
    partnerAccepted: state.partnerAccepted || actor === PARTNER,
    libraryConsent: actor === LIBRARY ? LibraryConsent.GIVEN : state.libraryConsent,
  };
  const isMissing =
    !said.workerAccepted || !said.partnerAccepted || said.libraryConsent === LibraryConsent.PENDING;
  return { next: { status: isMissing ? ACCEPTED_BY_ONE : CONNECTED, ...said } };
}

/** Whether somebody's yes stands. */
export function saidYes(state: ConnectionState, actor: ConnectionActor): boolean {
  if (actor === WORKER) return state.workerAccepted;
  if (actor === PARTNER) return state.partnerAccepted;
  return actor === LIBRARY && state.libraryConsent === LibraryConsent.GIVEN;
}

/** Whether somebody has a say at all: a library only where it wants one. */
const isAsked = ({ libraryConsent }: ConnectionState, actor: ConnectionActor): boolean =>
  actor !== LIBRARY || libraryConsent !== LibraryConsent.NOT_REQUIRED;

/** Who has not answered an open introduction. */
export const silentSides = (state: ConnectionState): ConnectionSide[] =>
  OPEN.includes(state.status)
    ? [
        ...(state.workerAccepted ? [] : [WORKER]),
        ...(state.partnerAccepted ? [] : [PARTNER]),
        ...(state.libraryConsent === LibraryConsent.PENDING ? [LIBRARY] : []),
      ]
    : [];

/** Whether worker and partner know each other. */
export const isDisclosed = (status: ConnectionStatus): boolean =>
  status === CONNECTED || status === COLLABORATING || status === COMPLETED;

/** Whether it holds a place of its need. */
export const holdsPlace = (status: ConnectionStatus): boolean =>
  status === CONNECTED || status === COLLABORATING;

/** Whether nothing can happen to it any more. */
export const isOver = (status: ConnectionStatus): boolean =>
  !Object.values(RULES).some(({ from }) => from.includes(status));
