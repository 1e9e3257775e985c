import { setTimeout as delay } from "node:timers/promises";
import {
  type DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  QueryFailedError,
} from "typeorm";
import { type Deed, noteOf } from "../audit/note.js";
import type { User } from "../auth/principal.js";
import { eventOf, type Happening } from "../events/domain-event.js";
import { refuse, UserErrorCode } from "../graphql/user-errors.js";
import type { ChangeFeed } from "./change-feed.js";
import { answerTo, keepAnswer, takeKey } from "./idempotency.js";
import type { Origin } from "./origin.js";
import { type Change, outboxOf } from "./outbox.js";
import { CommitUnanswered, inTransaction, type Question, type Sent, type Worked } from "./transaction.js";
import { DatabaseUnavailable } from "./unavailable.js";
import { conflict, updateOf } from "./update-record.js";
import type { Versioned } from "./versioned.js";
import { SYSTEM, tellViewer, viewerOf } from "./viewer.js";

/** What a use case works with: the transaction, and a way to say what it changed. */
export interface Transaction {
  readonly manager: EntityManager;
  /**
   * Inserts rows of one kind when the work is done, together with what else is written then: sooner than one by one, for
   * rows that the work itself does not ask the database for any more.
   */
  insert<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly QueryDeepPartialEntity<Entity>[],
  ): void;
  /**
   * Changes a record that the transaction has locked, and raises its version, together with what else is written then.
   * @param locked as it was read when it was locked
   * @param patch the columns to set; undefined ones stay as they are
   * @throws Refusal CONFLICT when it has another version than the caller has seen
   */
  change<Entity extends Versioned>(
    entity: EntityTarget<Entity>,
    locked: Pick<Versioned, "id" | "version">,
    expectedVersion: number,
    patch: object,
  ): void;
  /** Notes a change for the outbox; told to this process and the others once committed. */
  changed(topic: string, ...ids: string[]): void;
  /** Tells those who want to know, once committed, that something happened to people. */
  happened(happening: Happening): void;
  /** Says more about what is put on record of this command: why, and which workers it is about beside those changed. */
  record(more: Pick<Deed, "reason" | "workerIds">): void;
}

export interface Command<Foreseen extends readonly unknown[] = []> {
  /** Name of the mutation. */
  readonly name: string;
  readonly input: { readonly idempotencyKey?: string | null };
  /** Unique constraints that the caller may run into, and what to tell them then. */
  readonly duplicates?: Readonly<Record<string, { field: string; message: string }>>;
  /** What the work asks first, whatever it does: asked as the transaction begins, so that nobody waits for it. */
  readonly foreseen?: { readonly [At in keyof Foreseen]: Question<Foreseen[At]> };
}

/** How often a transaction is begun that fails by a SQLSTATE; any other is begun once. */
const ATTEMPTS: Readonly<Record<string, number>> = {
  "40001": 4, // serialization_failure
  "40P01": 4, // deadlock_detected
  // lock_not_available: where PostgreSQL looks for deadlocks later than after `lock_timeout`, it is this that ends them.
  // Each attempt waits for that long, and an answer is due in 2.5 seconds.
  "55P03": 3,
};
/** Those who got in each other's way must not meet again: they begin anew within twice, four and eight times as long. */
const JITTER_MS = 50;
const UNIQUE_VIOLATION = "23505";
const INSUFFICIENT_PRIVILEGE = "42501";

/** Runs use cases that write: one transaction each, idempotent, with its changes in the outbox. */
export class Commands {
  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
    /** This process, in the outbox. */
    private readonly origin: Origin,
  ) {}

  /**
   * Runs the `work` of a user's command in a transaction; whatever it throws rolls everything back. What the user may
   * not see PostgreSQL keeps from the transaction, and what was done is put on record in it.
   * Resolves when this process serves what was written.
   * @param work is given the answers to what was foreseen
   * @returns what `work` returns, which must be JSON and hold ids only: it is kept for the idempotency key
   */
  async run<Result, Foreseen extends readonly unknown[] = []>(
    user: User,
    command: Command<Foreseen>,
    work: (transaction: Transaction, ...foreseen: Foreseen) => Promise<Result>,
  ): Promise<Result> {
    const { name: operation, input } = command;
    const foreseen: readonly Question<unknown>[] = command.foreseen ?? [];
    const { consortiumId, subject } = user;
    const key = input.idempotencyKey;
    const request = key ? { consortiumId, subject, key, operation, input } : null;
    const before = [tellViewer(viewerOf(user)), ...(request ? takeKey(request) : [])];
    const opening = [...before, ...foreseen];
    try {
      return await this.attempt(opening, async (transaction, made, opened) => {
        const known = request && answerTo<Result>(request, opened.slice(1, 3));
        if (known) return { ...known, closing: [] };
        const answers = foreseen.map((asked, at) => asked.answerIn(opened[before.length + at]!));
        const result = await work(transaction, ...(answers as unknown as Foreseen));
        const closing = [noteOf(user, deedOf(operation, result, made))];
        if (request) closing.push(keepAnswer(request, result));
        return { result, closing };
      });
    } catch (error) {
      throw refusalOf(error, command);
    }
  }

  /**
   * Runs `work` of the service itself in a transaction and tells what it changed once that is committed.
   */
  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const opening = [tellViewer(SYSTEM)];
    return await this.attempt(opening, async (transaction) => ({
      result: await work(transaction),
      closing: [],
    }));
  }

  /** What may have been committed is applied: now, as far as it was, and by the follower where it comes later. */
  private doubt(changes: readonly Change[]): void {
    this.origin.renew();
    void this.feed.publish(changes);
  }

  /** Deadlocks and serialization failures are tried again as a whole, at most three times. */
  private async attempt<Result>(
    opening: readonly Sent[],
    work: (transaction: Transaction, made: Made, opened: readonly unknown[][]) => Promise<Worked<Result>>,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const made: Made = { changes: [], more: [], written: [] };
      try {
        const result = await inTransaction(this.dataSource, opening, async (manager, opened) => {
          const worked = await work(transactionOf(manager, made), made, opened);
          const closing = [...made.written, ...worked.closing, ...outboxOf(made.changes, this.origin.id)];
          return { ...worked, closing };
        });
        await this.feed.publish(made.changes);
        return result;
      } catch (error) {
        if (error instanceof CommitUnanswered) this.doubt(made.changes);
        const attempts = ATTEMPTS[sqlState(error) ?? ""] ?? 1;
        if (attempt >= attempts) throw error;
        await delay(Math.random() * JITTER_MS * 2 ** attempt);
      }
    }
  }
}

const transactionOf = (manager: EntityManager, made: Made): Transaction => ({
  manager,
  insert: (entity, rows) => void made.written.push(insertOf(manager, entity, rows)),
  change: (entity, locked, expectedVersion, patch) => {
    if (locked.version !== expectedVersion) throw conflict(locked.version, expectedVersion);
    const [text, values] = updateOf(manager, entity, patch)
      .where("id = :id", { id: locked.id })
      .getQueryAndParameters();
    made.written.push({ text, values });
  },
  changed: (topic, ...ids) => void made.changes.push({ topic, ids }),
  happened: (happening) => void made.written.push(eventOf(happening)),
  record: (more) => void made.more.push(more),
});

function insertOf<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: readonly QueryDeepPartialEntity<Entity>[],
): Sent {
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values([...rows]);
  const [text, values] = insert.updateEntity(false).getQueryAndParameters();
  return { text, values };
}

/** What a transaction has said so far of what it does. */
interface Made {
  readonly changes: Change[];
  readonly more: Pick<Deed, "reason" | "workerIds">[];
  /** What is still to be sent. */
  readonly written: Sent[];
}

/** The record is the one whose id the command answers with: `{ goalId }` is a "goal". */
function deedOf(action: string, result: unknown, { changes, more }: Made): Deed {
  const ids = Object.entries((result ?? {}) as Record<string, unknown>);
  const [key, id] = ids.find(([name, value]) => name.endsWith("Id") && typeof value === "string") ?? [];
  const workers = changes.flatMap(({ topic, ids }) => (topic === "worker" ? ids : []));
  return {
    action,
    recordType: key?.slice(0, -2).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    recordId: id as string | undefined,
    workerIds: [...workers, ...more.flatMap(({ workerIds }) => workerIds ?? [])],
    reason: more.find(({ reason }) => reason)?.reason,
  };
}

const sqlState = (error: unknown) =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

function refusalOf(error: unknown, command: Pick<Command, "duplicates">): unknown {
  if (!(error instanceof QueryFailedError)) return DatabaseUnavailable.from(error);
  const { code, constraint = "" } = error.driverError as { code?: string; constraint?: string };
  const duplicate = command.duplicates?.[constraint];
  if (code === UNIQUE_VIOLATION && duplicate)
    return refuse(UserErrorCode.DUPLICATE, ["input", duplicate.field], duplicate.message);
  // The second lock: what a user writes must be theirs to see.
  if (code === INSUFFICIENT_PRIVILEGE && /row-level security/.test(error.message))
    return refuse(UserErrorCode.FORBIDDEN, ["input"], "Nobody may write what they may not see themselves.");
  return DatabaseUnavailable.from(error.driverError);
}
