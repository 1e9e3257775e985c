import { setTimeout as delay } from "node:timers/promises";
import type { FastifyReply, RouteHandlerMethod, RouteShorthandOptions } from "fastify";
import { type Gate, Overloaded, patience, RETRY_AFTER_SECONDS } from "./gate.js";

/**
 * A route whose handler is run only when the gate lets it in. Health and metrics do not go through it: they must answer
 * above all when there is too much to do.
 */
export function throughGate(
  gate: Gate,
  handler: RouteHandlerMethod,
): RouteShorthandOptions & { handler: RouteHandlerMethod } {
  return {
    // Before the body is read. A place is taken only after that: a client that sends slowly must not hold one.
    onRequest: async (request, reply) => {
      try {
        gate.refuseIfFull();
      } catch (error) {
        await delay(patience());
        return turnAway(error, request.id, reply);
      }
    },
    handler: async function handle(request, reply) {
      try {
        return await gate.run(async () => handler.call(this, request, reply));
      } catch (error) {
        return turnAway(error, request.id, reply);
      }
    },
  };
}

function turnAway(error: unknown, requestId: string, reply: FastifyReply): FastifyReply {
  if (!(error instanceof Overloaded)) throw error;
  const { message, extensions } = error;
  return reply
    .code(503)
    .header("retry-after", String(RETRY_AFTER_SECONDS))
    .send({ errors: [{ message, extensions: { code: extensions.code, requestId } }] });
}
