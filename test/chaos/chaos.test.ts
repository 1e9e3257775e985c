import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client as Postgres } from "pg";
import { DevelopmentIssuer } from "../../src/platform/auth/development-issuer.js";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from "../../src/platform/database/embedded/embedded-postgres.js";
import { migrateDatabase } from "../../src/platform/database/migrate.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { administratorIn, skillFromElsewhere } from "../support/database-faults.js";
import { Client } from "./client.js";
import { Guardian } from "./guardian.js";
import { SupervisedService } from "./supervised-service.js";
import { changesOf, verifyCreated } from "./verify.js";
import { newNeed, newPartner, update, type Write } from "./writes.js";

/** `npm run test:chaos` runs the long form, by a configuration of its own. */
const { kills } = globalThis as { kills?: { service: number; postgres: number } };
const KILLS = kills ?? { service: 5, postgres: 3 };
const WRITERS = 6;
/** One write of so many is given up when an answer does not come. */
const ABANDONED_OF = 8;
/** One acknowledged write of so many is repeated at once. */
const REPEATED_OF = 5;

jest.setTimeout(3_600_000);

let folder: string;
let postgres: EmbeddedPostgres;
let url: string;
let guardian: Guardian;
let service: SupervisedService;
let client: Client;
let over = false;
const writes: Write[] = [];
let repeated = 0;
const say = (text: string) => process.stderr.write(`${text}\n`);

beforeAll(async () => {
  guardian = new Guardian();
  // By this name the next run finds and stops what one that was killed leaves behind.
  folder = await mkdtemp(join(tmpdir(), `skillbridge-test-${process.pid}-`));
  await chmod(folder, 0o755);
  await startPostgres();
  url = await postgres.ensureDatabase("skillbridge");
  await migrateDatabase(url);
});
afterAll(async () => {
  over = true;
  await service?.stop();
  await stopEmbeddedPostgres({ dataDir: folder }).catch(() => {});
  guardian.dismiss();
  await rm(folder, { recursive: true, force: true });
});

const postmasterPid = async () =>
  Number((await readFile(join(folder, "postgres", "data", "postmaster.pid"), "utf8")).split("\n")[0]);

async function startPostgres(): Promise<void> {
  postgres = await startEmbeddedPostgres({ dataDir: folder });
  guardian.watch(await postmasterPid());
}

/** Writes one thing after the other until the end. */
async function keepWriting(partnerId: string, skillIds: readonly string[], number: number): Promise<void> {
  for (let i = 0, version = 1; !over; i++) {
    const kinds = [() => newNeed(partnerId, skillIds), newPartner, () => update(partnerId, version)];
    const write = kinds[(i + number) % kinds.length]!();
    writes.push(write);
    await client.insist(write, write.kind !== "update" && i % ABANDONED_OF === 0);
    if (write.kind === "update") version += 1;
    if (write.acknowledged && i % REPEATED_OF === 0) await repeat(write);
  }
}

async function repeat(write: Write): Promise<void> {
  repeated += 1;
  await client.insist(write);
}

/** Kills the service, and waits until it is back and writes again. */
async function killService(): Promise<void> {
  await service.kill();
  await service.ready();
  await untilAcknowledged();
}

/** Kills PostgreSQL, starts it again, and gives how many milliseconds after that a write was acknowledged. */
async function killPostgres(): Promise<number> {
  const pid = await postmasterPid();
  process.kill(pid, "SIGKILL");
  guardian.forget(pid);
  await delay(Math.random() * 1000);
  await startPostgres();
  const back = performance.now();
  await untilAcknowledged();
  return performance.now() - back;
}

function untilAcknowledged(): Promise<void> {
  return new Promise((resolve) => {
    client.onAcknowledged = resolve;
  });
}

/** Kills one or the other in random order, after some time of work each; gives how long PostgreSQL's returns took to show. */
async function rage(): Promise<number[]> {
  const healed: number[] = [];
  const left = { ...KILLS };
  while (left.service + left.postgres > 0) {
    await delay(200 + Math.random() * 800);
    if (Math.random() * (left.service + left.postgres) < left.service) {
      left.service -= 1;
      await killService();
    } else {
      left.postgres -= 1;
      const { pid } = service;
      healed.push(await killPostgres());
      expect(service.pid).toBe(pid);
    }
    const done = writes.filter(({ acknowledged }) => acknowledged).length;
    say(`chaos: ${left.service} and ${left.postgres} kills to go, ${done} writes acknowledged`);
  }
  return healed;
}

it(`loses and doubles nothing over ${KILLS.service} kills of the service and ${KILLS.postgres} of PostgreSQL`, async () => {
  const admin = await administratorIn(url);
  const skillIds: string[] = [];
  for (let i = 0; i < 3; i++) skillIds.push(typedId("skill", await skillFromElsewhere(url)));
  const issuer = await DevelopmentIssuer.open(folder, "development");
  service = await SupervisedService.start(guardian, {
    DATABASE_URL: url,
    DATA_DIR: folder,
    SEED: "none",
    BUDGET_POINTS_PER_MINUTE: "10000000",
    LOG_LEVEL: "warn",
  });
  await service.ready();
  client = new Client(service.origin, await issuer.sign(admin));
  const partners = Array.from({ length: WRITERS }, newPartner);
  for (const partner of partners) await client.insist(partner);
  writes.push(...partners);
  const ids = partners.map(({ acknowledged }) => acknowledged!);
  const writing = Promise.all(ids.map((id, number) => keepWriting(id, skillIds, number)));

  const healed = await rage();
  over = true;
  await writing;
  // What was in doubt, and some of the rest, once more: the answer must be the first one.
  const again = writes.filter((write, i) => write.acknowledged && (write.doubtful || i % 20 === 0));
  for (const write of again) await repeat(write);

  const direct = new Postgres({ connectionString: url });
  await direct.connect();
  const { doneThoughAbandoned, ...faults } = await verifyCreated(direct, writes);
  const changes = await changesOf(direct, ids);
  await direct.end();
  const acknowledged = writes.filter((write) => write.acknowledged);
  say(
    `chaos: ${KILLS.service} kills of the service (${service.starts} starts), ${KILLS.postgres} of PostgreSQL (healed after ${Math.round(Math.max(...healed))} ms at most); ${acknowledged.length} writes acknowledged, ${writes.filter(({ doubtful }) => doubtful).length} of all in doubt, ${repeated} repeated, ${writes.length - acknowledged.length} abandoned of which ${doneThoughAbandoned} were done; ${faults.lost.length} lost, ${faults.doubled.length} doubled, ${faults.halfDone.length} half done, ${client.wrong.length} wrong answers, ${client.silences} silences`,
  );
  expect(faults).toEqual({ lost: [], doubled: [], halfDone: [] });
  expect(client.wrong).toEqual([]);
  expect(client.silences).toBe(0);
  expect(changes).toEqual(
    ids.map(
      (id) =>
        acknowledged.filter(({ kind, input }) => kind === "update" && (input as { id: string }).id === id)
          .length,
    ),
  );
  expect(service.starts).toBe(KILLS.service + 1);
});
