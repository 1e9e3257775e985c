import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";

/** One address may hold a part of all connections only, so there are several of this machine's. */
const OF_AN_ADDRESS = 400;

/** Subscribers over WebSockets, who note when they are told of something. */
export class Subscribers {
  private readonly sockets: WebSocket[] = [];
  private told = 0;
  /** When each was told since the last `reset`, by `performance.now()`. */
  times: number[] = [];

  /** @param token of the user as whom all of them subscribe */
  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  /** Resolves when all of them have had their first answer. */
  async join(count: number, query: string, variables: object): Promise<void> {
    const payload = { query, variables };
    for (let n = 0; n < count; n++) {
      await this.open(`127.0.0.${1 + Math.floor(n / OF_AN_ADDRESS)}`, payload);
      if (n % 50 === 49) await this.all(n + 1);
    }
    await this.all(count);
  }

  private async open(localAddress: string, payload: object): Promise<void> {
    const address = `${this.origin.replace(/^http/, "ws")}/graphql`;
    const socket = new WebSocket(address, "graphql-transport-ws", { localAddress });
    this.sockets.push(socket);
    socket.on("error", (error) => console.error(error.message));
    socket.on("message", (data) => {
      const text = String(data);
      if (text.includes('"connection_ack"'))
        socket.send(JSON.stringify({ type: "subscribe", id: "1", payload }));
      if (text.includes('"type":"next"')) {
        this.told += 1;
        this.times.push(performance.now());
        if (text.includes('"errors"')) throw new Error(text);
      }
    });
    await new Promise((resolve) => socket.once("open", resolve));
    const authorization = `Bearer ${this.token}`;
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  }

  reset(): void {
    this.told = 0;
    this.times = [];
  }

  /** Resolves when so many were told. @throws Error when that takes longer than 30 s */
  async all(count: number): Promise<void> {
    for (let tries = 0; this.told < count; tries++) {
      if (tries > 6000) throw new Error(`${this.told} of ${count} subscribers were told.`);
      await delay(5);
    }
  }

  leave(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}
