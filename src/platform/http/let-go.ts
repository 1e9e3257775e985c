import type { Server } from "node:http";
import { Server as TcpServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Listens no more, and gives those who are connected the time to come for an answer that asks them to go elsewhere. A
 * connection that is closed while idle fails a request that is just being sent; one whose client closes it does not.
 * @param ms how long to wait for clients to go, at most
 */
export async function letGo(server: Server, ms: number): Promise<void> {
  const allGone = new Promise<void>((resolve) => {
    // Not the one of HTTP, which closes idle connections too.
    TcpServer.prototype.close.call(server, () => resolve());
  });
  await Promise.race([allGone, delay(ms, undefined, { ref: false })]);
}
