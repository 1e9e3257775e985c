import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { Client } from "pg";
import { loadConfig } from "../../src/config.js";
import { entities } from "../../src/entities.js";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { startEmbeddedPostgres } from "../../src/platform/database/embedded/embedded-postgres.js";
import { prepareDatabase } from "../../src/prepare-database.js";
import { startService } from "../graphql/start-service.js";
import { machineFacts } from "../measure/machine.js";
import { megabytes, milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { count, counts } from "../option-values.js";
import { type ConnectionScene, prepareConnection } from "./connection-scene.js";
import { Subscribers } from "./subscribers.js";

interface LiveOptions {
  readonly subscribers: readonly number[];
  readonly events: number;
}

const onProgress = (message: string) => console.error(message);
const WATCH = "subscription S($id: ID!) { connectionChanged(id: $id) { status unreadMessages } }";
const SEND =
  "mutation M($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { message } } }";

/** Adds what measures how soon subscribers are told. */
export function addLiveCommand(program: Command): void {
  program
    .command("live")
    .description("how soon subscribers over WebSockets are told of an event")
    .option("--subscribers <list>", "how many there are", counts, [100, 1000])
    .option("--events <n>", "how many events they are told of", count, 30)
    .action(benchLive);
}

async function benchLive(options: LiveOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "skillbridge-bench-live-"));
  const server = await startEmbeddedPostgres({ dataDir: folder, onProgress });
  try {
    const url = await server.ensureDatabase("live");
    const external = { url, embedded: true, close: async () => {} };
    await prepareDatabase(loadConfig({ DATA_DIR: folder }), external, onProgress);
    const source = await createDataSource({ url, entities, poolSize: 1 }).initialize();
    const scene = await prepareConnection(source);
    await source.destroy();
    const issuer = await DevelopmentIssuer.open(folder, "test");
    const rows: string[][] = [];
    for (const subscribers of options.subscribers)
      rows.push(await measure(url, folder, issuer, scene, subscribers, options.events));
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    console.log(`# Subscribers\n\n${await machineFacts(admin)}\n`);
    await admin.end();
    console.log(table(["subscribers", "answered", "told p50", "told p99", "the last", "resident"], rows));
  } finally {
    await server.stopIfUnused();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A service of its own for each number, so that none is warmed up by another. */
async function measure(
  url: string,
  folder: string,
  issuer: DevelopmentIssuer,
  scene: ConnectionScene,
  count: number,
  events: number,
): Promise<string[]> {
  const source = { name: "live", script: "", env: { DATA_DIR: folder, JOBS: "off" } };
  const service = await startService(source, url, {});
  const subscribers = new Subscribers(service.origin, await issuer.sign(scene.worker));
  try {
    onProgress(`${count} subscribers join`);
    await subscribers.join(count, WATCH, { id: scene.id });
    const authorization = `Bearer ${await issuer.sign(scene.member)}`;
    const [answered, told, last] = [new Durations(), new Durations(), new Durations()];
    for (let n = 0; n < events + 3; n++) {
      subscribers.reset();
      const began = performance.now();
      await send(service.origin, authorization, scene.id);
      const answer = performance.now() - began;
      await subscribers.all(count);
      // The first ones warm up.
      if (n < 3) continue;
      answered.add(answer);
      for (const time of subscribers.times) told.add(time - began);
      last.add(Math.max(...subscribers.times) - began);
      onProgress(`event ${n - 2} of ${events}`);
    }
    const { rss } = await service.memory();
    return [
      ...[String(count), milliseconds(answered.quantile(0.5)), milliseconds(told.quantile(0.5))],
      ...[milliseconds(told.quantile(0.99)), milliseconds(last.quantile(0.5)), megabytes(rss)],
    ];
  } finally {
    subscribers.leave();
    await service.stop();
  }
}

async function send(origin: string, authorization: string, connectionId: string): Promise<void> {
  const answer = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization },
    body: JSON.stringify({ query: SEND, variables: { input: { connectionId, body: "When do we start?" } } }),
  });
  const { data, errors } = (await answer.json()) as { data?: never; errors?: unknown };
  if (errors || !data) throw new Error(JSON.stringify(errors));
}
