import {
  type Connection,
  ConnectionSide,
  type ConnectionState,
  ConnectionStatus,
  type ConnectionTransition,
  isDisclosed,
  isOver,
  LibraryConsent,
  nextConnectionState,
} from "../connections/index.js";
import { type ConsentGrant, ConsentPurpose } from "../consent/index.js";
import { SCORING_VERSION } from "../matching/index.js";
import { Disclosure } from "../platform/auth/disclosure.js";
import type { Calendar } from "./calendar.js";
import { idOf } from "./demonstration-ids.js";
import { INTRODUCTION_DAYS, needIdOf } from "./history.js";
import type { DemoIntroduction, DemoStep } from "./history-data.js";
import { contacts } from "./past-needs.js";

/** A step, and how many days before the seeding it was taken; a fraction, so that steps of one day have an order. */
export interface TakenStep {
  readonly daysAgo: number;
  readonly at: Date;
  readonly actor: DemoStep[1];
  readonly event: DemoStep[2] | "PROPOSE";
  readonly from: ConnectionStatus | null;
  readonly to: ConnectionState;
}

/** What else of the two is needed. */
export interface Pair {
  readonly consortiumId: string;
  readonly library: string;
  readonly email: string;
  readonly partner: string;
}

export const keyOf = ({ worker, need }: DemoIntroduction): string => `introduction/${worker}/${need}`;

/**
 * Walks through an introduction, from its proposal on.
 * @throws Error for a step that the state machine refuses
 */
export function walk(introduction: DemoIntroduction, calendar: Calendar): readonly TakenStep[] {
  const { by, daysAgo, steps } = introduction;
  const key = keyOf(introduction);
  let state: ConnectionState = {
    status: ConnectionStatus.PROPOSED,
    workerAccepted: by === "WORKER",
    partnerAccepted: by === "PARTNER",
    libraryConsent: by === "LIBRARY" ? LibraryConsent.GIVEN : LibraryConsent.NOT_REQUIRED,
  };
  const at = (day: number, step: number) => calendar.moment(day, `${key}/${step}`);
  const taken: TakenStep[] = [
    { daysAgo, at: at(daysAgo, 0), actor: by, event: "PROPOSE", from: null, to: state },
  ];
  let day = daysAgo;
  for (const [i, [days, actor, event]] of steps.entries()) {
    const { next, refusal } = nextConnectionState(
      state,
      event,
      actor === "SERVICE" ? actor : ConnectionSide[actor],
    );
    if (!next) throw new Error(`${key}: ${event} by ${actor} is refused. ${refusal}`);
    day -= days;
    taken.push({
      daysAgo: day - (i + 1) / 100,
      // What expires does so to the minute.
      at: event === "EXPIRE" ? expiryOf(taken[0]!) : at(day, i + 1),
      ...{ actor, event, from: state.status, to: next },
    });
    state = next;
  }
  return taken;
}

const DAY_MS = 86_400_000;
const CONSENT_DAYS = 365;
const expiryOf = ({ at }: Pick<TakenStep, "at">) => new Date(at.getTime() + INTRODUCTION_DAYS * DAY_MS);

/** A step of an introduction; undefined where it was not taken. */
export const stepOf = (steps: readonly TakenStep[], event: TakenStep["event"]): TakenStep | undefined =>
  steps.find((step) => step.event === event);

export interface ConnectionRows {
  readonly connection: Partial<Connection>;
  readonly transitions: readonly ConnectionTransition[];
  readonly consents: readonly ConsentGrant[];
}

/** The rows that the steps of an introduction left behind. */
export function connectionRows(
  introduction: DemoIntroduction,
  steps: readonly TakenStep[],
  { consortiumId, library, email, partner }: Pair,
): ConnectionRows {
  const key = keyOf(introduction);
  const [proposed, last] = [steps[0]!, steps.at(-1)!];
  const { status, libraryConsent } = last.to;
  const id = idOf(key, proposed.daysAgo);
  const workerId = idOf(`worker/${introduction.worker}`);
  const partnerId = idOf(`partner/${partner}`);
  const needId = needIdOf(introduction.need);
  const consents = consentRows(key, steps, { workerId, partnerId, needId });
  const saidYesAt = (side: "workerAccepted" | "partnerAccepted") =>
    steps.find(({ to }) => to[side])?.at ?? null;
  const workerAcceptedAt = saidYesAt("workerAccepted");
  const partnerAcceptedAt = saidYesAt("partnerAccepted");
  const connection: Partial<Connection> = {
    ...{ id, consortiumId, workerId, needId, partnerId, libraryId: idOf(`library/${library}`) },
    ...{ createdAt: proposed.at, updatedAt: last.at, version: steps.length },
    ...{ initiator: ConnectionSide[introduction.by], status, libraryConsent },
    ...{ message: introduction.message ?? null, workerAcceptedAt, partnerAcceptedAt },
    workerChannel: workerAcceptedAt && email,
    partnerChannel: partnerAcceptedAt && `hello@${partner}.example`,
    partnerContact: partnerAcceptedAt && contacts[partner]!,
    ...{ scoringVersion: SCORING_VERSION, affinityVersion: 0 },
    ...{ endReason: introduction.reason ?? null, endNote: introduction.note ?? null },
    expiresAt: isOpen(status) ? expiryOf(proposed) : null,
    consentId: consents.find(({ revokedAt }) => revokedAt === null)?.id ?? null,
  };
  const transitions = steps.map(({ daysAgo, at, actor, event, from, to }, i) => ({
    ...{ id: idOf(`${key}/step/${i}`, daysAgo), connectionId: id, workerId, event, at },
    ...{ side: actor === "SERVICE" ? null : ConnectionSide[actor], fromStatus: from, toStatus: to.status },
  }));
  return { connection, transitions, consents };
}

const isOpen = (status: ConnectionStatus) =>
  status === ConnectionStatus.PROPOSED || status === ConnectionStatus.ACCEPTED_BY_ONE;

/** What the partner is shown of the worker, as the service decides it with each step. */
function purposeIn({ status, workerAccepted }: ConnectionState): ConsentPurpose | null {
  if (isDisclosed(status)) return ConsentPurpose.COLLABORATION;
  return workerAccepted && !isOver(status) ? ConsentPurpose.INTRODUCTION : null;
}

/** The consents that came with a worker's yes, each until the next took its place or it was over. */
function consentRows(
  key: string,
  steps: readonly TakenStep[],
  whom: Pick<ConsentGrant, "workerId" | "partnerId" | "needId">,
): ConsentGrant[] {
  const consents: ConsentGrant[] = [];
  let held: ConsentPurpose | null = null;
  for (const { daysAgo, at, to } of steps) {
    const purpose = purposeIn(to);
    if (purpose === held) continue;
    if (held) Object.assign(consents.at(-1)!, { revokedAt: at, version: 2 });
    if (purpose) consents.push({ ...whom, ...consentOf(key, purpose, daysAgo, at, steps[0]!) });
    held = purpose;
  }
  return consents;
}

function consentOf(key: string, purpose: ConsentPurpose, daysAgo: number, at: Date, proposed: TakenStep) {
  const isPerson = purpose === ConsentPurpose.COLLABORATION;
  return {
    ...{
      id: idOf(`${key}/consent/${purpose}`, daysAgo),
      version: 1,
      createdAt: at,
      purpose,
      revokedAt: null,
    },
    discloses: isPerson
      ? [Disclosure.DISCOVERY, Disclosure.IDENTITY, Disclosure.CONTACT]
      : [Disclosure.DISCOVERY],
    expiresAt: isPerson ? new Date(at.getTime() + CONSENT_DAYS * DAY_MS) : expiryOf(proposed),
  };
}
