import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Driven, drive } from "./drive.js";
import { HttpConnection } from "./http-connection.js";
import { type Mutation, type Slot, variablesFor } from "./mutation.js";
import type { Scene } from "./scene.js";
import type { Told } from "./writes-server.js";

export interface ContenderOptions {
  readonly kind: "service" | "endpoint" | "raw";
  /** Of its own copy of the database. */
  readonly url: string;
  readonly issuerFolder: string;
  readonly scene: Scene;
  /** For the user of each mutation. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The compiled script of the process. */
  readonly script?: string;
}

/** One of those that are compared, in a process of its own. */
export class Contender {
  private port: number | null = null;

  private constructor(
    private readonly options: ContenderOptions,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: ContenderOptions): Promise<Contender> {
    const script = options.script ?? join(__dirname, "writes-server.js");
    const execArgv = ["--max-semi-space-size=64"];
    const contender = new Contender(options, fork(script, { stdio: ["ignore", 2, 2, "ipc"], execArgv }));
    const { kind: contenderKind, url, issuerFolder, scene } = options;
    contender.port = await contender.tell<number | null>({
      kind: "start",
      contender: contenderKind,
      url,
      issuerFolder,
      scene,
    });
    return contender;
  }

  /** Has its turn: all slots at once, each one after the other. */
  async turn(mutation: Mutation, slots: readonly Slot[], seconds: number): Promise<Driven> {
    if (this.port === null)
      return await this.tell({ kind: "drive", mutation: mutation.name, slots, seconds });
    const connections = new Map<Slot, HttpConnection>();
    for (const slot of slots) connections.set(slot, await HttpConnection.open(this.port));
    const cpu = () => this.tell<number>({ kind: "cpu" });
    let turnedAway = 0;
    const send = async (slot: Slot) => {
      turnedAway += await this.ask(mutation, slot, connections.get(slot)!);
    };
    try {
      return { ...(await drive(slots, seconds, send, cpu)), turnedAway };
    } finally {
      for (const connection of connections.values()) connection.close();
    }
  }

  /** @returns how often it was turned away */
  private async ask(mutation: Mutation, slot: Slot, connection: HttpConnection): Promise<number> {
    const isService = this.options.kind === "service";
    const path = isService ? "/graphql" : `/${mutation.name}`;
    const body = isService
      ? JSON.stringify({ query: mutation.query, variables: variablesFor(mutation, slot) })
      : JSON.stringify(slot);
    const token = this.options.tokens[mutation.name]!;
    let turnedAway = 0;
    let text = await connection.post(path, token, body);
    // By the gate, after a while: it comes again, and has waited for all of that.
    for (; text === null; turnedAway++) text = await connection.post(path, token, body);
    if (isService && !text.includes('"userErrors":[]')) throw new Error(text.slice(0, 500));
    slot.version += 1;
    return turnedAway;
  }

  private tell<Answer>(told: Told): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`The ${this.options.kind} ended with ${code}.`));
      this.child.once("exit", ended);
      this.child.once("message", ({ answer, fault }: { answer: Answer; fault?: string }) => {
        this.child.off("exit", ended);
        if (fault === undefined) resolve(answer);
        else reject(new Error(`The ${this.options.kind} failed: ${fault}`));
      });
      this.child.send(told);
    });
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null) await this.tell({ kind: "stop" }).catch(() => {});
    this.child.removeAllListeners().kill();
  }
}
