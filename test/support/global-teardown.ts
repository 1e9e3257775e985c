import "./typescript-imports";
// For the declaration of globalThis.testServer.
import type {} from "./global-setup.js";
import { administer, testDatabases } from "./postgres-for-tests.js";
import { removeTemporaryServer } from "./temporary-server.js";

/** Stops and removes the server of the run; on a server that is not ours, removes what the run made there. */
export default async function tearDown(): Promise<void> {
  const server = globalThis.testServer;
  if (!server) return;
  if (server.embedded) return await removeTemporaryServer(server);
  for (const name of await testDatabases(server.url, server.template))
    await administer(server.url, `drop database if exists ${name} with (force)`);
  await administer(
    server.url,
    `alter database ${server.template} with is_template false`,
    `drop database ${server.template}`,
  );
}
