import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type DocumentNode, parse } from "graphql";
import type { Principal } from "../../src/platform/auth/principal.js";

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly principal: Principal;
}

/** What a replica may be asked. */
export type Question =
  | { readonly kind: "start"; readonly url: string }
  | { readonly kind: "stop" }
  /** What it holds in memory; see `ReplicaMemory`. */
  | { readonly kind: "memory" }
  /** To serve over HTTP, for tokens of the development issuer in a folder; answers `Origins`. */
  | { readonly kind: "listen"; readonly issuerFolder: string }
  | ({ readonly kind: "execute" } & Operation)
  /** To repeat the operation until its data, as JSON, is not `unlike` any more. */
  | ({ readonly kind: "await"; readonly unlike: string } & Operation);

/** In bytes. */
export interface ReplicaMemory {
  /** Heap and buffers, after garbage collection. */
  readonly held: number;
  readonly resident: number;
}

/** Where the same API listens: over the index, and over SQL. */
export interface Origins {
  readonly index: string;
  readonly sql: string;
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly data: any;
  /** When it was there: milliseconds of the machine's monotonic clock. */
  readonly at: number;
}

const documents = new Map<string, DocumentNode>();

/** The document of a query, parsed at its first use. */
export function parseOnce(query: string): DocumentNode {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return document;
}

/** Speaks with a replica in a process of its own. */
export class ReplicaClient {
  private readonly waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (fault: Error) => void }
  >();
  private last = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on("message", ({ id, answer, fault }: { id: number; answer?: Answer; fault?: string }) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (answer) waiting?.resolve(answer);
      else waiting?.reject(new Error(`The replica failed: ${fault}`));
    });
    child.on("exit", (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`The replica ended with ${code}.`));
    });
  }

  /** Starts a service on the database at `url`; done when it has loaded everything. */
  static async start(url: string): Promise<ReplicaClient> {
    const client = new ReplicaClient(fork(join(__dirname, "replica.js"), { stdio: ["ignore", 2, 2, "ipc"] }));
    await client.ask({ kind: "start", url });
    return client;
  }

  ask(question: Question): Promise<Answer> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, question });
    });
  }

  async stop(): Promise<void> {
    await this.ask({ kind: "stop" });
  }
}
