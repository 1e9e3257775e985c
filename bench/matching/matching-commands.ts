import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { count, sizes } from "../option-values.js";
import { benchMatching, type MatchingOptions, SECTION_NAMES, serveWorlds } from "./bench-matching.js";

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

/** Adds what measures matching, and what keeps its worlds up for other measurements. */
export function addMatchingCommands(program: Command): void {
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
    .option("--only <sections>", `some of ${SECTION_NAMES.join(",")}; all when left out`, sections)
    .option("--keep", "keep the worlds for the next run, where there is no --data-dir, too")
    .action((given) => benchMatching(optionsOf(given)));
  worldCommand("teams", "find teams for needs: how long it takes, and how often the answer is proved")
    .option("--keep", "keep the worlds for the next run, where there is no --data-dir, too")
    .action((given) => benchMatching(optionsOf({ ...given, only: ["teams"], needs: 1, rounds: 1 })));
  worldCommand("advice", "advise workers and plan for libraries: a section of matching by itself")
    .option("--keep", "keep the worlds for the next run, where there is no --data-dir, too")
    .action((given) => benchMatching(optionsOf({ ...given, needs: 1, rounds: 1, only: ["advice"] })));
  worldCommand(
    "insights",
    "answer dashboards, and keep their figures up to date: a section of matching by itself",
  )
    .option("--keep", "keep the worlds for the next run, where there is no --data-dir, too")
    .action((given) => benchMatching(optionsOf({ ...given, needs: 1, rounds: 1, only: ["insights"] })));
  worldCommand("worlds", "make the worlds, print their addresses, and keep them up until Ctrl-C").action(
    (given) => serveWorlds(optionsOf({ ...given, keep: true, needs: 1, rounds: 1 })),
  );
}

function sections(text: string): string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !SECTION_NAMES.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no section ${unknown.join(", ")}.`);
  return names;
}
