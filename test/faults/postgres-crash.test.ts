import type { User } from "../../src/platform/auth/principal.js";
import { enqueueJob } from "../../src/platform/jobs/enqueue-job.js";
import {
  administratorIn,
  expectAnswered,
  expectUnavailable,
  read,
  skillFromElsewhere,
  write,
} from "../support/database-faults.js";
import { eventually } from "../support/eventually.js";
import { type FaultyServer, startFaultyServer } from "../support/faulty-server.js";
import { type HttpTestService, startHttpService } from "../support/http-service.js";
import { createTestDatabase } from "../support/postgres-for-tests.js";

let server: FaultyServer;
let url: string;
let test: HttpTestService;
let admin: User;

beforeAll(async () => {
  server = await startFaultyServer();
  ({ url } = await createTestDatabase());
  admin = await administratorIn(url);
  test = await startHttpService(url);
  await test.service.jobs.start();
});
afterAll(async () => {
  await test?.stop();
  await server?.remove();
});

const housekeepings = async () =>
  Number(
    /^skillbridge_jobs_run_total\{name="keep-house"\} (\d+)$/m.exec(await test.service.metrics.text())?.[1],
  );

it("a crash of PostgreSQL is told to callers, survived, and over when PostgreSQL is back", async () => {
  // graphile-worker writes to the console when one of its workers ends in distress.
  jest.spyOn(console, "error").mockImplementation(() => {});
  jest.spyOn(console, "trace").mockImplementation(() => {});
  expectAnswered(await read(test));
  expectAnswered(await write(test, admin));
  // What is in flight when it crashes is told so too.
  const inFlight = Array.from({ length: 8 }, (_, i) => (i % 2 ? read(test) : write(test, admin)));
  await server.crash();
  for (const answer of await Promise.all(inFlight))
    if (answer.status === 200) expectAnswered(answer);
    else expectUnavailable(answer);
  await eventually(async () => expectUnavailable(await read(test)));
  expectUnavailable(await write(test, admin));
  expect((await test.page("/healthz")).status).toBe(200);
  expect((await test.page("/readyz")).status).toBe(503);

  await server.restart();
  await eventually(async () => expectAnswered(await read(test)));
  await eventually(async () => expectAnswered(await write(test, admin)));
  await eventually(async () => expect((await test.page("/readyz")).status).toBe(200));
  const skill = await skillFromElsewhere(url);
  await eventually(() => expect(test.service.taxonomy.get(skill)).not.toBeNull());
  const before = await housekeepings();
  await enqueueJob(test.service.dataSource, "keep-house");
  // Whichever it is: the one from the start may have been interrupted, and be done again.
  await eventually(async () => expect(await housekeepings()).toBeGreaterThan(before));
});
