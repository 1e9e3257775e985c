import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/**
 * Stands between a service and its PostgreSQL and does what networks do. Bytes are never lost within a connection that
 * goes on, just as TCP loses none.
 */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private silent = false;
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

  /** Lets nothing through any more and says nothing: neither to old connections nor to new ones, which are accepted. */
  blackHole(): void {
    this.silent = true;
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  /** Lets everything through again. @param held whether connections that hung go on, with what was held back */
  pass(held: "go on" | "stay silent" = "go on"): void {
    this.silent = false;
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
    const pair = { client, server };
    this.pairs.add(pair);
    client.on("data", (chunk) => void this.forward(chunk, server));
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
    if (this.silent) server.pause();
    else client.resume();
  }

  private async forward(chunk: Buffer, server: Socket): Promise<void> {
    if (this.lateness > 0) await delay(this.lateness);
    if (!server.destroyed) server.write(chunk);
  }
}
