import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createHandler, type Request, type RequestParams, type Response } from "graphql-sse";
import { EventStreamSession } from "./event-stream-session.js";
import { isOriginAllowed } from "./origin.js";
import type { LiveTransport } from "./transport.js";

const EVENT_STREAM = "text/event-stream";
/** How long a client may take to read what was sent when the service stops. */
const GOODBYE_MS = 1000;

type Streaming = Request<EventStreamSession, undefined>;

/** GraphQL over server-sent events, one connection for each operation ("distinct connections mode" of graphql-sse). */
export class EventStreams {
  private readonly sessions = new Set<EventStreamSession>();
  private readonly handle = createHandler<EventStreamSession, undefined>({
    // The protocol's other mode, in which the server keeps streams for clients to come back to, is off.
    authenticate: () => null,
    onSubscribe: ({ raw: session }: Streaming, message: RequestParams) => session.begin(message),
    onNext: (_, { raw: session }) => session.written,
  });
  private draining = false;

  constructor(private readonly live: LiveTransport) {}

  /** Serves `path` of `app`, until that closes. */
  serve(app: FastifyInstance, path: string): void {
    app.route({
      method: ["GET", "POST"],
      url: path,
      exposeHeadRoute: false,
      handler: (request, reply) => this.answer(request, reply),
    });
    app.addHook("preClose", async () => {
      this.draining = true;
      for (const session of this.sessions) session.drain();
    });
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { accept, origin, host } = request.headers;
    if (!accept?.includes(EVENT_STREAM)) return refuse(reply, 406, `Accept ${EVENT_STREAM}.`);
    if (!isOriginAllowed(origin, host, this.live.allowedOrigins))
      return refuse(reply, 403, "Pages of this origin may not connect.");
    const leave = this.draining ? null : this.live.connections.enter(request.ip);
    if (!leave) return refuse(reply.header("retry-after", "5"), 503, "There are too many connections.");
    const session = new EventStreamSession(request, this.live);
    this.sessions.add(session);
    try {
      return await this.respond(await this.handle(asStreaming(session)), session, reply);
    } finally {
      session.close();
      this.sessions.delete(session);
      leave();
    }
  }

  private async respond(
    [body, { status, statusText, headers }]: Response,
    session: EventStreamSession,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (body !== null && typeof body !== "string") {
      reply.hijack();
      reply.raw.writeHead(status, {
        ...(reply.getHeaders() as object),
        ...headers,
        "x-request-id": reply.request.id,
      });
      await stream(body, session, reply.raw);
      return reply;
    }
    if (body === null) return refuse(reply, status, `${statusText}.`);
    return reply
      .code(status)
      .headers(headers ?? {})
      .send(body);
  }
}

const asStreaming = (session: EventStreamSession): Streaming => {
  const { method, url, headers, body } = session.request;
  return {
    method,
    url,
    headers: { get: (name) => (name === "accept" ? EVENT_STREAM : headers[name]?.toString()) },
    body: body as Record<string, unknown>,
    raw: session,
    context: undefined,
  };
};

/** Sends what comes until it ends, the client leaves or the service stops; each piece when the one before is through. */
async function stream(
  body: AsyncGenerator<string, void, undefined>,
  session: EventStreamSession,
  response: ServerResponse,
): Promise<void> {
  session.onStop(() => {
    void body.return();
    setTimeout(() => response.destroy(), GOODBYE_MS).unref();
  });
  response.once("close", () => session.stop());
  if (response.destroyed) session.stop();
  try {
    for await (const piece of body) {
      // Without the word that it is complete clients connect anew, and elsewhere.
      if (session.isStopped) break;
      session.written = new Promise((resolve) => response.write(piece, () => resolve()));
      await session.written;
    }
  } finally {
    response.end();
  }
}

const refuse = (reply: FastifyReply, status: number, message: string) =>
  reply.code(status).send({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
