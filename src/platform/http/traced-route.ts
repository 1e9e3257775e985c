import type { FastifyReply, FastifyRequest } from "fastify";
import { during, type Tracing, typeOf } from "../observability/tracing.js";
import type { throughGate } from "./through-gate.js";

type Route = ReturnType<typeof throughGate>;

/**
 * The same route, of which each request is a span that continues the caller's trace. It begins when the body has been read:
 * what is turned away before costs little, and must go on doing so.
 */
export function tracedRoute(tracing: Tracing | undefined, url: string, route: Route): Route {
  if (!tracing) return route;
  return {
    ...route,
    handler: async function handle(request, reply) {
      const span = tracing.open(`${request.method} ${url}`, {
        kind: "server",
        from: request.headers,
        attributes: {
          "http.request.method": request.method,
          "http.route": url,
          "skillbridge.request_id": request.id,
        },
      });
      return await during(span, async () => {
        try {
          return await route.handler.call(this, request as FastifyRequest, reply);
        } catch (error) {
          // Not thrown: Fastify would log it outside, where the trace is not known any more.
          span.fail(typeOf(error));
          return reply.send(error);
        } finally {
          const { statusCode } = reply as FastifyReply;
          span.set({ "http.response.status_code": statusCode });
          if (statusCode >= 500) span.fail(String(statusCode));
        }
      });
    },
  };
}
