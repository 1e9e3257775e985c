import "./compile-cache.js";
import "reflect-metadata";
// Before what follows, so that the fields of the schema stand in the order in which the service declares them.
import "./compose-schema.js";
import { Command, InvalidArgumentError, Option } from "commander";
import { affinityCommand } from "./cli/affinity-command.js";
import { CommandError, Interrupted } from "./cli/command-error.js";
import { keysCommand, rotateCommand } from "./cli/credential-commands.js";
import { exportCommand } from "./cli/export-command.js";
import { IMPORTS, importCommand } from "./cli/import-command.js";
import { insightsCommand } from "./cli/insights-command.js";
import { driftCommand, schemaCommand } from "./cli/schema-commands.js";
import { seedCommand } from "./cli/seed-command.js";
import { tokenCommand } from "./cli/token-command.js";
import { migrate } from "./cli/with-database.js";
import { exitWithMessage } from "./exit-with-message.js";
import { KEY_ALGORITHMS } from "./outcomes/index.js";
import { ROLES } from "./platform/auth/principal.js";

const roles = ROLES.map((role) => role.toLowerCase());

/** The commands; each tells its exit code where it is not always 0. */
function commandLine(finish: (code: number) => void): Command {
  const program = new Command("skillbridge").description("Looks after the data of Skillbridge.");
  program
    .command("import")
    .description("import CSV files from a folder; nothing is imported when a row is wrong")
    .addArgument(program.createArgument("<what>", "kind of data").choices(Object.keys(IMPORTS)))
    .argument("<folder>", "where the files are")
    .option("--continue", "import the good rows, and report the others")
    .option("--consortium <name>", "whose data it is; the only consortium there is when left out")
    .action(async (what, folder, options) => finish(await importCommand(what, folder, options)));
  program
    .command("export")
    .description("write the CSV files of a consortium to a folder")
    .argument("<folder>", "where the files go; made when it is not there")
    .option("--consortium <name>", "which one; the only consortium there is when left out")
    .action(async (folder, options) => await exportCommand(folder, options));
  program
    .command("seed")
    .description("fill an empty database with the demonstration")
    .action(async () => finish(await seedCommand()));
  program
    .command("affinity")
    .description("work out anew how far skills stand in for each other, and how rare they are")
    .option(
      "--least-workers <k>",
      "learn only from pairs of skills that so many workers have",
      leastWorkersOf,
    )
    .action(affinityCommand);
  program
    .command("insights")
    .description("work out anew the figures that dashboards show")
    .action(insightsCommand);
  program.command("migrate").description("bring the database to the schema of this version").action(migrate);
  program
    .command("token")
    .description("print a token for development")
    .addOption(new Option("--role <role>", "whose").choices(roles).makeOptionMandatory())
    .option("--worker <id>", "as this worker")
    .option("--partner <id>", "as a member of this partner")
    .option("--library <id>", "as the manager of this library")
    .action(tokenCommand);
  credentialCommands(program);
  program
    .command("schema")
    .description("write schema.graphql")
    .option("--check", "only tell whether the file is stale")
    .action(async (options) => finish(await schemaCommand(options)));
  program
    .command("drift")
    .description("tell whether entities and migrations differ")
    .action(async () => finish(await driftCommand()));
  return program;
}

function credentialCommands(program: Command): void {
  const credentials = program.command("credentials").description("look after the keys that sign credentials");
  credentials.command("keys").description("list the keys, the one that signs first").action(keysCommand);
  credentials
    .command("rotate")
    .description("put a new key in front; the others stay for verifying")
    .addOption(new Option("--algorithm <name>", "of the new key").choices(KEY_ALGORITHMS).default("EdDSA"))
    .action(rotateCommand);
}

function leastWorkersOf(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 2)
    throw new InvalidArgumentError("It must be 2 or more, so that no one person can be read from a link.");
  return Number(text);
}

async function main(): Promise<number> {
  let exitCode = 0;
  await commandLine((code) => {
    exitCode = code;
  }).parseAsync();
  return exitCode;
}

// For the case that nothing is left to wait for although the command has not finished.
process.exitCode = 1;
main().then(
  (code) => process.exit(code),
  (error) => {
    if (error instanceof Interrupted) {
      console.error(`\n${error.message}`);
      process.exit(error.exitCode);
    }
    exitWithMessage(error instanceof CommandError ? error.message : error);
  },
);
