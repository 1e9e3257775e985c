import { type GraphQLError, getOperationAST } from "graphql";
import { currentSpan } from "../observability/tracing.js";
import type { Operation } from "./operations.js";

/** Clients choose the names of operations: they are cut, so that no text fits into one. */
const LONGEST_NAME = 60;

/** Says on the current request's span what is asked for, or why it was refused. Without one, nothing is done. */
export function describeOperation(prepared: Operation | readonly GraphQLError[]): void {
  const span = currentSpan()?.request;
  if (!span) return;
  if (!("document" in prepared)) {
    span.set({ "skillbridge.refusal": String(prepared[0]?.extensions.code) });
    return;
  }
  const { type, document, operationName, context } = prepared;
  const name = getOperationAST(document, operationName)?.name?.value.slice(0, LONGEST_NAME);
  span.rename(name ? `${type} ${name}` : type);
  span.set({
    "graphql.operation.type": type,
    "graphql.operation.name": name,
    "skillbridge.role": context.principal.kind === "user" ? context.principal.role : "ANONYMOUS",
  });
}
