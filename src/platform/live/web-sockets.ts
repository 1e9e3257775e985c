import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import { type WebSocket, WebSocketServer } from "ws";
import { isOriginAllowed } from "./origin.js";
import type { LiveTransport } from "./transport.js";
import { type Admitted, WebSocketSession } from "./web-socket-session.js";

const MOST_MESSAGE_BYTES = 100_000;
/** A client that does not read its answers is not read either. */
const MOST_UNSENT_BYTES = 1_000_000;
const PING_MS = 12_000;
/** How long answers may take when the service stops, and the closing of connections then. */
const ANSWERS_MS = 4000;
const GOODBYE_MS = 1000;
const GOING_AWAY = 1001;

/** A session, and whether it answered the last ping. */
interface Connected {
  readonly session: WebSocketSession;
  isAlive: boolean;
}

/** GraphQL over WebSocket, in the protocol `graphql-transport-ws` as graphql-ws speaks it. */
export class WebSockets {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols,
  });
  private readonly graphql = makeServer<Record<string, unknown>, WebSocketSession>({
    onConnect: ({ extra: session, connectionParams }) => session.connect(connectionParams),
    onSubscribe: ({ extra: session }, _, message) => session.admit(message),
    execute: ({ contextValue }) => admitted(contextValue).session.answer(admitted(contextValue)),
    subscribe: ({ contextValue }) => admitted(contextValue).session.subscribe(admitted(contextValue)),
    onNext: ({ extra: session }, _id, _message, _args, result) => session.sending(result),
  });
  private readonly connected = new Set<Connected>();
  private readonly isTrusted: ReturnType<typeof proxyAddress.compile>;
  private draining = false;

  /** @param paths where sockets may be opened */
  constructor(
    private readonly live: LiveTransport,
    private readonly paths: readonly string[],
  ) {
    this.isTrusted = proxyAddress.compile(live.trustProxy ? [...live.trustProxy] : []);
  }

  /**
   * Opens sockets on the port of `app`, until that closes.
   * @param pingEvery in milliseconds; who does not answer until the next ping is taken for gone
   */
  serve(app: FastifyInstance, pingEvery = PING_MS): void {
    app.server.on("upgrade", (request, socket, head) => this.upgrade(request, socket, head));
    const pings = setInterval(() => this.ping(), pingEvery).unref();
    app.addHook("preClose", async () => {
      await this.drain();
      clearInterval(pings);
    });
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => {});
    const refusal = this.refusalOf(request);
    const leave = refusal || this.draining ? null : this.live.connections.enter(this.addressOf(request));
    if (leave) {
      socket.once("close", leave);
      this.server.handleUpgrade(request, socket, head, (opened) => this.opened(opened, request));
    } else refuse(socket, refusal ?? 503);
  }

  /** The status with which a socket is refused, if it is. */
  private refusalOf({ url = "", headers: { origin, host } }: IncomingMessage): number | undefined {
    if (!this.paths.includes(url.split("?")[0]!)) return 404;
    return isOriginAllowed(origin, host, this.live.allowedOrigins) ? undefined : 403;
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const { operations, authenticate, logger } = this.live;
    const address = this.addressOf(request);
    const session = new WebSocketSession(socket, request, address, operations, authenticate);
    const connected: Connected = { session, isAlive: true };
    this.connected.add(connected);
    const closed = this.graphql.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) =>
          socket.on("message", (data) => this.received(socket, String(data), listener)),
      },
      session,
    );
    socket.on("pong", () => {
      connected.isAlive = true;
    });
    socket.on("error", (error) => logger.debug({ err: error }, "a WebSocket failed"));
    socket.once("close", (code, reason) => {
      this.connected.delete(connected);
      session.closed();
      closed(code, String(reason)).catch((error) =>
        logger.error({ err: error }, "leaving a WebSocket failed"),
      );
    });
  }

  /** As Fastify finds it for the requests that reach it. */
  private addressOf(request: IncomingMessage): string {
    return proxyAddress(request, this.isTrusted) ?? "";
  }

  private async received(
    socket: WebSocket,
    text: string,
    listener: (text: string) => Promise<void>,
  ): Promise<void> {
    if (socket.bufferedAmount > MOST_UNSENT_BYTES) socket.pause();
    try {
      await listener(text);
    } catch (error) {
      // What only a server may send.
      if (/^Unexpected message/.test((error as Error).message))
        return socket.close(CloseCode.BadRequest, "Unexpected message");
      this.live.logger.error({ err: error }, "a message over a WebSocket failed");
      socket.close(CloseCode.InternalServerError, "Something went wrong on our side.");
    }
  }

  /** Ends connections that nobody holds at the other end any more. */
  private ping(): void {
    for (const connected of this.connected) {
      const { socket } = connected.session;
      if (!connected.isAlive) socket.terminate();
      connected.isAlive = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }

  /** Lets what is being answered be sent, and tells clients to connect elsewhere. */
  private async drain(): Promise<void> {
    this.draining = true;
    const sessions = [...this.connected].map(({ session }) => session);
    await Promise.race([Promise.all(sessions.map((session) => session.drain())), pause(ANSWERS_MS)]);
    const gone = [...this.connected].map(
      ({ session: { socket } }) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    for (const { session } of this.connected) session.close(GOING_AWAY, "The service is stopping.");
    await Promise.race([Promise.all(gone), pause(GOODBYE_MS)]);
    for (const { session } of this.connected) session.socket.terminate();
  }
}

const admitted = (contextValue: unknown) => contextValue as Admitted;
const pause = (ms: number) => delay(ms, undefined, { ref: false });

/** Resolves when it is sent, so that a slow reader slows down what is made for them. */
const send = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(text, () => {
      if (socket.isPaused && socket.bufferedAmount <= MOST_UNSENT_BYTES) socket.resume();
      resolve();
    });
  });

function refuse(socket: Duplex, status: number): void {
  const retry = status === 503 ? "retry-after: 5\r\n" : "";
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n`;
  socket.end(`${head}${retry}\r\n`);
}
