import "./typescript-imports";
import tearDown from "./global-teardown.js";
import {
  prepareTemplate,
  removeLeftovers,
  startTemporaryServer,
  type TestServer,
} from "./temporary-server.js";

declare global {
  var testServer: TestServer | undefined;
}

/**
 * Starts one PostgreSQL for the whole run, or uses the one at TEST_DATABASE_URL (a superuser's address), and prepares
 * the migrated template that test files clone.
 */
export default async function setUp(): Promise<void> {
  const template = `skillbridge_template_${process.pid}`;
  const external = process.env.TEST_DATABASE_URL;
  await removeLeftovers();
  globalThis.testServer = external ? { url: external, template } : await startTemporaryServer(template);
  try {
    await prepareTemplate(globalThis.testServer);
  } catch (error) {
    // Jest runs no teardown after a failed set-up.
    await tearDown();
    throw error;
  }
}
