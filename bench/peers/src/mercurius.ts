import type { AddressInfo } from "node:net";
import { mercuriusFederationPlugin } from "@mercuriusjs/federation";
import Fastify from "fastify";
import type { IResolvers, MercuriusLoaders } from "mercurius";
import type { Pool } from "pg";
import {
  type NeedSkillRow,
  needsByIds,
  partnersByIds,
  rankWorkers,
  skillsByIds,
  skillsByNeeds,
} from "./need-reads.js";
import { openPool } from "./pool.js";
import {
  type MatchRow,
  type NeedReference,
  type NeedRow,
  rootResolvers,
  type WorkerRow,
} from "./root-resolvers.js";
import { type Listening, serve } from "./serve.js";
import { TYPE_DEFINITIONS } from "./type-definitions.js";
import { uuidOf } from "./typed-ids.js";
import { skillsByWorkers, type WorkerSkillRow, workersByIds } from "./worker-reads.js";

interface Asked<Obj, Params = object> {
  readonly obj: Obj;
  readonly params: Params;
}

/**
 * A loader for all objects of a request at once. Without Mercurius' own cache, which would serialise each object to know
 * it again; the same row is read once all the same, because ids are sent without repetition.
 */
const loader = <Obj, Params, Value>(load: (asked: Asked<Obj, Params>[]) => Promise<Value[]>) => ({
  loader: load,
  opts: { cache: false },
});

/** Loads by key, each key once. */
async function each<Obj, Value>(
  asked: readonly Asked<Obj>[],
  keyOf: (obj: Obj) => string,
  load: (keys: readonly string[]) => Promise<Value[]>,
): Promise<Value[]> {
  const keys = asked.map(({ obj }) => keyOf(obj));
  const distinct = [...new Set(keys)];
  const values = await load(distinct);
  const byKey = new Map(distinct.map((key, place) => [key, values[place]!]));
  return keys.map((key) => byKey.get(key)!);
}

interface Paged {
  readonly first: number;
}

const loadersOver = (pool: Pool) => ({
  Need: {
    __resolveReference: loader((asked: Asked<NeedReference>[]) =>
      each(
        asked,
        ({ id }) => uuidOf("need", id),
        (ids) => needsByIds(pool, ids),
      ),
    ),
    partner: loader((asked: Asked<NeedRow>[]) =>
      each(
        asked,
        ({ partnerId }) => partnerId,
        (ids) => partnersByIds(pool, ids),
      ),
    ),
    skills: loader((asked: Asked<NeedRow>[]) =>
      skillsByNeeds(
        pool,
        asked.map(({ obj }) => obj.id),
      ),
    ),
    matches: loader((asked: Asked<NeedRow, Paged>[]) =>
      Promise.all(
        asked.map(async ({ obj, params }) => ({ nodes: await rankWorkers(pool, obj.id, params.first) })),
      ),
    ),
  },
  NeedSkill: { skill: skillLoader<NeedSkillRow>(pool) },
  WorkerSkill: { skill: skillLoader<WorkerSkillRow>(pool) },
  Match: {
    worker: loader((asked: Asked<MatchRow>[]) =>
      each(
        asked,
        ({ workerId }) => workerId,
        (ids) => workersByIds(pool, ids),
      ),
    ),
  },
  Worker: {
    // All of a request are in one place of the document, so they ask for as many each.
    skills: loader((asked: Asked<WorkerRow, Paged>[]) =>
      skillsByWorkers(
        pool,
        asked.map(({ obj }) => obj.id),
        asked[0]!.params.first,
      ),
    ),
  },
});

const skillLoader = <Row extends { readonly skillId: string }>(pool: Pool) =>
  loader((asked: Asked<Row>[]) =>
    each(
      asked,
      ({ skillId }) => skillId,
      (ids) => skillsByIds(pool, ids),
    ),
  );

function resolversOver(pool: Pool) {
  const { Query, ...others } = rootResolvers(pool);
  const worker = async (_: unknown, { id }: { readonly id: string }) =>
    (await workersByIds(pool, [uuidOf("worker", id)]))[0];
  return { ...others, Query: { ...Query, worker } };
}

/** Mercurius on Fastify, with documents compiled at their first use. */
async function start(databaseUrl: string): Promise<Listening> {
  const pool = openPool(databaseUrl);
  const app = Fastify();
  await app.register(mercuriusFederationPlugin, {
    schema: TYPE_DEFINITIONS,
    resolvers: resolversOver(pool) as unknown as IResolvers,
    loaders: loadersOver(pool) as unknown as MercuriusLoaders,
    jit: 1,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    await pool.end();
  };
  return { port: (app.server.address() as AddressInfo).port, close };
}

serve(start);
