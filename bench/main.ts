import "reflect-metadata";
import { Command } from "commander";
import { exitWithMessage } from "../src/exit-with-message.js";
import { addMatchingCommands } from "./matching/matching-commands.js";

const program = new Command("bench").description("Measures the service; progress goes to standard error.");

addMatchingCommands(program);

program.parseAsync().then(
  () => process.exit(0),
  (error) => exitWithMessage(error),
);
