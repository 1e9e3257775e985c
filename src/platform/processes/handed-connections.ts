import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Connections that another process accepted and handed over to the HTTP server of this one, which does not listen. Such a
 * server neither counts them nor waits for them when it closes, so that is done here.
 */
export class HandedConnections {
  private readonly open = new Set<Socket>();
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly server: Server) {
    // Node begins to watch over idle connections and slow requests when a server listens.
    server.emit("listening");
  }

  take(socket: Socket): void {
    this.open.add(socket);
    socket.once("close", () => {
      this.open.delete(socket);
      if (this.open.size === 0) for (const resolve of this.waiting.splice(0)) resolve();
    });
    this.server.emit("connection", socket);
  }

  /** Resolves when none is open. */
  async allGone(): Promise<void> {
    if (this.open.size > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
