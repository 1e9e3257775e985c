import { type ChildProcess, fork } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import type { Ports, Start } from "./limits-server.js";

/** Starts the server in a process of its own, and asks it over HTTP, one request after the other. */
export class LimitsClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });
  private readonly child: ChildProcess = fork(join(__dirname, "limits-server.js"), {
    stdio: ["ignore", 2, 2, "ipc"],
    execArgv: ["--max-semi-space-size=64"],
  });

  async start(start: Start): Promise<Ports> {
    return await this.tell<Ports>(start);
  }

  /** CPU time that the server has taken so far, in milliseconds. */
  async cpu(): Promise<number> {
    return await this.tell<number>("cpu");
  }

  private tell<Answer>(message: Start | "cpu" | "stop"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
      this.child.once("exit", ended);
      this.child.once("message", (answer) => {
        this.child.off("exit", ended);
        resolve(answer as Answer);
      });
      this.child.send(message);
    });
  }

  /** @throws Error when the answer has errors */
  ask(port: number, token: string, operation: object): Promise<void> {
    const body = JSON.stringify(operation);
    return new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
      };
      const sent = request({ port, path: "/graphql", method: "POST", agent: this.agent, headers });
      sent.on("error", reject).on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve();
          else reject(new Error(`${response.statusCode} ${text.slice(0, 500)}`));
        });
      });
      sent.end(body);
    });
  }

  /** The service is closed first: the database is stopped after its last connection. */
  async close(): Promise<void> {
    this.agent.destroy();
    if (this.child.exitCode === null) await this.tell("stop").catch(() => {});
    this.child.removeAllListeners().kill();
  }
}
