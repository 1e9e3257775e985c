import { Agent, type IncomingMessage, request } from "node:http";

/** How a request went: a status, or why there is none. */
export interface Sent {
  readonly status?: number;
  readonly body?: string;
  /** As given by the operating system, such as ECONNREFUSED: nobody listened, so the request can go elsewhere. */
  readonly code?: string;
}

/** A client of one connection that it keeps, as balancers and browsers do, and opens anew when asked to close it. */
export class KeepAliveClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly origin: string) {}

  post(query: string, headers: Readonly<Record<string, string>> = {}, variables: object = {}): Promise<Sent> {
    const body = JSON.stringify({ query, variables });
    return new Promise((resolve) => {
      const sent = request(`${this.origin}/graphql`, {
        method: "POST",
        agent: this.agent,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      });
      sent.on("error", (error: NodeJS.ErrnoException) => resolve({ code: error.code ?? error.message }));
      sent.on("response", (response: IncomingMessage) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("error", (error: NodeJS.ErrnoException) =>
          resolve({ code: error.code ?? error.message }),
        );
        response.on("end", () => resolve({ status: response.statusCode, body: text }));
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
