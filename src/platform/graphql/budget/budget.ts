import { GraphQLError } from "graphql";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Principal } from "../../auth/principal.js";
import type { Reads } from "../../database/reads.js";
import { type ErrorCode, httpAnswer } from "../errors.js";
import { BudgetTable } from "./budget-table.js";
import { networkOf } from "./caller-network.js";

/** How much of a budget is left. */
export interface Allowance {
  /** Points per minute. */
  readonly limit: number;
  readonly remaining: number;
  /** When all of it is there again. */
  readonly resetAt: Date;
}

/** Whose budget it is. */
export interface Caller {
  readonly principal: Principal;
  /** The IP address that the request came from. */
  readonly address: string;
}

export interface BudgetSettings {
  /** Points per minute of each user. */
  readonly perUser: number;
  /** Points per minute of each network from which somebody asks without a token. */
  readonly perAddress: number;
  /** "postgres" lets replicas share budgets; "memory" gives each of them its own. */
  readonly store: "memory" | "postgres";
}

const MINUTE_S = 60;
const TABLE = "request_budget";

/** Points that callers may take per minute: a window begins with the first request, and ends a minute later. */
export class Budget {
  private readonly users: RateLimiterAbstract;
  private readonly addresses: RateLimiterAbstract;

  /** @param reads where the table is; asked only with the store "postgres" */
  constructor({ perUser, perAddress, store }: BudgetSettings, reads: Reads) {
    const limiter = store === "postgres" ? (options: Options) => inPostgres(options, reads) : inMemory;
    this.users = limiter({ keyPrefix: "user", points: perUser, duration: MINUTE_S });
    this.addresses = limiter({ keyPrefix: "address", points: perAddress, duration: MINUTE_S });
  }

  /**
   * Takes points from the caller's budget. What is left is used up by a request that takes more than that.
   * @throws GraphQLError RATE_LIMITED, with when to come again
   */
  async take({ principal, address }: Caller, points: number): Promise<Allowance> {
    const isUser = principal.kind === "user";
    const limiter = isUser ? this.users : this.addresses;
    const key = isUser ? principal.subject : networkOf(address);
    try {
      return allowanceOf(limiter.points, await limiter.consume(key, points));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw exhausted(allowanceOf(limiter.points, error));
      throw error;
    }
  }
}

interface Options {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

const inMemory = (options: Options) => new RateLimiterMemory(options);

/** Whoever is over budget is known to be so in memory, so that attacks do not reach the database. */
const inPostgres = (options: Options, reads: Reads) =>
  new RateLimiterPostgres({
    ...options,
    tableName: TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
    storeType: "client",
    storeClient: new BudgetTable(reads),
    inMemoryBlockOnConsumed: options.points + 1,
    // A database that does not answer must neither stop the service nor take the limits away.
    insuranceLimiter: inMemory(options),
  });

const allowanceOf = (limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance => ({
  limit,
  remaining: remainingPoints,
  resetAt: new Date(Date.now() + Math.max(0, msBeforeNext)),
});

function exhausted(allowance: Allowance): GraphQLError {
  const seconds = Math.max(1, Math.ceil((allowance.resetAt.getTime() - Date.now()) / 1000));
  return new GraphQLError(
    `Your budget of ${allowance.limit} points per minute does not suffice. Try again in ${seconds} s.`,
    {
      extensions: {
        code: "RATE_LIMITED" satisfies ErrorCode,
        rateLimit: { ...allowance, remaining: 0, resetAt: allowance.resetAt.toISOString() },
        http: httpAnswer(429, { "retry-after": String(seconds) }),
      },
    },
  );
}
