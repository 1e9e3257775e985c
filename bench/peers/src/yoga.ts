import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph/dist/schema-helper";
import { parse } from "graphql";
import { createYoga } from "graphql-yoga";
import type { Pool } from "pg";
import type { NeedSkillRow } from "./need-reads.js";
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
import type { WorkerSkillRow } from "./worker-reads.js";
import { type Loaders, openLoaders } from "./yoga-loaders.js";

interface Context {
  readonly loaders: Loaders;
}

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

interface Paged {
  readonly first: number;
}

function schemaOver(pool: Pool) {
  const { Query, Need, Worker, ...others } = rootResolvers(pool);
  const resolvers = {
    ...others,
    Query: {
      ...Query,
      worker: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
        loaders.workers.load(uuidOf("worker", id)),
    },
    Need: {
      ...Need,
      __resolveReference: ({ id }: NeedReference, { loaders }: Context) =>
        loaders.needs.load(uuidOf("need", id)),
      partner: ({ partnerId }: NeedRow, _: unknown, { loaders }: Context) => loaders.partners.load(partnerId),
      skills: ({ id }: NeedRow, _: unknown, { loaders }: Context) => loaders.needSkills.load(id),
      matches: async ({ id }: NeedRow, { first }: Paged, { loaders }: Context) => ({
        nodes: await loaders.matches(id, first),
      }),
    },
    NeedSkill: {
      skill: ({ skillId }: NeedSkillRow, _: unknown, { loaders }: Context) => loaders.skills.load(skillId),
    },
    Match: {
      ...others.Match,
      worker: ({ workerId }: MatchRow, _: unknown, { loaders }: Context) => loaders.workers.load(workerId),
    },
    Worker: {
      ...Worker,
      skills: ({ id }: WorkerRow, { first }: Paged, { loaders }: Context) =>
        loaders.workerSkills(first).load(id),
    },
    WorkerSkill: {
      skill: ({ skillId }: WorkerSkillRow, _: unknown, { loaders }: Context) => loaders.skills.load(skillId),
    },
  };
  const typeDefs = parse(FEDERATION + TYPE_DEFINITIONS);
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> });
}

/** GraphQL Yoga on node:http; parsed and validated documents are kept, as is its default. */
async function start(databaseUrl: string): Promise<Listening> {
  const pool = openPool(databaseUrl);
  const yoga = createYoga({
    schema: schemaOver(pool),
    context: (): Context => ({ loaders: openLoaders(pool) }),
    parserAndValidationCache: true,
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
  });
  const server = createServer(yoga);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = async () => {
    server.close();
    await pool.end();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

serve(start);
