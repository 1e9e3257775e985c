import { createHash } from "node:crypto";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { refuse, UserErrorCode } from "../graphql/user-errors.js";
import type { Sent } from "./transaction.js";

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

const LOCK_KEY = {
  name: "idempotency.lock",
  text: "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free",
};
// After the lock, and not in one statement with it: it must see what was committed before the lock was free.
const READ_KEY = {
  name: "idempotency.read",
  text: `select request_hash as hash, result from idempotency_record
    where consortium_id = $1::uuid and subject = $2 and key = $3 and created_at > now() - interval '24 hours'`,
};
const KEEP = {
  name: "idempotency.keep",
  text: `insert into idempotency_record (consortium_id, subject, key, operation, request_hash, result, created_at)
    values ($1::uuid, $2, $3, $4, $5, $6::jsonb, now()) on conflict (consortium_id, subject, key) do update
    set operation = excluded.operation, request_hash = excluded.request_hash, result = excluded.result,
      created_at = excluded.created_at`,
};

/** Takes the key for the transaction, and asks what was answered to it; `answerTo` says what that means. */
export const takeKey = ({ consortiumId, subject, key }: KeyedRequest): [Sent, Sent] => [
  { ...LOCK_KEY, values: [`${consortiumId} ${subject} ${key}`] },
  { ...READ_KEY, values: [consortiumId, subject, key] },
];

/**
 * The answer that was given to the request before; undefined when it is the first.
 * @param taken what PostgreSQL said to `takeKey`
 * @throws Refusal IDEMPOTENCY_KEY_REUSED when the input differs, IDEMPOTENCY_IN_PROGRESS while the first one runs
 */
export function answerTo<Result>(
  request: KeyedRequest,
  [locked, read]: readonly unknown[][],
): { readonly result: Result } | undefined {
  const [{ free }] = locked as [{ free: boolean }];
  const [kept] = read as { hash: string; result: Result }[];
  const field = ["input", "idempotencyKey"];
  if (!free)
    throw refuse(
      UserErrorCode.IDEMPOTENCY_IN_PROGRESS,
      field,
      "The first request with this key is still running. Repeat it in a moment.",
    );
  if (kept && kept.hash !== hashOf(request))
    throw refuse(
      UserErrorCode.IDEMPOTENCY_KEY_REUSED,
      field,
      "This key was used for another request. Use a new key for a new request.",
    );
  return kept && { result: kept.result };
}

/** Keeps the answer to a request, in the transaction of its work. */
export const keepAnswer = (request: KeyedRequest, result: unknown): Sent => {
  const { consortiumId, subject, key, operation } = request;
  const values = [consortiumId, subject, key, operation, hashOf(request), JSON.stringify(result)];
  return { ...KEEP, values };
};

const hashOf = ({ operation, input }: KeyedRequest): string =>
  createHash("sha256")
    .update(`${operation}\n${canonicalJson(input)}`)
    .digest("hex");

/** JSON with the keys of every object in order, so that equal inputs give equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
