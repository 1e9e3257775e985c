import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import type { WorkerCandidate as Candidate } from "../../../src/matching/candidates.js";
import { MatchIndex } from "../../../src/matching/engine/match-index.js";
import { RowView } from "../../../src/matching/engine/worker-rows.js";
import { MatchFeed } from "../../../src/matching/feed/match-feed.js";
import { VISIBILITIES } from "../../../src/platform/auth/visibility.js";
import { ChangeFeed } from "../../../src/platform/database/change-feed.js";
import { Reads } from "../../../src/platform/database/reads.js";
import { createLogger } from "../../../src/platform/observability/logger.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres-for-tests.js";
import { Dice } from "../engine/dice.js";
import { generatedWorld } from "../engine/generated-world.js";
import { storeWorld } from "./stored-world.js";

const world = generatedWorld(51, { skills: 8, workers: 30, needs: 2 });
let database: TestDatabase;
let sql: Client;
let blocker: Client;
let reads: Reads;
let feed: ChangeFeed;
let index: MatchIndex;

beforeAll(async () => {
  database = await createTestDatabase();
  [sql, blocker] = [new Client(database.url), new Client(database.url)];
  await sql.connect();
  await blocker.connect();
  await storeWorld(sql, new Dice(52), world);
  reads = new Reads(database.url, 1);
  feed = new ChangeFeed(createLogger("silent"));
  index = new MatchIndex();
  const matchFeed = new MatchFeed(database.url, reads, index);
  matchFeed.follow(feed);
  await matchFeed.load();
});
afterAll(async () => {
  await feed.close();
  await reads.close();
  await sql.end();
  await blocker.end();
  await database.drop();
});

/** How far a worker may be found, as the index knows it; null for one who is not in it. */
function discoverabilityOf({ id, consortiumId }: Candidate) {
  const workers = index.workersOf(consortiumId);
  const row = new RowView();
  return workers.rows.open(workers.ids.slotOf(id), row) ? VISIBILITIES[row.discoverability] : null;
}

/** Begins to load everything anew, as after an import, and stops it after workers have been read. */
async function stuckReload(): Promise<{ readonly reloaded: Promise<void> }> {
  await blocker.query("begin");
  await blocker.query("lock table growth_goal in access exclusive mode");
  const reloaded = feed.publish([{ topic: "worker", ids: [] }]);
  for (let waiting = 0; waiting === 0; await delay(10)) {
    const { rows } = await sql.query(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like 'copy%growth_goal%'`,
    );
    waiting = rows[0].waiting;
  }
  // In an object, because a promise of a promise is waited for.
  return { reloaded };
}

it("what is changed while everything is loaded anew is not lost", async () => {
  const [changed, left, other] = world.workers.slice(0, 3) as [Candidate, Candidate, Candidate];
  await sql.query("update worker set discoverability = 'PUBLIC' where id = any($1)", [[changed.id, left.id]]);
  await feed.publish([{ topic: "worker", ids: [changed.id, left.id] }]);
  expect([changed, left].map(discoverabilityOf)).toEqual(["PUBLIC", "PUBLIC"]);
  const { reloaded } = await stuckReload();
  await sql.query("update worker set discoverability = 'PRIVATE' where id = $1", [changed.id]);
  await sql.query("update worker set archived_at = now() where id = $1", [left.id]);
  const told = feed.publish([{ topic: "worker", ids: [changed.id, left.id] }]);
  await blocker.query("commit");
  await reloaded;
  await told;
  expect([changed, left].map(discoverabilityOf)).toEqual(["PRIVATE", null]);
  expect(discoverabilityOf(other)).not.toBeNull();
  expect(index.workerCount).toBe(world.workers.length - 1);
});

it("what serves goes on serving while everything is loaded anew", async () => {
  const { reloaded } = await stuckReload();
  const served = index.workerCount;
  await blocker.query("commit");
  await reloaded;
  expect([served, index.workerCount]).toEqual([world.workers.length - 1, world.workers.length - 1]);
});
