import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { conflict, notFound } from "../platform/database/update-record.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { Connection, ConnectionTransition } from "./connection.js";
import {
  type ConnectionEndReason,
  ConnectionSide,
  ConnectionStatus,
  ConnectionStep,
} from "./connection-enums.js";
import {
  type ConnectionEvent,
  type ConnectionState,
  holdsPlace,
  nextConnectionState,
  OPEN_STATUSES,
} from "./connection-lifecycle.js";
import { concealAgain, discloseIdentity, discloseProfile } from "./disclosure-by-steps.js";
import { freePlace, takePlace } from "./places.js";

/** How a step is taken. */
export interface StepDetails {
  /** Whose step it is; null for the service itself. */
  readonly side: ConnectionSide | null;
  /** The version that the caller has seen; whatever it is where left out. */
  readonly expectedVersion?: number;
  readonly reason?: ConnectionEndReason | null;
  readonly note?: string | null;
  /** How the other side reaches them, and whom to ask for; with ACCEPT. */
  readonly channel?: string | null;
  readonly contactName?: string | null;
  /** Where the connection stood in the input, for refusals. */
  readonly field?: readonly string[];
}

const ID = ["input", "id"];

/** What those are told who want to know, by the step; an ACCEPT that completes the agreement is `connection.connected`. */
const TOLD: Readonly<Record<ConnectionEvent, string>> = {
  ACCEPT: "connection.accepted",
  DECLINE: "connection.declined",
  WITHDRAW: "connection.withdrawn",
  EXPIRE: "connection.expired",
  START: "collaboration.started",
  COMPLETE: "collaboration.completed",
  END_EARLY: "collaboration.ended_early",
};

/** The state of a row. */
export const stateOf = (connection: Connection): ConnectionState => ({
  status: connection.status,
  initiator: connection.initiator,
  workerAccepted: connection.workerAcceptedAt !== null,
  partnerAccepted: connection.partnerAcceptedAt !== null,
  libraryConsent: connection.libraryConsent,
});

/** The connection, which nobody else changes until the transaction ends. Whose it is, the caller has checked. */
export async function lockConnection(
  { manager }: Transaction,
  id: string,
  field: readonly string[] = ID,
): Promise<Connection> {
  const connection = await manager.findOne(Connection, {
    where: { id },
    lock: { mode: "pessimistic_write" },
  });
  if (!connection) throw notFound(field, "No connection that is yours has this id.");
  return connection;
}

/**
 * Takes a step within a transaction: writes the new state and its history, discloses or conceals what goes with it, takes
 * or frees a place of the need, and tells whoever wants to know.
 * @param given a connection that the transaction has locked, or the id of one
 * @returns the connection as it is now
 * @throws Refusal when the step is not possible
 */
export async function takeStep(
  transaction: Transaction,
  given: Connection | string,
  event: ConnectionEvent,
  details: StepDetails,
): Promise<Connection> {
  const { side, expectedVersion, field = ID } = details;
  const connection = typeof given === "string" ? await lockConnection(transaction, given, field) : given;
  if (expectedVersion !== undefined && connection.version !== expectedVersion)
    throw conflict(connection.version, expectedVersion);
  const { state, refusal } = nextConnectionState(stateOf(connection), event, side ?? "SERVICE");
  if (refusal) throw refuse(refusal.code, field, refusal.message);
  const now = new Date();
  if (event === ConnectionStep.ACCEPT && connection.expiresAt && connection.expiresAt <= now)
    throw refuse(UserErrorCode.INVALID_TRANSITION, field, "The introduction has expired. Propose it anew.");
  const patch: Partial<Connection> = {
    status: state.status,
    libraryConsent: state.libraryConsent,
    ...answerOf(connection, event, details, now),
    ...(OPEN_STATUSES.includes(state.status) ? {} : { expiresAt: null }),
    ...(details.reason ? { endReason: details.reason, endNote: details.note ?? null } : {}),
    ...(await consentAfter(transaction, connection, state, { ...details, field })),
  };
  await movePlace(transaction, connection, state.status, field);
  await store(transaction, connection, patch);
  noteStep(transaction, connection, event, side, state.status);
  return { ...connection, ...patch, version: connection.version + 1, updatedAt: now };
}

/** What an ACCEPT leaves on the connection. */
function answerOf(
  connection: Connection,
  event: ConnectionEvent,
  { side, channel, contactName }: StepDetails,
  now: Date,
): Partial<Connection> {
  if (event !== ConnectionStep.ACCEPT) return {};
  if (side === ConnectionSide.WORKER)
    return { workerAcceptedAt: now, workerChannel: channel ?? connection.workerChannel };
  if (side !== ConnectionSide.PARTNER) return {};
  return {
    partnerAcceptedAt: now,
    partnerChannel: channel ?? connection.partnerChannel,
    partnerContact: contactName ?? connection.partnerContact,
  };
}

/** What is disclosed after the step. */
async function consentAfter(
  transaction: Transaction,
  before: Connection,
  after: ConnectionState,
  { side, field }: StepDetails & { readonly field: readonly string[] },
): Promise<Partial<Connection>> {
  const { CONNECTED, ACCEPTED_BY_ONE } = ConnectionStatus;
  if (after.status === CONNECTED) return { consentId: await discloseIdentity(transaction, before, field) };
  if (after.status === ACCEPTED_BY_ONE && side === ConnectionSide.WORKER)
    return { consentId: await discloseProfile(transaction, before) };
  await concealAgain(transaction, before, after.status);
  return {};
}

async function movePlace(
  transaction: Transaction,
  { needId, status }: Connection,
  after: ConnectionStatus,
  field: readonly string[],
): Promise<void> {
  if (!holdsPlace(status) && holdsPlace(after)) await takePlace(transaction, needId, field);
  if (holdsPlace(status) && !holdsPlace(after)) await freePlace(transaction, needId);
}

async function store({ manager, changed, record }: Transaction, { id, workerId }: Connection, patch: object) {
  await manager
    .createQueryBuilder()
    .update(Connection)
    .set({ ...patch, version: () => "version + 1", updatedAt: () => "now()" })
    .where("id = :id", { id })
    .execute();
  changed("connection", id);
  record({ workerIds: [workerId] });
}

function noteStep(
  { insert, happened }: Transaction,
  connection: Connection,
  event: ConnectionEvent,
  side: ConnectionSide | null,
  toStatus: ConnectionStatus,
): void {
  const { id: connectionId, workerId, status: fromStatus } = connection;
  insert(ConnectionTransition, [{ id: newId(), connectionId, workerId, event, side, fromStatus, toStatus }]);
  const kind = toStatus === ConnectionStatus.CONNECTED ? "connection.connected" : TOLD[event];
  happened({ kind, ...aboutConnection(connection), data: { side: side ?? "SERVICE" } });
}

/** What an event says of the connection that it is about. */
export const aboutConnection = ({
  id,
  consortiumId,
  workerId,
  partnerId,
  libraryId,
  needId,
}: Pick<Connection, "id" | "consortiumId" | "workerId" | "partnerId" | "libraryId" | "needId">) => ({
  ...{ consortiumId, workerId, partnerId, libraryId, needId },
  connectionId: id,
});
