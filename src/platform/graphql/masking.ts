import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { DatabaseUnavailable } from "../database/unavailable.js";
import { noteFault } from "../observability/tracing.js";
import type { Context } from "./context.js";
import type { ErrorCode } from "./errors.js";

/**
 * What a client may see of an error: errors meant for clients as they are, everything else only as a code and the
 * request's id, under which the log has the rest.
 */
export function publicError(
  error: GraphQLError,
  { requestId }: Pick<Context, "requestId">,
  logger: Logger,
): GraphQLError {
  const cause = rootOf(error);
  const { nodes, source, positions, path } = error;
  const where = { nodes, source, positions, path };
  if (cause instanceof DatabaseUnavailable) {
    noteFault(cause);
    logger.warn({ err: cause.cause, requestId }, "the database is not available");
    return new GraphQLError("The service cannot answer now. Try again in a moment.", {
      ...where,
      extensions: { code: "SERVICE_UNAVAILABLE" satisfies ErrorCode, requestId },
    });
  }
  if (cause instanceof GraphQLError && isForClients(cause)) {
    return new GraphQLError(cause.message, {
      ...where,
      extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode, ...cause.extensions },
    });
  }
  noteFault(cause);
  logger.error({ err: cause, requestId, path: error.path }, "a request failed");
  return new GraphQLError("Something went wrong on our side.", {
    ...where,
    extensions: { code: "INTERNAL_SERVER_ERROR" satisfies ErrorCode, requestId },
  });
}

/** What has no code is GraphQL's own: it is for clients when it is about an argument, and about a value of ours otherwise. */
const isForClients = ({ extensions, message }: GraphQLError): boolean =>
  extensions.code !== undefined || message.startsWith('Argument "');

function rootOf(error: Error): Error {
  const inner = (error as { originalError?: Error }).originalError;
  return inner ? rootOf(inner) : error;
}
