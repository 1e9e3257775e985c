import type { Logger } from "pino";
import type { Authenticate } from "../auth/authenticate.js";
import type { Connections } from "./connections.js";
import type { LiveOperations } from "./live-operations.js";

/** What the transports that keep a connection open have in common. */
export interface LiveTransport {
  readonly operations: LiveOperations;
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  /** Origins of web pages that may connect, beside the service's own. */
  readonly allowedOrigins: readonly (string | RegExp)[];
  /** Addresses of the proxies whose word about the caller's address is taken. */
  readonly trustProxy: readonly string[] | false;
  readonly logger: Logger;
}
