import { GraphQLError } from "graphql";

/** The stable values of `extensions.code`, beside those that Apollo gave to what clients send wrong. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "LIMIT_EXCEEDED"
  | "RATE_LIMITED"
  | "SERVICE_UNAVAILABLE"
  | "INTERNAL_SERVER_ERROR";

/** One thing wrong with what the caller sent. */
export interface InputFault {
  /** Path into the arguments, such as ["input", "skills", "0", "proficiency"]. */
  readonly field: readonly string[];
  readonly message: string;
}

/** Arguments that break the contract; a mutation answers them as `userErrors`, a query as BAD_USER_INPUT. */
export class InvalidInput extends GraphQLError {
  constructor(readonly faults: readonly InputFault[]) {
    super(faults.map((fault) => `${fault.field.join(".")}: ${fault.message}`).join("; "), {
      extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode, faults },
    });
  }
}

/** The caller must present a token. */
export const unauthenticated = (message = "Send a token: `Authorization: Bearer <token>`.") =>
  new GraphQLError(message, {
    extensions: {
      code: "UNAUTHENTICATED" satisfies ErrorCode,
      http: httpAnswer(401, { "www-authenticate": "Bearer" }),
    },
  });

/**
 * Something this service needs does not answer, and may do so later.
 * @param retryAfter in seconds
 */
export const unavailable = (message: string, retryAfter: number) =>
  new GraphQLError(message, {
    extensions: {
      code: "SERVICE_UNAVAILABLE" satisfies ErrorCode,
      http: httpAnswer(503, { "retry-after": String(retryAfter) }),
    },
  });

/** The caller's role does not allow it, whatever it is about. */
export const forbidden = (message = "Your role does not allow this.") =>
  new GraphQLError(message, { extensions: { code: "FORBIDDEN" satisfies ErrorCode, http: { status: 403 } } });

/** What an error says to HTTP; clients do not see it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `extensions.http`; another package declares another shape for it. */
export const httpAnswer = (status: number, headers: HttpAnswer["headers"]) =>
  ({ status, headers }) satisfies HttpAnswer as never;
