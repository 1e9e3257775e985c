import type { Socket } from "node:net";
import { Client } from "pg";
import { StatementNames } from "./statement-names.js";

/** The driver's words for a statement that was not answered in time. */
export const isSilence = (error: unknown) =>
  /read timeout/i.test(String((error as Error | undefined)?.message));

/**
 * Connections of one pool that are given up as soon as one of them is silent. The driver would keep it: the statement
 * stays in the way, and what is sent behind it waits just as long, the rollback first and then whoever gets the connection
 * next. The others of the pool lead to the same place, and each would let somebody wait before that is known.
 */
export function impatientClients(): typeof Client {
  const open = new Set<Client>();
  class ImpatientClient extends Client {
    constructor(...args: ConstructorParameters<typeof Client>) {
      super(...args);
      open.add(this);
      // A crash may be told twice, to one that nobody holds any more; without a listener that would end the process.
      this.on("error", () => {});
      this.once("end", () => open.delete(this));
    }

    override query(...args: unknown[]): never {
      const answer: unknown = (super.query as (...all: unknown[]) => unknown)(...args);
      if (answer instanceof Promise)
        answer.catch((error) => {
          if (isSilence(error)) for (const client of open) destroy(client);
        });
      return answer as never;
    }
  }
  return ImpatientClient as typeof Client;
}

/** The same for writes, whose statements are prepared once they have been seen often enough. */
export function writeClients(): typeof Client {
  const names = new StatementNames();
  class WriteClient extends impatientClients() {
    override query(...args: unknown[]): never {
      const [text, values] = args;
      const isPlain = typeof text === "string" && Array.isArray(values) && values.length > 0;
      const name = isPlain ? names.nameOf(text) : undefined;
      return (super.query as (...all: unknown[]) => never)(...(name ? [{ name, text, values }] : args));
    }
  }
  return WriteClient as typeof Client;
}

/** Whoever waits for an answer on it is told that it is lost. */
const destroy = (client: Client) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
