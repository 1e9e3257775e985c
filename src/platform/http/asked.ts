import type { FastifyRequest } from "fastify";
import { GATEWAY_HEADER } from "../auth/gateway.js";
import type { Asked } from "../graphql/admission.js";

/** What a request asks, read as Apollo Server will read it: nothing may pass here as something else than there. */
export function askedBy(request: FastifyRequest): Asked {
  const { query, variables, extensions } = request.method === "GET" ? parametersOf(request) : bodyOf(request);
  return { query, variables, extensions, ...callerOf(request) };
}

/** Who asks, by what is beside the question. */
export function callerOf({
  headers,
  ip,
  id,
}: FastifyRequest): Pick<Asked, "authorization" | "gatewayCredential" | "address" | "requestId"> {
  const { authorization, [GATEWAY_HEADER]: credential } = headers;
  return { authorization, gatewayCredential: credential?.toString(), address: ip, requestId: id };
}

interface Sent {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

const bodyOf = ({ body }: FastifyRequest): Sent =>
  body !== null && typeof body === "object" && !Array.isArray(body) ? (body as Sent) : {};

function parametersOf(request: FastifyRequest): Sent {
  const { searchParams } = new URL(request.url, "http://localhost/");
  return {
    query: searchParams.get("query") ?? undefined,
    variables: jsonOf(searchParams.get("variables")),
    extensions: jsonOf(searchParams.get("extensions")),
  };
}

/** What is no JSON is refused by Apollo Server. */
function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
