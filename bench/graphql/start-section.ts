import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { megabytes, milliseconds, table } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { type ContenderSource, wireRequest } from "./contender.js";
import { oursOf } from "./contenders.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import type { Memory, Phases, Started } from "./start-server.js";

const CONNECTIONS = 32;
/** Requests before memory under load is looked at. */
const REQUESTS = 5000;
const DEMONSTRATION = { workers: 60, needs: 45 };

/** How long it takes until the first answer, and what a process holds in memory. */
export const startSection: GraphqlSection = {
  name: "start",
  title: "Start-up and memory",
  async measure(scene) {
    const small = await scene.openWorld(DEMONSTRATION);
    const rows: Row[] = [];
    for (const { world, url } of [small, scene]) {
      const name = `${world.spec.workers.toLocaleString("en")} workers, ${world.needs.toLocaleString("en")} needs`;
      rows.push(await measureWorld(scene, name, url));
    }
    const header = (names: readonly string[]) => ["world", ...names];
    return [
      `Until a process with a database that is there has given its first answer, milliseconds in each phase, the median of ${scene.rounds} starts; node ${process.version}.`,
      table(
        header(["node", "modules", "database", "service", "listening", "first answer", "all"]),
        rows.map(({ name, phases }) => [name, ...phases]),
      ),
      `Memory after garbage collection: idle, and after ${REQUESTS} requests of each operation over ${CONNECTIONS} connections. Heap: with buffers outside of it.`,
      table(
        header(["idle, resident", "heap", "after load, resident", "heap"]),
        rows.map(({ name, memory }) => [name, ...memory]),
      ),
    ].join("\n\n");
  },
};

interface Row {
  readonly name: string;
  readonly phases: readonly string[];
  readonly memory: readonly string[];
}

async function measureWorld(scene: GraphqlScene, name: string, url: string): Promise<Row> {
  const source = oursOf(scene.contenders);
  const starts: number[][] = [];
  for (let round = 0; round < scene.rounds; round++) {
    scene.onProgress("Starting", round, scene.rounds);
    const { child, durations } = await startOnce(source, url);
    starts.push(durations);
    await end(child);
  }
  const { child, port } = await startOnce(source, url);
  const idle = await memoryOf(child);
  for (const operation of scene.operations.filter(({ writes }) => !writes)) {
    scene.onProgress("Asking for all it has", 0, 1);
    const requests = operation.variables.map((variables) => wireRequest(source, operation, variables));
    const origin = `http://127.0.0.1:${port}`;
    await scene.load.run({ origin, requests, connections: CONNECTIONS, amount: REQUESTS });
  }
  const loaded = await memoryOf(child);
  await end(child);
  const memory = [idle, loaded].flatMap(({ rss, heap, buffers }) => [
    megabytes(rss),
    megabytes(heap + buffers),
  ]);
  const phases = starts[0]!.map((_, phase) => milliseconds(median(starts.map((start) => start[phase]!))));
  return { name, phases, memory };
}

/** @returns how long each phase took, in milliseconds, and all of them together at the end */
async function startOnce(source: ContenderSource, url: string) {
  const begin = performance.now();
  const child = fork(join(__dirname, "start-server.js"), {
    stdio: ["ignore", 2, 2, "ipc"],
    execArgv: ["--max-semi-space-size=64", "--expose-gc"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      BUDGET_POINTS_PER_MINUTE: "1000000000",
      ...source.env,
      SEED: "none",
      DATABASE_URL: url,
    },
  });
  const [{ port, phases }] = (await once(child, "message")) as [Started];
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ needs(first: 1) { nodes { title } } }" }),
  });
  await answer.text();
  if (answer.status !== 200) throw new Error(`The first answer was ${answer.status}.`);
  return { child, port, durations: durationsOf(phases, performance.now() - begin) };
}

function durationsOf({ node, modules, database, service, listening }: Phases, all: number): number[] {
  const ends = [0, node, modules, database, service, listening, all];
  return [...ends.slice(1).map((end, phase) => end - ends[phase]!), all];
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  child.send("memory");
  const [memory] = (await once(child, "message")) as [Memory];
  return memory;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.disconnect();
  await ended;
}
