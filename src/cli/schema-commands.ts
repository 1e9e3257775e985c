import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { publishedSdl } from "../compose-schema.js";
import { say, withDatabase } from "./with-database.js";

const FILE = "schema.graphql";

/**
 * Writes the published SDL to schema.graphql in the working directory, or checks that the file there has it.
 * @returns the exit code: 1 when the check finds another SDL or no file
 */
export async function schemaCommand({ check = false }: { readonly check?: boolean }): Promise<number> {
  const path = resolve(FILE);
  const sdl = `${publishedSdl().trimEnd()}\n`;
  const written = await readFile(path, "utf8").catch(() => null);
  if (written === sdl) {
    say(`${FILE} is up to date.`);
    return 0;
  }
  if (check) {
    say(`${FILE} ${written === null ? "does not exist" : "is stale"}. Run: npm run schema`);
    return 1;
  }
  await writeFile(path, sdl);
  say(`Wrote ${path}`);
  return 0;
}

/**
 * Prints what would have to change for the migrated database to fit the entities.
 * @returns the exit code: 1 when they differ
 */
export async function driftCommand(): Promise<number> {
  return await withDatabase(async (dataSource) => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    for (const { query } of upQueries) console.log(`${query};`);
    say(upQueries.length === 0 ? "The entities fit the migrated database." : "A migration is missing.");
    return upQueries.length === 0 ? 0 : 1;
  });
}
