import "reflect-metadata";
import { setTimeout as delay } from "node:timers/promises";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { heldBytes } from "../measure/memory.js";
import {
  type Answer,
  type Operation,
  parseOnce,
  type Question,
  type ReplicaMemory,
} from "./replica-client.js";
import { listenTwice } from "./replica-http.js";

/** How often it looks whether an answer has changed. */
const LOOK_MS = 1;

const config = loadConfig({ NODE_ENV: "test" });
const logger = createLogger("error");

/** A whole service, which is asked by messages and over HTTP. */
class Replica {
  private readonly closing: (() => Promise<void>)[];

  private constructor(
    private readonly service: Service,
    private readonly url: string,
  ) {
    this.closing = [() => service.close()];
  }

  static async start(url: string): Promise<Replica> {
    return new Replica(await composeService(config, url, logger), url);
  }

  async answer(question: Exclude<Question, { kind: "start" }>): Promise<unknown> {
    switch (question.kind) {
      case "execute":
        return await this.execute(question);
      case "await":
        return await this.executeUntilOther(question, question.unlike);
      case "memory":
        return { held: heldBytes(), resident: process.memoryUsage().rss } satisfies ReplicaMemory;
      case "listen": {
        const { origins, close } = await listenTwice(this.service, {
          config,
          logger,
          url: this.url,
          issuerFolder: question.issuerFolder,
        });
        this.closing.unshift(close);
        return origins;
      }
      case "stop":
        for (const close of this.closing) await close();
        return null;
    }
  }

  private async executeUntilOther(operation: Operation, unlike: string): Promise<unknown> {
    for (;;) {
      const data = await this.execute(operation);
      if (JSON.stringify(data) !== unlike) return data;
      await delay(LOOK_MS);
    }
  }

  private async execute({ query, variables, principal }: Operation): Promise<unknown> {
    const context = createContext({ principal, reads: this.service.reads }, "bench");
    const document = parseOnce(query);
    const asked = { document, queryHash: query, operationName: null, variables, context };
    const { data, errors } = await this.service.execute(asked);
    if (errors?.length) throw new Error(errors.map(({ message }) => message).join("\n"));
    return data;
  }
}

/** A replica in a process of its own, on a database that others use too. */
function serve(): void {
  let replica: Replica | undefined;
  process.on("message", async ({ id, question }: { id: number; question: Question }) => {
    try {
      let data: unknown = null;
      if (question.kind === "start") replica = await Replica.start(question.url);
      else data = await replica!.answer(question);
      const ended = question.kind === "stop" ? () => process.exit(0) : () => {};
      process.send!({ id, answer: answerOf(data) }, ended);
    } catch (error) {
      process.send!({ id, fault: String((error as Error).stack) });
    }
  });
  // Whoever started it is gone.
  process.on("disconnect", () => process.exit(1));
}

/** The monotonic clock is one for all processes of the machine. */
const answerOf = (data: unknown): Answer => ({ data, at: Number(process.hrtime.bigint()) / 1e6 });

serve();
