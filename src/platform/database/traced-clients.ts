import type { Client } from "pg";
import { currentSpan, inSpan, type SpanOptions } from "../observability/tracing.js";

/** How a statement is recorded. */
export const STATEMENT: SpanOptions = { kind: "client", attributes: { "db.system.name": "postgresql" } };

/** The same clients, of which each statement is a span below the current one, where there is one. */
export function tracedClients(Base: typeof Client): typeof Client {
  class TracedClient extends Base {
    override query(...args: unknown[]): never {
      const send = () => (super.query as (...all: unknown[]) => Promise<unknown>)(...args);
      const name = currentSpan() && nameOf(args);
      return (name ? inSpan(name, send, STATEMENT) : send()) as never;
    }
  }
  return TracedClient as typeof Client;
}

/** The name of a statement that is answered by a promise; undefined for streams, and for what calls back. */
function nameOf(args: readonly unknown[]): string | undefined {
  if (typeof args.at(-1) === "function") return undefined;
  const [sent] = args;
  if (typeof sent === "string") return summaryOf(sent);
  const { name, text, submit } = (sent ?? {}) as { name?: string; text?: string; submit?: unknown };
  return submit || text === undefined ? undefined : (name ?? summaryOf(text));
}

const VERB = /^\s*([a-z]+)/i;
const TABLE = /\b(?:into|from|update)\s+(?:only\s+)?"?([a-z_]+)"?/i;

/** What a statement does, and to which table: "INSERT need". Never more of it, since a value might stand there. */
export function summaryOf(text: string): string {
  const [, verb = "statement"] = VERB.exec(text) ?? [];
  const [, table] = TABLE.exec(text) ?? [];
  return table ? `${verb.toUpperCase()} ${table}` : verb.toUpperCase();
}
