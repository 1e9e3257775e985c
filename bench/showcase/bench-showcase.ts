import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { Client } from "pg";
import { ProgressBar } from "../../src/cli/progress-bar.js";
import { loadConfig } from "../../src/config.js";
import { asApplication } from "../../src/platform/database/application-role.js";
import { migrateDatabase } from "../../src/platform/database/migrate.js";
import { Reads } from "../../src/platform/database/reads.js";
import { machineFacts } from "../measure/machine.js";
import { milliseconds, table } from "../measure/markdown.js";
import { count, sizes } from "../option-values.js";
import type { Progress } from "../world/load-world.js";
import { openWorldServer } from "../world/open-world.js";
import { ask, HEADER, Walks } from "./ask-showcase.js";
import { loadShowcase } from "./load-showcase.js";
import { LOOKED_AT, lookElsewhere } from "./look-elsewhere.js";
import { ASKERS, QUESTIONS } from "./questions.js";

interface ShowcaseOptions {
  readonly sizes: readonly { readonly name: string; readonly workers: number }[];
  readonly times: number;
  readonly seed: number;
  readonly dataDir?: string;
}

/** Adds what measures how long pages of the showcase take. */
export function addShowcaseCommand(program: Command): void {
  program
    .command("showcase")
    .description("find published cards: how long pages take, by what is asked for and by whom")
    .option("--sizes <list>", "published cards", sizes, sizes("1k,10k,50k,100k"))
    .option("--times <n>", "how often each is asked", count, 100)
    .option("--seed <n>", "other cards", count, 1)
    .option("--data-dir <folder>", "where the embedded PostgreSQL is, and stays")
    .action(benchShowcase);
}

async function benchShowcase({ sizes, times, seed, dataDir }: ShowcaseOptions): Promise<void> {
  const folder = dataDir ?? join(tmpdir(), "skillbridge-bench-showcase");
  const server = await openWorldServer(loadConfig().databaseUrl, folder, (message) => console.error(message));
  const progress = new ProgressBar();
  try {
    for (const [place, { name, workers: cards }] of sizes.entries()) {
      const url = await server.database(`bench_showcase_${name}`);
      await migrateDatabase(url);
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        if (place === 0) console.log(`# The showcase\n\n${await machineFacts(client)}`);
        await loadShowcase(client, cards, seed, progress.show);
        console.log(`\n## ${cards.toLocaleString("en")} published cards\n`);
        console.log(await measure(url, times, progress.show));
      } finally {
        await client.end();
      }
    }
  } finally {
    progress.stop();
    await server.close();
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, times: number, onProgress: Progress): Promise<string> {
  const reads = new Reads(asApplication(url), 1);
  try {
    const walks = new Walks();
    const asked = QUESTIONS.flatMap((question) => ASKERS.map((asker) => ({ question, asker })));
    for (const { question, asker } of asked) await walks.begin(reads, asker, question);
    const written = await lookElsewhere(url, LOOKED_AT);
    const rows: string[][] = [];
    for (const { question, asker } of asked) {
      rows.push(await ask(reads, asker, question, walks, times));
      onProgress("Asking", rows.length, asked.length);
    }
    return `The ${LOOKED_AT.toLocaleString("en")} impressions between the pages of walks were written in ${milliseconds(written)} ms.

${table(HEADER, rows)}`;
  } finally {
    await reads.close();
  }
}
