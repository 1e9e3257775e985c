import "reflect-metadata";
import { join } from "node:path";
import { Command } from "commander";
import { exitWithMessage } from "../src/exit-with-message.js";
import { addAllocationCommand } from "./allocation/bench-allocation.js";
import { addGraphqlCommand } from "./graphql/graphql-command.js";
import { addLimitsCommand } from "./limits/bench-limits.js";
import { addLiveCommand } from "./live/bench-live.js";
import { addMatchingCommands } from "./matching/matching-commands.js";
import { count, counts } from "./option-values.js";
import { benchQuality } from "./quality/index.js";
import { addShowcaseCommand } from "./showcase/bench-showcase.js";
import { addWritesCommand } from "./writes/bench-writes.js";

const program = new Command("bench").description("Measures the service; progress goes to standard error.");

addMatchingCommands(program);
addLimitsCommand(program);
addGraphqlCommand(program);
addWritesCommand(program);
addLiveCommand(program);
addAllocationCommand(program);
addShowcaseCommand(program);
program
  .command("quality")
  .description("how well workers are ranked for needs, on ESCO's occupations")
  .option("--esco <folder>", "ESCO's CSV files", join("..", "shared", "data", "esco"))
  .option("--seeds <n>", "how many times needs and workers are drawn", count, 5)
  .option("--profiles <list>", "profiles of each occupation to learn from", counts, [10, 30, 100])
  .action(benchQuality);

program.parseAsync().then(
  () => process.exit(0),
  (error) => exitWithMessage(error),
);
