import "reflect-metadata";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph/dist/schema-helper";
import { expressMiddleware } from "@as-integrations/express5";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import express from "express";
import { type GraphQLSchema, parse } from "graphql";
import { buildSchema, createResolversMap } from "type-graphql";
import { type Context, database, openLoaders } from "./idiomatic-database.js";
import type { NeedReference } from "./idiomatic-entities.js";
import {
  MatchResolver,
  NeedResolver,
  NeedSkillResolver,
  PartnerResolver,
} from "./idiomatic-need-resolvers.js";
import { SkillResolver, WorkerResolver, WorkerSkillResolver } from "./idiomatic-worker-resolvers.js";
import { type Listening, serve } from "./serve.js";
import { uuidOf } from "./typed-ids.js";

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n`;

/** As TypeGraphQL's documentation makes a subgraph; Apollo's own printer loses the fields of types with directives. */
async function subgraph(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      NeedResolver,
      NeedSkillResolver,
      PartnerResolver,
      MatchResolver,
      WorkerResolver,
      WorkerSkillResolver,
      SkillResolver,
    ],
    // The key of the federation is known to the schema that is made of this one.
    skipCheck: true,
    validate: false,
  });
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  resolvers.Need!.__resolveReference = ({ id }: NeedReference, { loaders }: Context) =>
    loaders.needs.load(uuidOf("need", id));
  const typeDefs = parse(FEDERATION + printSchemaWithDirectives(schema));
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> });
}

/** Apollo Server on Express with class resolvers, repositories and loaders: the stack of the service, the usual way. */
async function start(): Promise<Listening> {
  await database.initialize();
  const apollo = new ApolloServer<Context>({ schema: await subgraph(), introspection: false });
  await apollo.start();
  const app = express();
  const context = async (): Promise<Context> => ({ loaders: openLoaders() });
  app.use("/graphql", express.json(), expressMiddleware(apollo, { context }));
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = async () => {
    server.close();
    await apollo.stop();
    await database.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

serve(start);
