import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { Client, type ClientConfig } from "pg";
import { createNeed } from "./hand-written-create.js";
import { READS, type Read } from "./hand-written-reads.js";
import { RANKING_SETTINGS } from "./ranking.js";
import { type Listening, serve } from "./serve.js";

/**
 * The limit: a route for each operation, one statement written by hand behind it, no GraphQL. Of what was tried this was
 * the fastest: four pipelined connections and plans that are made once, against a pool of ten; columns and aggregated
 * lines that are put together to JSON here, against `json_agg` and plain rows.
 */
const CONNECTIONS = 4;

const SETTINGS = { ...RANKING_SETTINGS, plan_cache_mode: "force_generic_plan" };

async function connect(databaseUrl: string): Promise<Client> {
  const options = Object.entries(SETTINGS)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const client = new Client({ connectionString: databaseUrl, options, pipeline: true } as ClientConfig);
  await client.connect();
  return client;
}

/** Statements in flight together would each be sent as new under the same name, so each is prepared beforehand. */
async function prepare(client: Client, operations: readonly (readonly [string, Read])[]): Promise<void> {
  for (const [name, { text }] of operations) {
    const parameters = new Set(text.match(/\$\d/g));
    // With nulls nothing is found and nothing is made.
    await client.query({ name, text, values: [...parameters].map(() => null) });
  }
}

async function start(databaseUrl: string): Promise<Listening> {
  const operations = Object.entries({ ...READS, createNeed });
  const clients: Client[] = [];
  for (let made = 0; made < CONNECTIONS; made++) {
    const client = await connect(databaseUrl);
    await prepare(client, operations);
    clients.push(client);
  }
  let next = 0;
  const app = Fastify();
  for (const [name, { text, values, answer }] of operations)
    app.post(`/${name}`, async (request, reply) => {
      const given = values(request.body);
      next = (next + 1) % CONNECTIONS;
      const { rows } = await clients[next]!.query({ name, text, values: given });
      return reply.type("application/json; charset=utf-8").send(answer(rows, given));
    });
  app.post("/typename", (_, reply) => {
    reply.type("application/json; charset=utf-8").send('{"data":{"__typename":"Query"}}');
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    for (const client of clients) await client.end();
  };
  return { port: (app.server.address() as AddressInfo).port, close };
}

serve(start);
