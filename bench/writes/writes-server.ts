import "reflect-metadata";
import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { composeService } from "../../src/compose.js";
import { composeHttp } from "../../src/compose-http.js";
import { loadConfig } from "../../src/config.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { type Driven, drive } from "./drive.js";
import type { Mutation, Slot } from "./mutation.js";
import { Replay } from "./replay.js";
import type { Scene } from "./scene.js";

/** What a contender is told. */
export type Told =
  | {
      readonly kind: "start";
      readonly contender: "service" | "endpoint" | "raw";
      /** Of its database. */
      readonly url: string;
      readonly issuerFolder: string;
      readonly scene: Scene;
    }
  /** To send statements without HTTP. */
  | {
      readonly kind: "drive";
      readonly mutation: Mutation["name"];
      readonly slots: readonly Slot[];
      readonly seconds: number;
    }
  | { readonly kind: "cpu" }
  | { readonly kind: "stop" };

type Start = Extract<Told, { kind: "start" }>;

const logger = createLogger("error");
const replays = new Map<string, Replay>();
let stop = async (): Promise<void> => {};

async function answer(told: Told): Promise<number | Driven | null> {
  switch (told.kind) {
    case "start":
      return await start(told);
    case "drive": {
      const replay = replays.get(told.mutation)!;
      return await drive(told.slots, told.seconds, (slot) => replay.run(slot), cpu);
    }
    case "cpu":
      return cpu();
    case "stop":
      await stop();
      return null;
  }
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @returns the port, where there is one */
async function start(told: Start): Promise<number | null> {
  if (told.contender === "service") return await startService(told);
  const { mutations, recordings } = told.scene;
  for (const mutation of mutations)
    replays.set(mutation.name, new Replay(told.url, mutation, recordings[mutation.name]));
  const close = async () => {
    for (const replay of replays.values()) await replay.close();
  };
  stop = close;
  return told.contender === "endpoint" ? await startEndpoint(close) : null;
}

/** The whole service, as it listens in production but for the budget. */
async function startService({ url, issuerFolder }: Start): Promise<number> {
  const config = loadConfig({ NODE_ENV: "test" });
  const service = await composeService(config, url, logger);
  const issuer = await DevelopmentIssuer.open(issuerFolder, "test");
  const options = { issuer, firstQuery: { document: "{ me { role } }", headers: {} } };
  const { app } = await composeHttp(config, service, logger, options);
  stop = async () => {
    await app.close();
    await service.close();
  };
  await app.listen({ host: "127.0.0.1", port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** An endpoint as somebody would write it by hand for each mutation; it neither asks who calls nor checks what is given. */
async function startEndpoint(closeReplays: () => Promise<void>): Promise<number> {
  const app = fastify({ forceCloseConnections: true });
  app.post("/:mutation", async (request) => {
    const { mutation } = request.params as { mutation: string };
    return await replays.get(mutation)!.run(request.body as Slot);
  });
  stop = async () => {
    await app.close();
    await closeReplays();
  };
  await app.listen({ host: "127.0.0.1", port: 0 });
  return (app.server.address() as AddressInfo).port;
}

process.on("message", async (told: Told) => {
  try {
    process.send!({ answer: await answer(told) });
  } catch (error) {
    process.send!({ fault: String((error as Error).stack) });
  }
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit(1));
