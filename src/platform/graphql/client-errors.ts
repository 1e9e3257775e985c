import { GraphQLError } from "graphql";
import type { HttpAnswer } from "./errors.js";

/** How an HTTP answer begins. */
export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The head of an answer with errors: each may say something.
 * @param isExecuted whether the errors come with data, or with none because a field failed; what was not even begun is
 *   400, or 500 when that is our fault
 */
export function headOf(errors: readonly GraphQLError[], isExecuted = false): Head {
  let status = isExecuted ? 200 : 400;
  const headers: Record<string, string> = {};
  for (const { extensions } of errors) {
    if (extensions.code === "INTERNAL_SERVER_ERROR" && !isExecuted) status = 500;
    // A retry may heal it: balancers and clients have to see that.
    if (extensions.code === "SERVICE_UNAVAILABLE") {
      status = 503;
      headers["retry-after"] = "1";
    }
    const http = extensions.http as HttpAnswer | undefined;
    status = http?.status ?? status;
    Object.assign(headers, http?.headers);
  }
  return { status, headers };
}

/** An error as clients get it: without what is said to HTTP. */
export function forClient(error: GraphQLError): GraphQLError {
  const { http: _, ...extensions } = error.extensions;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

export const hasCode = (errors: readonly GraphQLError[] | undefined, code: string): boolean =>
  errors?.some((error) => error.extensions.code === code) ?? false;

/** A request that does not keep to the protocol. */
export const badRequest = (message: string, status = 400): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status } } });
