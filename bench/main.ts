import "reflect-metadata";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { exitWithMessage } from "../src/exit-with-message.js";
import { benchQuality } from "./quality/index.js";

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a number of 1 or more.");
  return Number(text);
}

const counts = (text: string): number[] => text.split(",").map(count);

const program = new Command("bench").description("Measures the service; progress goes to standard error.");
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
