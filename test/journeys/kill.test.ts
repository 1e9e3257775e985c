import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import { newCandidate, newMeeting, propose } from "../connections/introduced.js";
import { eventually } from "../support/eventually.js";
import { must, newNeed } from "../support/people.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { type RunningService, startService } from "../support/running-service.js";
import { startTestService, type TestService } from "../support/service.js";
import { Receiver } from "../webhooks/receiver.js";

const PROPOSALS = 12;
const KILLS = 3;

let database: TestDatabase;
let folder: string;
/** Without jobs: it sets the scene, and looks. */
let test: TestService;
let receiver: Receiver;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "skillbridge-kill-"));
  test = await startTestService(database);
  receiver = await Receiver.start();
}, 60_000);
afterAll(async () => {
  await receiver.stop();
  await test.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const start = () => startService({ DATABASE_URL: database.url, DATA_DIR: folder, MAIL_TRANSPORT: "none" });

async function kill(service: RunningService): Promise<void> {
  service.process.kill("SIGKILL");
  await service.ended;
}

it("kill -9 between commit and telling loses no notification and no webhook", async () => {
  const issuer = await DevelopmentIssuer.open(folder, "development");
  const meeting = await newMeeting(test);
  const { partner, skillId, people, staff } = meeting;
  await must(test, "createWebhook", "webhook { id }", { url: receiver.url }, partner.member);
  const proposed: string[] = [];
  for (let n = 0; n < KILLS; n++) {
    const service = await start();
    const ask: TestService["execute"] = async (query, variables, user) => {
      const token = await issuer.sign(user as Parameters<typeof issuer.sign>[0]);
      const answer = await fetch(`${service.origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await answer.json()) as { data: unknown; errors?: [] };
      return { data, errors, statements: 0 };
    };
    for (let i = 0; i < PROPOSALS / KILLS; i++) {
      const worker = await newCandidate(test, people, staff, skillId);
      const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
      // The process has learned of both once it can match them.
      await eventually(async () =>
        proposed.push(
          (await propose({ ...test, execute: ask }, { ...meeting, worker, needId }, worker.self)).id,
        ),
      );
    }
    // Right after the last answer, or a moment later, in the middle of telling.
    await delay(n * 7);
    await kill(service);
  }
  const last = await start();
  await eventually(() => {
    const told = receiver.of("connection.proposed").map(({ body }) => JSON.parse(body).data.connectionId);
    expect(new Set(told)).toEqual(new Set(proposed));
  }, 45);
  const { data } = await test.execute(
    "{ notifications(first: 100) { nodes { kind connection { id } } } }",
    {},
    partner.member,
  );
  const notified = data.notifications.nodes
    .filter(({ kind }: { kind: string }) => kind === "CONNECTION_PROPOSED")
    .map(({ connection }: { connection: { id: string } }) => connection.id);
  expect(notified.sort()).toEqual([...proposed].sort());
  // However often it was told of one: under one id.
  const ids = new Map<string, Set<string>>();
  for (const { headers, body } of receiver.of("connection.proposed")) {
    const { connectionId } = JSON.parse(body).data;
    ids.set(connectionId, (ids.get(connectionId) ?? new Set()).add(headers["webhook-id"]!));
  }
  for (const [, under] of ids) expect(under.size).toBe(1);
  last.process.kill("SIGTERM");
  await last.ended;
}, 120_000);
