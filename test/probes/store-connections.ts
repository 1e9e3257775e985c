import type { Insert } from "./store-world.js";
import { type ProbeConnection, type ProbeWorld, probeId } from "./world.js";

const STARTED = "2026-01-01T00:00:00Z";
const LATER = "2126-01-01T00:00:00Z";
const kept = { version: 1, created_at: STARTED, updated_at: STARTED };
/** So far that the two agreed on the work. */
const WORKED_ON: readonly ProbeConnection["status"][] = ["COLLABORATING", "COMPLETED", "ENDED_EARLY"];
const OPEN: readonly ProbeConnection["status"][] = ["PROPOSED", "ACCEPTED_BY_ONE"];

/** The n-th of some rows that belong to a connection. */
const idFor = (kind: "message" | "agreement" | "milestone" | "hours", { id }: ProbeConnection) =>
  `${probeId(kind, 0).slice(0, 24)}${id.slice(24)}`;

/** Stores the connections of a world, with what is written, agreed on and done in them. */
export async function storeConnections(insert: Insert, { connections, skills }: ProbeWorld): Promise<void> {
  const worked = connections.filter(({ status }) => WORKED_ON.includes(status));
  const of = ({ id, workerId }: ProbeConnection) => ({ connection_id: id, worker_id: workerId });
  await insert("connection", connections.map(connectionRow));
  await insert(
    "connection_transition",
    connections.map((connection) => ({
      ...{ id: connection.id, ...of(connection), event: "PROPOSE", side: connection.initiator },
      ...{ to_status: "PROPOSED", at: STARTED },
    })),
  );
  await insert(
    "connection_message",
    connections.map((connection) => ({
      ...{ id: idFor("message", connection), ...of(connection), side: "WORKER", body: connection.letter },
      created_at: STARTED,
    })),
  );
  await insert(
    "agreement",
    worked.map((connection) => ({
      ...{ id: idFor("agreement", connection), ...of(connection), state: "AGREED", proposed_by: "WORKER" },
      ...{ scope: connection.scope, hours_total: 20, hours_per_week: 2, mentor_name: connection.scope },
      ...{ starts_on: "2026-01-01", ends_on: "2026-06-01", created_at: STARTED, agreed_at: STARTED },
    })),
  );
  await insert(
    "agreement_skill",
    worked.map((connection) => ({
      ...{ agreement_id: idFor("agreement", connection), skill_id: skills[0]!.id },
      ...{ start: "NOVICE", target: "EXPERT" },
    })),
  );
  await insert(
    "milestone",
    worked.map((connection) => ({
      ...{ id: idFor("milestone", connection), ...of(connection), ...kept, title: connection.scope },
      ...{ due_on: "2026-03-01", reached_at: STARTED },
    })),
  );
  await insert(
    "hours_entry",
    worked.map((connection) => ({
      ...{ id: idFor("hours", connection), ...of(connection), ...kept, note: connection.scope },
      ...{ worked_on: "2026-01-02", hours: 2, side: "WORKER" },
    })),
  );
}

const connectionRow = (connection: ProbeConnection) => {
  const { status, initiator } = connection;
  const isAgreed = !OPEN.includes(status);
  return {
    ...kept,
    id: connection.id,
    consortium_id: connection.consortiumId,
    worker_id: connection.workerId,
    need_id: connection.needId,
    partner_id: connection.partnerId,
    library_id: connection.libraryId,
    ...{ initiator, status, message: connection.message },
    worker_accepted_at: isAgreed || initiator === "WORKER" ? STARTED : null,
    partner_accepted_at: isAgreed || initiator === "PARTNER" ? STARTED : null,
    library_consent: connection.libraryConsent,
    worker_channel: connection.workerChannel,
    partner_channel: connection.partnerChannel,
    partner_contact: connection.partnerContact,
    ...{ score: 0.5, growth: 0.5, coverage: 0.5, scoring_version: "1", affinity_version: 1 },
    ...{ end_reason: "OTHER", end_note: connection.endNote, expires_at: isAgreed ? null : LATER },
    consent_id: connection.consentId,
  };
};
