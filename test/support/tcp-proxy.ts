import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** The first thing the client said: who it is, as what application. */
  greeting: string;
}

/**
 * Stands between a service and its PostgreSQL and does what networks do. Bytes are never lost within a connection that
 * goes on, just as TCP loses none.
 */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  /** Connections whose greeting contains this hang; null for none, "" for all. */
  private silent: string | null = null;
  private lateness = 0;

  private constructor(
    private readonly listener: Server,
    private readonly target: URL,
  ) {}

  /** @param url address of the database behind it */
  static async before(url: string): Promise<TcpProxy> {
    const listener = createServer({ pauseOnConnect: true });
    const proxy = new TcpProxy(listener, new URL(url));
    listener.on("connection", (client) => proxy.join(client));
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** Address of the database by way of the proxy. */
  get url(): string {
    const url = new URL(this.target);
    const { port } = this.listener.address() as { port: number };
    [url.hostname, url.port] = ["127.0.0.1", String(port)];
    return url.href;
  }

  /**
   * Lets nothing through any more and says nothing: neither to old connections nor to new ones, which are accepted.
   * @param only connections whose first packet contains this, such as the name of an application; all by default
   */
  blackHole(only = ""): void {
    this.silent = only;
    for (const pair of this.pairs) if (this.hangs(pair)) pause(pair);
  }

  /** Lets everything through again. @param held whether connections that hung go on, with what was held back */
  pass(held: "go on" | "stay silent" = "go on"): void {
    this.silent = null;
    if (held === "stay silent") return;
    for (const { client, server } of this.pairs) {
      client.resume();
      server.resume();
    }
  }

  /** Ends every connection, as when a machine is restarted. */
  drop(): void {
    for (const { client, server } of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Makes every piece of data late by so many milliseconds on its way to the server. */
  delayBy(ms: number): void {
    this.lateness = ms;
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private join(client: Socket): void {
    const server = connect({ host: this.target.hostname, port: Number(this.target.port) });
    const pair: Pair = { client, server, greeting: "" };
    this.pairs.add(pair);
    client.on("data", (chunk) => {
      pair.greeting ||= chunk.toString("latin1");
      if (this.hangs(pair)) pause(pair);
      void this.forward(chunk, pair);
    });
    server.on("data", (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => {
        other.destroy();
        this.pairs.delete(pair);
      });
    }
    client.resume();
  }

  private hangs({ greeting }: Pair): boolean {
    return this.silent !== null && greeting.includes(this.silent);
  }

  private async forward(chunk: Buffer, { server }: Pair): Promise<void> {
    if (this.lateness > 0) await delay(this.lateness);
    if (!server.destroyed) server.write(chunk);
  }
}

function pause({ client, server }: Pair): void {
  client.pause();
  server.pause();
}
