import type { FastifyRequest } from "fastify";
import { GATEWAY_HEADER } from "../auth/gateway.js";
import type { Asked } from "../graphql/admission.js";
import type { AskedOperation } from "../graphql/operations.js";

/** What a request asks. */
export function askedBy(request: FastifyRequest): AskedOperation {
  const { query, variables, extensions, operationName } =
    request.method === "GET" ? parametersOf(request) : bodyOf(request);
  const { authorization, gatewayCredential, address, requestId } = callerOf(request);
  return {
    query,
    variables,
    extensions,
    operationName,
    authorization,
    gatewayCredential,
    address,
    requestId,
  };
}

/** Who asks, by what is beside the question. */
export function callerOf({
  headers,
  ip,
  id,
}: FastifyRequest): Pick<Asked, "authorization" | "gatewayCredential" | "address" | "requestId" | "trace"> {
  const { authorization, [GATEWAY_HEADER]: credential } = headers;
  const gatewayCredential = credential?.toString();
  return { authorization, gatewayCredential, address: ip, requestId: id, trace: headers };
}

interface Sent {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  readonly operationName?: unknown;
}

const bodyOf = ({ body }: FastifyRequest): Sent =>
  body !== null && typeof body === "object" && !Array.isArray(body) ? (body as Sent) : {};

function parametersOf(request: FastifyRequest): Sent {
  const { searchParams } = new URL(request.url, "http://localhost/");
  return {
    query: searchParams.get("query") ?? undefined,
    operationName: searchParams.get("operationName") ?? undefined,
    variables: jsonOf(searchParams.get("variables")),
    extensions: jsonOf(searchParams.get("extensions")),
  };
}

/** What is no JSON stays a text, which is refused where an object is expected. */
function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
