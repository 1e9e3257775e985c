import { setTimeout as delay } from "node:timers/promises";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";
import type { User } from "../auth/principal.js";
import { refuse, UserErrorCode } from "../graphql/user-errors.js";
import type { ChangeFeed } from "./change-feed.js";
import { once } from "./idempotency.js";
import { type Change, writeOutbox } from "./outbox.js";
import { DatabaseUnavailable } from "./unavailable.js";

/** What a use case works with: the transaction, and a way to say what it changed. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Notes a change for the outbox; told to this process and the others once committed. */
  changed(topic: string, ...ids: string[]): void;
}

export interface Command {
  /** Name of the mutation. */
  readonly name: string;
  readonly input: { readonly idempotencyKey?: string | null };
  /** Unique constraints that the caller may run into, and what to tell them then. */
  readonly duplicates?: Readonly<Record<string, { field: string; message: string }>>;
}

const ATTEMPTS = 4;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";
const UNIQUE_VIOLATION = "23505";

/** Runs use cases that write: one transaction each, idempotent, with its changes in the outbox. */
export class Commands {
  constructor(
    private readonly dataSource: DataSource,
    private readonly feed: ChangeFeed,
    /** This process, in the outbox. */
    private readonly origin: string,
  ) {}

  /**
   * Runs the `work` of a user's command in a transaction; whatever it throws rolls everything back.
   * Resolves when this process serves what was written.
   * @returns what `work` returns, which must be JSON and hold ids only: it is kept for the idempotency key
   */
  async run<Result>(
    user: User,
    command: Command,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const { name: operation, input } = command;
    try {
      return await this.transact(async (transaction) => {
        const key = input.idempotencyKey;
        if (!key) return await work(transaction);
        const { consortiumId, subject } = user;
        const request = { consortiumId, subject, key, operation, input };
        return await once(transaction.manager, request, () => work(transaction));
      });
    } catch (error) {
      throw refusalOf(error, command);
    }
  }

  /**
   * Runs `work` in a transaction and tells what it changed once that is committed. Deadlocks and serialization
   * failures are tried again as a whole, at most three times.
   */
  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const changes: Change[] = [];
      try {
        const result = await this.dataSource.transaction(async (manager) => {
          const answer = await work({
            manager,
            changed: (topic, ...ids) => void changes.push({ topic, ids }),
          });
          await writeOutbox(manager, changes, this.origin);
          return answer;
        });
        await this.feed.publish(changes);
        return result;
      } catch (error) {
        const code = sqlState(error);
        if ((code !== SERIALIZATION_FAILURE && code !== DEADLOCK) || attempt === ATTEMPTS) throw error;
        await delay(Math.random() * 20 * 2 ** attempt);
      }
    }
  }
}

const sqlState = (error: unknown) =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

function refusalOf(error: unknown, command: Command): unknown {
  if (!(error instanceof QueryFailedError)) return DatabaseUnavailable.from(error);
  const { code, constraint = "" } = error.driverError as { code?: string; constraint?: string };
  const duplicate = command.duplicates?.[constraint];
  if (code === UNIQUE_VIOLATION && duplicate)
    return refuse(UserErrorCode.DUPLICATE, ["input", duplicate.field], duplicate.message);
  return DatabaseUnavailable.from(error.driverError);
}
