import "./typescript-imports";
import { rm } from "node:fs/promises";
// For the declaration of globalThis.testServer.
import type {} from "./global-setup.js";
import { administer, testDatabases } from "./postgres-for-tests.js";

/** Stops and removes the server of the run; on a server that is not ours, removes what the run made there. */
export default async function tearDown(): Promise<void> {
  const server = globalThis.testServer;
  if (!server) return;
  if (server.embedded && server.folder) {
    await server.embedded.stop();
    await rm(server.folder, { recursive: true, force: true });
    return;
  }
  for (const name of await testDatabases(server.url, server.template))
    await administer(server.url, `drop database if exists ${name} with (force)`);
  await administer(
    server.url,
    `alter database ${server.template} with is_template false`,
    `drop database ${server.template}`,
  );
}
