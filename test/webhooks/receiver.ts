import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What a receiver was told. */
export interface Told {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An address that keeps what it is told, and answers as a test wants. */
export class Receiver {
  readonly told: Told[] = [];
  /** The status of the answers; null for none at all. */
  status: number | null = 204;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const headers = request.headers as Record<string, string>;
        receiver.told.push({ headers, body: Buffer.concat(parts).toString("utf8") });
        if (receiver.status !== null)
          response.writeHead(receiver.status, { location: "/elsewhere" }).end("answer");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  /** What it was told of a kind. */
  of(type: string): Told[] {
    return this.told.filter(({ body }) => JSON.parse(body).type === type);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
