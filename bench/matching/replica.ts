import "reflect-metadata";
import { setTimeout as delay } from "node:timers/promises";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import type { Principal } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { type Answer, parseOnce, type Question } from "./replica-client.js";

/** How often it looks whether an answer has changed. */
const LOOK_MS = 1;

/**
 * A whole service in a process of its own, on a database that others use too. It is asked by messages: to execute an
 * operation, or to repeat one until its answer is another.
 */
async function serve(): Promise<void> {
  let service: Service | undefined;
  process.on("message", async ({ id, question }: { id: number; question: Question }) => {
    try {
      if (question.kind === "start") {
        const config = loadConfig({ NODE_ENV: "test" });
        service = await composeService(config, question.url, createLogger("error"));
        reply(id, null);
      } else if (question.kind === "stop") {
        await service?.close();
        process.send!({ id, answer: answerOf(null) }, () => process.exit(0));
      } else reply(id, await answer(service!, question));
    } catch (error) {
      process.send!({ id, fault: String((error as Error).stack) });
    }
  });
  // Whoever started it is gone.
  process.on("disconnect", () => process.exit(1));
}

async function answer(
  service: Service,
  question: Extract<Question, { kind: "execute" | "await" }>,
): Promise<unknown> {
  for (;;) {
    const data = await execute(service, question.query, question.variables, question.principal);
    if (question.kind === "execute" || JSON.stringify(data) !== question.unlike) return data;
    await delay(LOOK_MS);
  }
}

async function execute(
  { execute, reads }: Service,
  query: string,
  variables: Record<string, unknown>,
  principal: Principal,
): Promise<unknown> {
  const context = createContext({ principal, reads }, "bench");
  const document = parseOnce(query);
  const { data, errors } = await execute({
    document,
    queryHash: query,
    operationName: null,
    variables,
    context,
  });
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}

/** The monotonic clock is one for all processes of the machine. */
const answerOf = (data: unknown): Answer => ({ data, at: Number(process.hrtime.bigint()) / 1e6 });

const reply = (id: number, data: unknown): void => void process.send!({ id, answer: answerOf(data) });

void serve();
