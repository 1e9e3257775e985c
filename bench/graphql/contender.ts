import type { ChildProcess } from "node:child_process";
import type { WireRequest } from "../peers/src/load-contract.js";
import type { Operation, Variables } from "./operations.js";

/** A contender that can be started. */
export interface ContenderSource {
  readonly name: string;
  /** Compiled file that is forked; it speaks as bench/peers/src/serve.ts says. */
  readonly script: string;
  /** What it is run by; the running node when left out. */
  readonly execPath?: string;
  /** Beside DATABASE_URL. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sent with every request to it. */
  headers?(operation: Operation): Readonly<Record<string, string>>;
  /** Where the operation is asked; /graphql when left out. */
  path?(operation: Operation): string;
  /** The body of a request; query and variables when left out. */
  body?(operation: Operation, variables: Variables): unknown;
  /** The answer in the shape of ours, where it has another. @param data what stands under "data" */
  data?(operation: Operation, data: unknown): unknown;
  /** Names of the operations that it is there for; all when left out. */
  readonly answersOnly?: readonly string[];
}

/** A contender in a process of its own. */
export interface RunningContender {
  readonly source: ContenderSource;
  /** Such as http://127.0.0.1:40000. */
  readonly origin: string;
  readonly child: ChildProcess;
  /** CPU time that the process has taken so far, in milliseconds. */
  cpu(): Promise<number>;
  /** In bytes, after garbage collection. */
  memory(): Promise<{ readonly rss: number; readonly heap: number }>;
  stop(): Promise<void>;
}

/** What is sent to a contender to ask an operation. */
export function wireRequest(
  source: ContenderSource,
  operation: Operation,
  variables: Variables,
): WireRequest {
  const body = source.body?.(operation, variables) ?? { query: operation.query, variables };
  return {
    path: source.path?.(operation) ?? "/graphql",
    headers: { "content-type": "application/json", ...source.headers?.(operation) },
    body: JSON.stringify(body),
  };
}
