import { UserErrorCode } from "../platform/graphql/user-errors.js";
import { ConnectionSide, ConnectionStatus, ConnectionStep, LibraryConsent } from "./connection-enums.js";

/** What decides which steps a connection can take. */
export interface ConnectionState {
  readonly status: ConnectionStatus;
  readonly initiator: ConnectionSide;
  readonly workerAccepted: boolean;
  readonly partnerAccepted: boolean;
  readonly libraryConsent: LibraryConsent;
}

/** What can happen to a connection that is there. */
export type ConnectionEvent = Exclude<ConnectionStep, ConnectionStep.PROPOSE>;

/** Who lets something happen: a side, or the service itself. */
export type ConnectionActor = ConnectionSide | "SERVICE";

/** Why something cannot happen. */
export interface StepRefusal {
  readonly code: UserErrorCode.FORBIDDEN | UserErrorCode.INVALID_TRANSITION;
  readonly message: string;
}

/** What comes of an event. */
export type StepOutcome =
  | { readonly state: ConnectionState; readonly refusal?: undefined }
  | { readonly refusal: StepRefusal; readonly state?: undefined };

const { PROPOSED, ACCEPTED_BY_ONE, CONNECTED, COLLABORATING, COMPLETED } = ConnectionStatus;
const { DECLINED, WITHDRAWN, EXPIRED, ENDED_EARLY } = ConnectionStatus;
const { WORKER, PARTNER, LIBRARY } = ConnectionSide;

interface Rule {
  readonly by: readonly ConnectionActor[];
  readonly from: readonly ConnectionStatus[];
  /** Whether the actor must have said yes already, or must not have; undefined where that does not matter. */
  readonly saidYes?: boolean;
  to(state: ConnectionState): ConnectionStatus;
}

/** In which statuses a yes is still missing. */
export const OPEN_STATUSES: readonly ConnectionStatus[] = [PROPOSED, ACCEPTED_BY_ONE];

/** In which statuses a connection takes a place of its need. */
export const holdsPlace = (status: ConnectionStatus): boolean =>
  status === CONNECTED || status === COLLABORATING;

/** Whether everybody said yes who has a say. */
export const isAgreed = (state: ConnectionState): boolean =>
  state.workerAccepted && state.partnerAccepted && !missesLibrary(state);

const missesLibrary = ({ libraryConsent }: ConnectionState) =>
  libraryConsent === LibraryConsent.PENDING || libraryConsent === LibraryConsent.REFUSED;

const rules: Readonly<Record<ConnectionEvent, Rule>> = {
  ACCEPT: {
    by: [WORKER, PARTNER, LIBRARY],
    from: OPEN_STATUSES,
    saidYes: false,
    to: (state) => (isAgreed(state) ? CONNECTED : ACCEPTED_BY_ONE),
  },
  DECLINE: { by: [WORKER, PARTNER, LIBRARY], from: OPEN_STATUSES, saidYes: false, to: () => DECLINED },
  WITHDRAW: {
    by: [WORKER, PARTNER, LIBRARY],
    from: [...OPEN_STATUSES, CONNECTED],
    saidYes: true,
    to: () => WITHDRAWN,
  },
  START: { by: ["SERVICE"], from: [CONNECTED], to: () => COLLABORATING },
  COMPLETE: { by: [WORKER, PARTNER], from: [COLLABORATING], to: () => COMPLETED },
  END_EARLY: { by: [WORKER, PARTNER], from: [COLLABORATING], to: () => ENDED_EARLY },
  EXPIRE: { by: ["SERVICE"], from: OPEN_STATUSES, to: () => EXPIRED },
};

/** The state after an event, or why it cannot happen. COMPLETED, DECLINED, WITHDRAWN, EXPIRED and ENDED_EARLY are final. */
export function nextConnectionState(
  state: ConnectionState,
  event: ConnectionEvent,
  actor: ConnectionActor,
): StepOutcome {
  const rule = rules[event];
  if (!rule.by.includes(actor))
    return refusal(UserErrorCode.FORBIDDEN, `This step is not for the ${nameOf(actor)} to take.`);
  if (!rule.from.includes(state.status))
    return refusal(
      UserErrorCode.INVALID_TRANSITION,
      `A connection that is ${state.status} cannot take this step.`,
    );
  if (rule.saidYes !== undefined) {
    const answer = answerOf(state, actor);
    if (answer === null)
      return refusal(UserErrorCode.FORBIDDEN, "The library is not asked about this connection.");
    if (answer !== rule.saidYes)
      return refusal(
        UserErrorCode.INVALID_TRANSITION,
        answer
          ? "Your side has said yes already. Withdraw it if you have changed your mind."
          : "Your side has not said yes. Decline it if you do not want it.",
      );
  }
  const answered = answeredBy(state, event, actor);
  return { state: { ...answered, status: rule.to(answered) } };
}

const refusal = (code: StepRefusal["code"], message: string): StepOutcome => ({ refusal: { code, message } });

const nameOf = (actor: ConnectionActor) => actor.toLowerCase();

/** Whether an actor said yes; null for one who is not asked. */
function answerOf(state: ConnectionState, actor: ConnectionActor): boolean | null {
  if (actor === WORKER) return state.workerAccepted;
  if (actor === PARTNER) return state.partnerAccepted;
  return state.libraryConsent === LibraryConsent.NOT_REQUIRED
    ? null
    : state.libraryConsent === LibraryConsent.GIVEN;
}

/** The state with what the actor answers by the event. */
function answeredBy(state: ConnectionState, event: ConnectionEvent, actor: ConnectionActor): ConnectionState {
  if (event === ConnectionStep.DECLINE)
    return actor === LIBRARY ? { ...state, libraryConsent: LibraryConsent.REFUSED } : state;
  if (event !== ConnectionStep.ACCEPT) return state;
  if (actor === WORKER) return { ...state, workerAccepted: true };
  if (actor === PARTNER) return { ...state, partnerAccepted: true };
  return { ...state, libraryConsent: LibraryConsent.GIVEN };
}

/** The sides that have not answered while a yes is missing. */
export function silentSides(state: ConnectionState): ConnectionSide[] {
  if (!OPEN_STATUSES.includes(state.status)) return [];
  const silent: ConnectionSide[] = [];
  if (!state.workerAccepted) silent.push(WORKER);
  if (!state.partnerAccepted) silent.push(PARTNER);
  if (state.libraryConsent === LibraryConsent.PENDING) silent.push(LIBRARY);
  return silent;
}
