import { createHash } from "node:crypto";
import { Column, Entity, type EntityManager, PrimaryColumn } from "typeorm";
import { refuse, UserErrorCode } from "../graphql/user-errors.js";

/**
 * The answer of a request that carried an idempotency key; kept 24 hours. It holds ids only: a repetition is answered with
 * the same record as it is now, which it may select other fields of, under the rights that the caller has now. A copy of
 * what was answered first would outlive a revoked consent and an erasure.
 */
@Entity("idempotency_record")
export class IdempotencyRecord {
  /** The caller's: subjects are unique within an issuer only. */
  @PrimaryColumn("uuid")
  consortiumId: string;

  @PrimaryColumn("text")
  subject: string;

  @PrimaryColumn("text")
  key: string;

  @Column("text")
  operation: string;

  @Column("text")
  requestHash: string;

  @Column("jsonb")
  result: unknown;

  @Column("timestamptz", { default: () => "now()" })
  createdAt: Date;
}

export interface KeyedRequest {
  /** Who asks, and in which consortium: keys of different callers never meet. */
  readonly consortiumId: string;
  readonly subject: string;
  readonly key: string;
  readonly operation: string;
  readonly input: object;
}

/**
 * Runs `work` once for a key: the same request again gets the first one's answer.
 * @param manager the transaction in which the work and its answer are stored together
 * @throws Refusal IDEMPOTENCY_KEY_REUSED when the input differs, IDEMPOTENCY_IN_PROGRESS while the first one runs
 */
export async function once<Result>(
  manager: EntityManager,
  request: KeyedRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  const { consortiumId, subject, key, operation } = request;
  const field = ["input", "idempotencyKey"];
  const [{ free }] = await manager.query(
    "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free",
    [`${consortiumId} ${subject} ${key}`],
  );
  if (!free)
    throw refuse(
      UserErrorCode.IDEMPOTENCY_IN_PROGRESS,
      field,
      "The first request with this key is still running. Repeat it in a moment.",
    );
  const requestHash = createHash("sha256")
    .update(`${operation}\n${canonicalJson(request.input)}`)
    .digest("hex");
  const [kept] = await manager.query(
    "select request_hash, result from idempotency_record where consortium_id = $1 and subject = $2 and key = $3 and created_at > now() - interval '24 hours'",
    [consortiumId, subject, key],
  );
  if (kept && kept.request_hash !== requestHash)
    throw refuse(
      UserErrorCode.IDEMPOTENCY_KEY_REUSED,
      field,
      "This key was used for another request. Use a new key for a new request.",
    );
  if (kept) return kept.result;
  const result = await work();
  await manager.upsert(
    IdempotencyRecord,
    {
      consortiumId,
      subject,
      key,
      operation,
      requestHash,
      result: result as object,
      createdAt: () => "now()",
    },
    ["consortiumId", "subject", "key"],
  );
  return result;
}

/** JSON with the keys of every object in order, so that equal inputs give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
