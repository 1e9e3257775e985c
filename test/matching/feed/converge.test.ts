import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { MatchOrder } from "../../../src/matching/match.inputs.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { typedId } from "../../../src/platform/graphql/typed-id.js";
import { caughtUp } from "../../support/caught-up.js";
import { must } from "../../support/people.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres-for-tests.js";
import { startTestService, type TestService } from "../../support/service.js";
import { Dice } from "../engine/dice.js";
import { generatedWorld, type World } from "../engine/generated-world.js";
import { selfOf, viewersOf } from "../engine/viewers.js";
import { GraphqlWriter } from "./graphql-changes.js";
import { changeBySql } from "./sql-changes.js";
import { type Sql, storeWorld } from "./stored-world.js";

/** Committed changes of a record each; those that were rolled back or refused come on top. */
const CHANGES = 10_000;
const BY_GRAPHQL = 400;
const WRITERS = 4;

let database: TestDatabase;
let here: TestService;
let there: TestService;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  const generated = generatedWorld(31, { skills: 14, workers: 250, needs: 40 });
  world = { ...generated, needs: generated.needs.map((need) => ({ ...need, endsOn: null })) };
  await withClient((client) => storeWorld(client, new Dice(32), world));
  here = await startTestService(database);
  there = await startTestService(database);
});
afterAll(async () => {
  await there.stop();
  await here.stop();
  await database.drop();
});

async function withClient<Result>(use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(database.url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** What all writers did together. */
const done = { graphql: 0, sql: 0, rolledBack: 0, late: 0, refused: 0 };
/** Nobody goes on when one could not. */
let hasFailed = false;

/** Some changes in one transaction, which says what it changed, and may be held open or rolled back. */
async function transact(sql: Sql, dice: Dice, count: number): Promise<void> {
  const changed = new Map<string, Set<string>>();
  // A few records, some of them several times: otherwise everybody would wait for everybody.
  const some = {
    ...world,
    workers: dice.some(world.workers, 4),
    needs: dice.some(world.needs, 1),
    partners: dice.some(world.partners, 1),
  };
  let changes = 0;
  await sql.query("begin");
  try {
    for (let tries = 0; tries < count; tries++) {
      const change = await changeBySql(sql, dice, some);
      if (!change) continue;
      changes += 1;
      changed.set(change.topic, (changed.get(change.topic) ?? new Set()).add(change.id));
    }
    for (const [topic, ids] of changed)
      await sql.query("insert into outbox (topic, record_ids, origin) values ($1, $2, $3)", [
        ...[topic, [...ids], randomUUID()],
      ]);
    await sql.query("select pg_notify('skillbridge_outbox', '')");
    const isLate = dice.chance(0.05);
    if (isLate) await delay(dice.from(100, 300));
    const isTakenBack = dice.chance(0.1);
    await sql.query(isTakenBack ? "rollback" : "commit");
    if (isTakenBack) done.rolledBack += changes;
    else {
      done.sql += changes;
      done.late += Number(isLate);
    }
  } catch (error) {
    await sql.query("rollback");
    // A deadlock, or a wait for somebody who is late: as if it had never been.
    if (!/40P01|55P03|23505/.test((error as { code?: string }).code ?? "")) throw error;
    done.refused += changes;
  }
}

const sqlWriter = (seed: number) =>
  withClient(async (sql) => {
    const dice = new Dice(seed);
    await sql.query("set lock_timeout = 400");
    while (done.sql < CHANGES - BY_GRAPHQL && !hasFailed) await transact(sql, dice, dice.from(1, 50));
  });

async function graphqlWriter(seed: number): Promise<string[]> {
  const writer = new GraphqlWriter(here, new Dice(seed), world);
  while (done.graphql < BY_GRAPHQL && !hasFailed) done.graphql += Number(await writer.change());
  return writer.surprises;
}

/** An import: everything about workers may have changed. */
async function reloading(): Promise<void> {
  while (done.sql < CHANGES / 2 && !hasFailed) await delay(20);
  await withClient(async (sql) => {
    await sql.query("insert into outbox (topic, record_ids, origin) values ('worker', '{}', $1)", [
      randomUUID(),
    ]);
    await sql.query("select pg_notify('skillbridge_outbox', '')");
  });
}

/** Moves every library at last, when no worker is told of after it. */
const moveLibraries = () =>
  withClient(async (sql) => {
    await sql.query(
      "update library set country = case country when 'US' then 'CA' else 'US' end, region = 'North'",
    );
    await sql.query(
      "insert into outbox (topic, record_ids, origin) select 'library', array[id], gen_random_uuid() from library",
    );
    await sql.query("select pg_notify('skillbridge_outbox', '')");
  });

/** Lets every partner come back, so that there is something to compare whoever was last to send them away. */
const bringPartnersBack = () =>
  withClient(async (sql) => {
    await sql.query("update partner set archived_at = null");
    await sql.query(
      "insert into outbox (topic, record_ids, origin) select 'partner', array[id], gen_random_uuid() from partner",
    );
    await sql.query("select pg_notify('skillbridge_outbox', '')");
  });

const RANKING = `query Q($id: ID!, $order: MatchOrder!) { need(id: $id) { matches(first: 100, orderBy: $order) {
  nodes { score growth coverage affinityVersion explanation { score growth coverage } worker { id }
    exchange { teaching value } } } } }`;
const TEACHERS = `query Q($id: ID!) { partner(id: $id) { expertise(first: 100) { nodes { value worker { id } } } } }`;
const NEEDS = `query Q($id: ID!) { worker(id: $id) { matches(first: 100) {
  nodes { score explanation { score growth coverage } need { id } } } } }`;

/** What many viewers see of many needs and workers, in words. */
async function rankings({ execute }: TestService): Promise<{ all: string[]; matches: number }> {
  const all: string[] = [];
  let matches = 0;
  const ask = async (query: string, variables: object, viewer: User) => {
    const { data, errors } = await execute(query, { ...variables }, viewer);
    const [found] = Object.values(data as object) as { matches?: { nodes: unknown[] } }[];
    matches += found?.matches?.nodes.length ?? 0;
    all.push(JSON.stringify([variables, viewer.role, data, errors]));
  };
  const viewers = viewersOf(world)
    .filter(({ role }) => role !== "ADMIN" && role !== "ANALYST")
    .slice(0, 24);
  for (const [place, need] of world.needs.entries()) {
    const own = viewers.filter(({ consortiumId }) => consortiumId === need.consortiumId);
    for (const [at, viewer] of own.entries()) {
      if ((at + place) % 3 !== 0) continue;
      const order = Object.values(MatchOrder)[(place + at) % 5];
      await ask(RANKING, { id: typedId("need", need.id), order }, viewer);
    }
  }
  for (const partner of world.partners)
    for (const viewer of viewers.filter(({ consortiumId }) => consortiumId === partner.consortiumId))
      await ask(TEACHERS, { id: typedId("partner", partner.id) }, viewer);
  for (const worker of world.workers.slice(0, 30))
    await ask(NEEDS, { id: typedId("worker", worker.id) }, selfOf(worker));
  return { all, matches };
}

async function counts({ service }: TestService): Promise<string[]> {
  const text = await service.metrics.text();
  return text
    .split("\n")
    .filter((line) => /^skillbridge_match_index_(workers|needs|consents|learning_goals) /.test(line));
}

describe("10,000 concurrent changes, some late and some taken back, with a full reload among them", () => {
  it("leave both replicas with what is in the database", async () => {
    const seeds = Array.from({ length: WRITERS }, (_, writer) => 40 + writer);
    const [surprises] = await Promise.all([
      Promise.all(seeds.map(graphqlWriter)),
      Promise.all(seeds.map((seed) => sqlWriter(seed + 10))),
      reloading(),
    ]).catch((error) => {
      hasFailed = true;
      throw error;
    });
    expect(surprises!.flat()).toEqual([]);
    expect(done.graphql + done.sql).toBeGreaterThanOrEqual(CHANGES);
    expect(Math.min(done.rolledBack, done.late)).toBeGreaterThan(0);
    await bringPartnersBack();
    await moveLibraries();
    await caughtUp(here);
    await caughtUp(there);
    const fresh = await startTestService(database);
    try {
      const expected = await rankings(fresh);
      // Who is faster decides how many there are; without any there would be nothing to compare.
      expect(expected.matches).toBeGreaterThan(300);
      expect(await rankings(here)).toEqual(expected);
      expect(await rankings(there)).toEqual(expected);
      const known = await counts(fresh);
      expect(known).toHaveLength(4);
      expect([await counts(here), await counts(there)]).toEqual([known, known]);
    } finally {
      await fresh.stop();
    }
  }, 240_000);
});

describe("a consent that is taken back in one replica", () => {
  it("is gone from the rankings of the other", async () => {
    const partners = viewersOf(world).filter(({ role }) => role === "PARTNER");
    const pairs = world.needs.flatMap((need) =>
      partners.filter(({ partnerId }) => partnerId === need.partnerId).map((viewer) => ({ need, viewer })),
    );
    const seenThere = async ({ need, viewer }: (typeof pairs)[number]): Promise<string[]> => {
      const variables = { id: typedId("need", need.id), order: "SCORE" };
      const { data } = await there.execute(RANKING, variables, viewer);
      return data.need.matches.nodes.map((match: { worker: { id: string } }) => match.worker.id);
    };
    // Whoever disclosed themselves to the partner stays listed, whatever else they choose.
    const disclosed: { id: string }[] = await here.service.dataSource.query(
      "select distinct worker_id as id from consent_grant where revoked_at is null and 'DISCOVERY' = any(discloses)",
    );
    const stays = new Set(disclosed.map(({ id }) => typedId("worker", id)));
    for (const pair of pairs) {
      const first = (await seenThere(pair)).find((id) => !stays.has(id));
      if (first === undefined) continue;
      const self = selfOf(world.workers.find(({ id }) => typedId("worker", id) === first)!);
      const query = "query Q($id: ID!) { worker(id: $id) { version } }";
      const { data } = await here.execute(query, { id: first }, self);
      const close = { id: first, expectedVersion: data.worker.version, discoverability: "CONSORTIUM" };
      await must(here, "updateWorker", "worker { id }", close, self);
      await caughtUp(there);
      expect(await seenThere(pair)).not.toContain(first);
      return;
    }
    throw new Error("Nobody was listed for any partner.");
  });
});
