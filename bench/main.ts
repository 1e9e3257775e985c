import "reflect-metadata";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { exitWithMessage } from "../src/exit-with-message.js";
import { benchMatching, type MatchingOptions, serveWorlds } from "./matching/bench-matching.js";

const UNITS: Record<string, number> = { "": 1, k: 1_000, m: 1_000_000 };

/** "10k,1m" as numbers of workers. */
function sizes(text: string): { name: string; workers: number }[] {
  return text.split(",").map((name) => {
    const parts = /^(\d+)([km]?)$/.exec(name.trim().toLowerCase());
    if (!parts || Number(parts[1]) === 0)
      throw new InvalidArgumentError(`Expected sizes such as 10k,1m, not "${name}".`);
    return { name: parts[0], workers: Number(parts[1]) * UNITS[parts[2]!]! };
  });
}

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a number of 1 or more.");
  return Number(text);
}

interface Given extends Omit<MatchingOptions, "dataDir" | "keep"> {
  readonly dataDir?: string;
  readonly keep?: boolean;
}

/** Without a folder of its own, a world is gone with the run that made it. */
const optionsOf = ({ dataDir, keep, ...given }: Given): MatchingOptions => ({
  ...given,
  dataDir: dataDir ?? join(tmpdir(), "skillbridge-bench"),
  keep: Boolean(keep) || dataDir !== undefined,
});

const program = new Command("bench").description("Measures the service; progress goes to standard error.");

const worldCommand = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option("--sizes <list>", "workers in each world", sizes, sizes("10k,100k,1m"))
    .option("--esco <folder>", "ESCO's CSV files", join("..", "shared", "data", "esco"))
    .option("--data-dir <folder>", "where the embedded PostgreSQL is, and stays")
    .option("--seed <n>", "another world", count, 1);

worldCommand("matching", "rank workers for needs: speed, memory, load, freshness")
  .option("--needs <n>", "needs to ask in each round", count, 20)
  .option("--rounds <n>", "rounds that are counted", count, 5)
  .option("--only <sections>", "such as ranking,freshness; all when left out", (text) => text.split(","))
  .option("--keep", "keep the worlds for the next run, where there is no --data-dir, too")
  .action((given) => benchMatching(optionsOf(given)));

worldCommand("worlds", "make the worlds, print their addresses, and keep them up until Ctrl-C").action(
  (given) => serveWorlds(optionsOf({ ...given, keep: true, needs: 1, rounds: 1 })),
);

program.parseAsync().then(
  () => process.exit(0),
  (error) => exitWithMessage(error),
);
