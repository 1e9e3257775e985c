import type { DataSource } from "typeorm";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";

/** A connection in which messages are written. */
export interface ConnectionScene {
  /** Its typed id. */
  readonly id: string;
  /** Who is told. */
  readonly worker: User;
  /** Who writes. */
  readonly member: User;
}

/** Connects a worker and a partner of the demonstration. */
export async function prepareConnection(source: DataSource): Promise<ConnectionScene> {
  const [need] = await source.query(
    "select id, partner_id, consortium_id from need where status = 'OPEN' order by id limit 1",
  );
  const [worker] = await source.query(
    "select id, library_id, consortium_id from worker where consortium_id = $1 order by id limit 1",
    [need.consortium_id],
  );
  const [id, consentId] = [newId(), newId()];
  await source.query(
    `insert into consent_grant (id, worker_id, partner_id, need_id, purpose, discloses, expires_at)
     values ($1, $2, $3, $4, 'COLLABORATION', '{DISCOVERY,IDENTITY,CONTACT}', now() + interval '1 year')`,
    [consentId, worker.id, need.partner_id, need.id],
  );
  await source.query(
    `insert into connection (id, consortium_id, worker_id, need_id, partner_id, library_id, initiator, status,
       worker_accepted_at, partner_accepted_at, library_consent, scoring_version, affinity_version, consent_id)
     values ($1, $2, $3, $4, $5, $6, 'WORKER', 'CONNECTED', now(), now(), 'NOT_REQUIRED', '2', 0, $7)`,
    [id, worker.consortium_id, worker.id, need.id, need.partner_id, worker.library_id, consentId],
  );
  const { consortium_id: consortiumId } = need;
  return {
    id: typedId("connection", id),
    worker: {
      ...{ kind: "user", subject: "bench-worker", role: "WORKER", consortiumId },
      ...{ workerId: worker.id, libraryId: worker.library_id },
    },
    member: {
      kind: "user",
      subject: "bench-partner",
      role: "PARTNER",
      consortiumId,
      partnerId: need.partner_id,
    },
  };
}
