import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { count, counts, sizes } from "../option-values.js";
import { benchGraphql, type GraphqlOptions, SECTION_NAMES } from "./bench-graphql.js";
import { CONTENDER_NAMES } from "./contenders.js";
import { OPERATION_NAMES } from "./operations.js";

interface Given extends Omit<GraphqlOptions, "dataDir" | "keep"> {
  readonly dataDir?: string;
  readonly keep?: boolean;
}

/** Adds what measures the GraphQL layer beside its peers. */
export function addGraphqlCommand(program: Command): void {
  const oneSize = (text: string) => sizes(text)[0]!.workers;
  program
    .command("graphql")
    .description("the GraphQL layer beside other ones and beside endpoints written by hand")
    .option(
      "--only <sections>",
      `some of ${SECTION_NAMES.join(",")}; all when left out`,
      among(SECTION_NAMES),
    )
    .option(
      "--operations <list>",
      `some of ${OPERATION_NAMES.join(",")}; all when left out`,
      among(OPERATION_NAMES),
    )
    .option("--contenders <list>", `some of ${CONTENDER_NAMES.join(",")}`, among(CONTENDER_NAMES), [
      ...CONTENDER_NAMES,
    ])
    .option("--connections <list>", "how many ask at once", counts, [1, 32])
    .option("--rounds <n>", "rounds that are counted", count, 5)
    .option("--seconds <n>", "about how long each is asked in each round", count, 2)
    .option("--workers <n>", "workers in the world, such as 10k", oneSize, 100_000)
    .option("--needs <n>", "needs in the world", oneSize, 20_000)
    .option("--esco <folder>", "ESCO's CSV files", join("..", "shared", "data", "esco"))
    .option("--data-dir <folder>", "where the embedded PostgreSQL is, and stays")
    .option("--keep", "keep the world for the next run, where there is no --data-dir, too")
    .action(({ dataDir, keep, ...given }: Given) =>
      benchGraphql({
        ...given,
        dataDir: dataDir ?? join(tmpdir(), "skillbridge-bench"),
        keep: Boolean(keep) || dataDir !== undefined,
      }),
    );
}

const among =
  (known: readonly string[]) =>
  (text: string): string[] => {
    const names = text.split(",").map((name) => name.trim());
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new InvalidArgumentError(`There is no ${unknown.join(", ")}, only ${known.join(", ")}.`);
    return names;
  };
