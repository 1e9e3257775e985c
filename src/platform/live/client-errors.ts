import { GraphQLError } from "graphql";

/** How an HTTP answer that consists of errors begins, as Apollo works it out: each error may say something. */
export function headOf(errors: readonly GraphQLError[]): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
} {
  let status = 400;
  const headers: Record<string, string> = {};
  for (const { extensions } of errors) {
    if (extensions.code === "INTERNAL_SERVER_ERROR") status = 500;
    if (extensions.code === "SERVICE_UNAVAILABLE") {
      status = 503;
      headers["retry-after"] = "1";
    }
    const http = extensions.http as { status?: number; headers?: unknown } | undefined;
    status = http?.status ?? status;
    for (const [name, value] of http?.headers instanceof Map ? http.headers : []) headers[name] = value;
  }
  return { status, headers };
}

/** An error as clients get it: without what is said to HTTP servers, which Apollo removes by itself. */
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
