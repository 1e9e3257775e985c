import {
  prepareTemplate,
  removeTemporaryServer,
  startTemporaryServer,
  type TestServer,
} from "./temporary-server.js";

/**
 * Gives a test file a PostgreSQL of its own. What the outbox may forget depends on every transaction of a server, and
 * those of other test files last as long as they like.
 */
export function onServerOfItsOwn(): void {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startTemporaryServer("skillbridge_template");
    await prepareTemplate(server);
  });
  afterAll(async () => {
    if (server) await removeTemporaryServer(server);
  });
}
