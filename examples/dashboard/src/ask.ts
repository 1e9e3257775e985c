import type { TypedDocumentString } from "./graphql/graphql.ts";

/** Why there is no answer. */
export type FaultKind = "unauthenticated" | "forbidden" | "limited" | "unreachable" | "failed";

export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    message: string,
    /** Whoever runs the service finds the request by it. */
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

interface Reply<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

const KINDS: Readonly<Record<string, FaultKind>> = {
  UNAUTHENTICATED: "unauthenticated",
  FORBIDDEN: "forbidden",
  RATE_LIMITED: "limited",
};

/**
 * Asks the service.
 * @param token whose question it is
 * @returns the data; never part of it
 * @throws Fault when there is none, or not all of it
 */
export async function ask<T, V>(
  document: TypedDocumentString<T, V>,
  variables: V,
  token: string,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send({ query: document.toString(), variables }, token, signal);
  const requestId = response.headers.get("x-request-id");
  const reply = (await response.json().catch(() => ({}))) as Reply<T>;
  const [error] = reply.errors ?? [];
  if (error) throw new Fault(KINDS[error.extensions?.code ?? ""] ?? "failed", error.message, requestId);
  if (!response.ok || !reply.data) throw notTheService(response.status, requestId);
  return reply.data;
}

async function send(body: object, token: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
      signal,
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new Fault("unreachable", "Nothing answers. Check your connection, and whether the service runs.");
  }
}

function notTheService(status: number, requestId: string | null): Fault {
  // The proxy in front says so with a 5xx of its own when the service behind it is not there.
  return status >= 500
    ? new Fault("unreachable", "The service does not answer. Check whether it runs.", requestId)
    : new Fault("failed", `The answer (HTTP ${status}) is not one of the service.`, requestId);
}
