import type { EntityManager } from "typeorm";
import { ConsentPurpose, endConsent, issueConsent } from "../consent/index.js";
import { freePlace, takePlace } from "../needs/index.js";
import { Disclosure } from "../platform/auth/disclosure.js";
import type { User } from "../platform/auth/principal.js";
import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { conflict, notFound } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { Connection, type ConnectionSide, ConnectionStatus, ConnectionTransition } from "./connection.js";
import { sideOf, stateOf } from "./connection.policy.js";
import {
  type ConnectionEvent,
  type ConnectionState,
  holdsPlace,
  isDisclosed,
  isOver,
  nextConnectionState,
} from "./connection-lifecycle.js";

const ID = ["input", "connectionId"];
/** A year: the longest that a consent is given for. */
const CONSENT_MS = 365 * 86_400_000;

/** A connection that is locked until the transaction ends, and where the user stands in it. */
export interface OpenedConnection {
  readonly connection: Connection;
  readonly side: ConnectionSide;
}

/**
 * The connection that an input names, locked, if the user has a say in it.
 * @throws Refusal NOT_FOUND when absent or none of the user's business: the two look the same
 */
export async function openConnection(
  manager: EntityManager,
  user: User,
  typedId: string,
  field: readonly string[] = ID,
): Promise<OpenedConnection> {
  const connection = await manager.findOne(Connection, {
    where: { id: uuidOf("connection", typedId, field) },
    lock: { mode: "for_no_key_update" },
  });
  const side = connection && sideOf(user, connection);
  if (!connection || !side) throw notFound(field, "You take part in no connection that has this id.");
  return { connection, side };
}

/** @throws Refusal CONFLICT when the user has seen another version than the locked one */
export function assertVersion({ version }: Pick<Connection, "version">, expected: number): void {
  if (version !== expected) throw conflict(version, expected);
}

/** A step, who takes it, and what they say. */
export interface Step {
  readonly event: ConnectionEvent;
  /** Null for the service itself. */
  readonly side: ConnectionSide | null;
  readonly reason?: string | null;
  readonly note?: string | null;
  /** With a yes: how the other side reaches them, and whom to ask for. */
  readonly channel?: string | null;
  readonly contact?: string | null;
}

const HAPPENED: Readonly<Record<ConnectionEvent, string>> = {
  ACCEPT: "connection.accepted",
  DECLINE: "connection.declined",
  WITHDRAW: "connection.withdrawn",
  START: "collaboration.started",
  COMPLETE: "collaboration.completed",
  END_EARLY: "collaboration.ended_early",
  EXPIRE: "connection.expired",
};

/**
 * Takes a step of a locked connection, with all that follows from it in the same transaction: the place of the need, what
 * the worker discloses, the history, and those who are to be told.
 * @returns the connection as it is then
 * @throws Refusal INVALID_TRANSITION, or LIMIT_REACHED when all places of the need are taken
 */
export async function takeStep(
  transaction: Transaction,
  connection: Connection,
  step: Step,
): Promise<Connection> {
  const { manager, changed } = transaction;
  const { next, refusal } = nextConnectionState(stateOf(connection), step.event, step.side ?? "SERVICE");
  if (!next) throw refuse(UserErrorCode.INVALID_TRANSITION, ID, refusal);
  if (step.event === "ACCEPT") assertInTime(connection);
  if (next.status === ConnectionStatus.CONNECTED) await assertInUse(manager, connection);
  const before = holdsPlace(connection.status);
  if (!before && holdsPlace(next.status)) await takePlace(transaction, connection.needId, ID);
  if (before && !holdsPlace(next.status)) await freePlace(transaction, connection.needId);
  const after = { ...connection, ...fieldsAfter(connection, next, step) };
  after.consentId = await consentAfter(transaction, connection, after);
  after.version = connection.version + 1;
  await manager.update(Connection, connection.id, { ...changesOf(after), updatedAt: () => "now()" });
  await keepStep(manager, connection, after, step);
  changed("connection", connection.id);
  tell(transaction, connection, after, step);
  return after;
}

/** What has expired stays so, even before the job that follows up has come to it. */
function assertInTime({ expiresAt }: Connection): void {
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw refuse(UserErrorCode.INVALID_TRANSITION, ID, "The introduction has expired. Propose it anew.");
}

/** Nobody is connected with somebody who has left. */
async function assertInUse(manager: EntityManager, { workerId }: Connection): Promise<void> {
  const found = await asSystem(manager, () =>
    manager.query("select 1 from worker where id = $1 and archived_at is null for key share", [workerId]),
  );
  if (found.length === 0)
    throw refuse(UserErrorCode.INVALID_TRANSITION, ID, "The worker's profile is not in use any more.");
}

function fieldsAfter(connection: Connection, next: ConnectionState, step: Step): Partial<Connection> {
  const now = new Date();
  const { status, workerAccepted, partnerAccepted, libraryConsent } = next;
  const isOpen = status === ConnectionStatus.PROPOSED || status === ConnectionStatus.ACCEPTED_BY_ONE;
  const saysYes = step.event === "ACCEPT";
  return {
    status,
    libraryConsent,
    workerAcceptedAt: workerAccepted ? (connection.workerAcceptedAt ?? now) : null,
    partnerAcceptedAt: partnerAccepted ? (connection.partnerAcceptedAt ?? now) : null,
    expiresAt: isOpen ? connection.expiresAt : null,
    ...(saysYes && step.side === "WORKER" && { workerChannel: step.channel ?? null }),
    ...(saysYes &&
      step.side === "PARTNER" && {
        partnerChannel: step.channel ?? null,
        partnerContact: step.contact ?? null,
      }),
    ...(isOver(status) && { endReason: step.reason ?? null, endNote: step.note ?? null }),
  };
}

/** What takes part in a step, for the row. */
const changesOf = ({
  status,
  version,
  libraryConsent,
  workerAcceptedAt,
  partnerAcceptedAt,
  expiresAt,
  workerChannel,
  partnerChannel,
  partnerContact,
  endReason,
  endNote,
  consentId,
}: Connection) => ({
  ...{ status, version, libraryConsent, workerAcceptedAt, partnerAcceptedAt, expiresAt, consentId },
  ...{ workerChannel, partnerChannel, partnerContact, endReason, endNote },
});

/** How much of the worker a connection discloses to the partner. */
type Disclosed = "NOTHING" | "PSEUDONYM" | "PERSON";

/** The pseudonymous profile once the worker said yes, and who it is once everybody did. */
function disclosedBy({ status, workerAcceptedAt }: Connection): Disclosed {
  if (isDisclosed(status)) return "PERSON";
  return workerAcceptedAt && !isOver(status) ? "PSEUDONYM" : "NOTHING";
}

/** By which consent the partner sees the worker after a step. */
async function consentAfter(
  transaction: Transaction,
  before: Connection,
  after: Connection,
): Promise<string | null> {
  const { workerId, consentId } = before;
  const disclosed = disclosedBy(after);
  if (disclosed === disclosedBy(before)) return consentId;
  const held = consentId === null || (await endConsent(transaction, { workerId, consentId }));
  // Who took back what came with their yes must not be shown with even more.
  if (!held && disclosed === "PERSON")
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      ID,
      "The worker has revoked the consent that came with their yes. Decline or withdraw this introduction; it can be proposed anew.",
    );
  return disclosed === "NOTHING" ? null : await disclose(transaction, after, disclosed);
}

/** Discloses the worker to the partner, about the need. */
export function disclose(
  transaction: Transaction,
  { workerId, partnerId, needId, expiresAt }: Connection,
  what: Exclude<Disclosed, "NOTHING">,
): Promise<string> {
  const whom = { workerId, partnerId, needId };
  if (what === "PSEUDONYM")
    return issueConsent(transaction, {
      ...whom,
      purpose: ConsentPurpose.INTRODUCTION,
      discloses: [Disclosure.DISCOVERY],
      expiresAt: expiresAt!,
    });
  return issueConsent(transaction, {
    ...whom,
    purpose: ConsentPurpose.COLLABORATION,
    discloses: [Disclosure.DISCOVERY, Disclosure.IDENTITY, Disclosure.CONTACT],
    expiresAt: new Date(Date.now() + CONSENT_MS),
  });
}

/** Puts a step into the history of a connection. */
export async function keepStep(
  manager: EntityManager,
  before: Pick<Connection, "status"> | null,
  { id, workerId, status }: Connection,
  { event, side }: { readonly event: string; readonly side: ConnectionSide | null },
): Promise<void> {
  await manager.insert(ConnectionTransition, {
    ...{ id: newId(), connectionId: id, workerId, event, side },
    fromStatus: before?.status ?? null,
    toStatus: status,
  });
}

/** Whom an event of a connection is about. */
export const aboutConnection = (connection: Connection) => {
  const { id: connectionId, consortiumId, workerId, partnerId, libraryId, needId } = connection;
  return { connectionId, consortiumId, workerId, partnerId, libraryId, needId };
};

function tell({ happened }: Transaction, before: Connection, after: Connection, step: Step): void {
  const data = { side: step.side ?? "SERVICE", reason: step.reason ?? null };
  const isConnected = step.event === "ACCEPT" && after.status === ConnectionStatus.CONNECTED;
  const kind = isConnected ? "connection.connected" : HAPPENED[step.event];
  happened({ ...aboutConnection(before), kind, data });
}
