import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { administratorIn } from "../support/database-faults.js";
import { eventually } from "../support/eventually.js";
import { KeepAliveClient, type Sent } from "../support/keep-alive-client.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { type RunningService, startService } from "../support/running-service.js";

const folder = mkdtempSync(join(tmpdir(), "skillbridge-drain-"));
let database: TestDatabase;
let running: RunningService | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  running?.process.kill("SIGKILL");
  await database.drop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = async (mode: string): Promise<RunningService> => {
  running = await startService({ NODE_ENV: mode, DATABASE_URL: database.url, DATA_DIR: folder });
  return running;
};

const ready = (origin: string) =>
  fetch(`${origin}/readyz`, { headers: { connection: "close" } }).then(({ status }) => status);

describe("SIGTERM", () => {
  it("under load first says that it is not ready, then fails no request of those that keep coming", async () => {
    const { origin, ended } = await start("production");
    const answers: Sent[] = [];
    let answeredWhileNotReady = 0;
    let notReady = false;
    // Each goes elsewhere once nobody listens here any more.
    const load = Array.from({ length: 8 }, async () => {
      const client = new KeepAliveClient(origin);
      for (;;) {
        const answer = await client.post("{ partners(first: 1) { nodes { id } } }");
        if (answer.code === "ECONNREFUSED") break;
        answers.push(answer);
        if (notReady) answeredWhileNotReady += 1;
        await delay(2);
      }
      client.close();
    });
    await eventually(() => expect(answers.length).toBeGreaterThan(50));
    running!.process.kill("SIGTERM");
    await eventually(async () => expect(await ready(origin)).toBe(503));
    notReady = true;
    await Promise.all(load);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answeredWhileNotReady).toBeGreaterThan(0);
    expect(await ended).toBe(0);
  });

  it("lets a write in flight finish", async () => {
    const admin = await administratorIn(database.url);
    const { origin, ended } = await start("development");
    const token = await (await DevelopmentIssuer.open(folder, "development")).sign(admin);
    const client = new KeepAliveClient(origin);
    const lock = new Client({ connectionString: database.url });
    await lock.connect();
    await lock.query("begin; lock table partner in share mode");
    const writing = client.post(
      'mutation { createPartner(input: { name: "In flight" }) { partner { name } userErrors { code } } }',
      { authorization: `Bearer ${token}` },
    );
    await eventually(async () => {
      const { rows } = await lock.query("select from pg_locks where not granted");
      expect(rows).toHaveLength(1);
    });
    running!.process.kill("SIGTERM");
    // It does not listen any more, and the write is not done.
    await eventually(() => expect(ready(origin)).rejects.toThrow());
    await lock.query("commit");
    await lock.end();
    const { body } = await writing;
    expect(JSON.parse(body!)).toMatchObject({
      data: { createPartner: { partner: { name: "In flight" }, userErrors: [] } },
    });
    expect(await ended).toBe(0);
    client.close();
  });
});
