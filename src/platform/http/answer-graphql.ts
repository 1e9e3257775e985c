import type { FastifyReply, FastifyRequest } from "fastify";
import { type ExecutionResult, GraphQLError, OperationTypeNode } from "graphql";
import { badRequest, forClient, headOf } from "../graphql/client-errors.js";
import type { Operations } from "../graphql/operations.js";
import { type MediaType, mediaTypeFor, PLAIN_JSON } from "./accepted.js";
import { askedBy } from "./asked.js";

/**
 * Answers GraphQL over HTTP as its specification says (draft of 2025), by POST, or by GET for queries.
 * @returns a handler for requests that have passed the gate
 */
export const answerGraphQL =
  (operations: Operations) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { accept } = request.headers;
    const type = mediaTypeFor(accept);
    const fault = request.method === "GET" ? faultInGet(request) : undefined;
    if (fault) return send(reply, PLAIN_JSON, refusal(fault));
    if (!type) return send(reply, PLAIN_JSON, refusal(badRequest(`Accept ${PLAIN_JSON}.`, 406)));
    return send(reply, type, await resultFor(operations, request), accept === PLAIN_JSON);
  };

async function resultFor(operations: Operations, request: FastifyRequest): Promise<ExecutionResult> {
  const operation = await operations.prepare(askedBy(request));
  if (!("document" in operation)) return { errors: operation };
  if (operation.type === OperationTypeNode.SUBSCRIPTION) return refusal(onlyLive());
  if (operation.type === OperationTypeNode.MUTATION && request.method === "GET") return refusal(byPost());
  return await operations.execute(operation);
}

/** What is wrong with a GET before anybody looks at what is asked. */
function faultInGet({ query, headers }: FastifyRequest): GraphQLError | undefined {
  const twice = Object.entries(query as object).find(([, value]) => Array.isArray(value));
  if (twice) return badRequest(`Send \`${twice[0]}\` only once.`);
  // Browsers send none of these from a page of somebody else's without asking first.
  const isMeant =
    headers["apollo-require-preflight"] ||
    headers["x-apollo-operation-name"] ||
    headers["content-type"] === "application/json";
  return isMeant
    ? undefined
    : badRequest(
        "This could come from any web page (CSRF). Send the header `apollo-require-preflight: true`, or ask by POST.",
      );
}

const refusal = (error: GraphQLError): ExecutionResult => ({ errors: [error] });

const byPost = () =>
  new GraphQLError("Send mutations by POST.", {
    extensions: { code: "BAD_REQUEST", http: { status: 405, headers: { allow: "POST" } } },
  });

const onlyLive = () =>
  badRequest(
    "Subscriptions are answered over WebSocket at /graphql, and as server-sent events at /graphql/stream.",
  );

const MISTAKES = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/**
 * @param isOld whether the client accepts application/json alone: it is one of before there was the other type, and
 *   expects 200 with every answer of GraphQL, refusals of the document included (GraphQL over HTTP, section 6.4.1)
 */
function send(reply: FastifyReply, type: MediaType, result: ExecutionResult, isOld = false): FastifyReply {
  reply.header("content-type", `${type}; charset=utf-8`).header("cache-control", "no-store");
  if (!result.errors) return reply.send(JSON.stringify(result));
  const { errors, ...others } = result;
  const isExecuted = result.data !== undefined;
  const { status, headers } = headOf(errors, isExecuted);
  const isMistake = !isExecuted && errors.every(({ extensions }) => MISTAKES.has(String(extensions.code)));
  return reply
    .code(isOld && isMistake && status === 400 ? 200 : status)
    .headers(headers)
    .send(JSON.stringify({ errors: errors.map(forClient), ...others }));
}
