import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { Client, type ClientConfig } from "pg";
import { createNeed } from "./hand-written-create.js";
import { needsMatches, PAGE, type Query, RANKED, type Statement } from "./hand-written-matches.js";
import { READS } from "./hand-written-reads.js";
import { RANKING_SETTINGS } from "./ranking.js";
import { type Listening, serve } from "./serve.js";

/**
 * The limit: a route for each operation, one statement written by hand behind it, no GraphQL. Of what was tried this was
 * the fastest: four pipelined connections and plans that are made once, against a pool of ten; columns and aggregated
 * lines that are put together to JSON here, against `json_agg` and plain rows.
 */
const CONNECTIONS = 4;

const PLANNED_ONCE = { plan_cache_mode: "force_generic_plan" };

const ONE_STATEMENT = Object.entries({ ...READS, createNeed });

/** Connections that are asked in turn and do not wait for one another's answers. */
class Pipelines {
  private next = 0;

  private constructor(private readonly clients: readonly Client[]) {}

  static async connect(
    databaseUrl: string,
    settings: Readonly<Record<string, string>>,
    statements: readonly Statement[],
  ): Promise<Pipelines> {
    const clients: Client[] = [];
    for (let made = 0; made < CONNECTIONS; made++)
      clients.push(await connect(databaseUrl, settings, statements));
    return new Pipelines(clients);
  }

  readonly query: Query = async ({ name, text }, values) => {
    this.next = (this.next + 1) % CONNECTIONS;
    return (await this.clients[this.next]!.query({ name, text, values })).rows;
  };

  async close(): Promise<void> {
    for (const client of this.clients) await client.end();
  }
}

/** Statements in flight together would each be sent as new under the same name, so each is prepared beforehand. */
async function connect(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
  statements: readonly Statement[],
): Promise<Client> {
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const client = new Client({ connectionString: databaseUrl, options, pipeline: true } as ClientConfig);
  await client.connect();
  for (const { name, text } of statements) {
    const parameters = new Set(text.match(/\$\d/g));
    // With nulls nothing is found and nothing is made.
    await client.query({ name, text, values: [...parameters].map(() => null) });
  }
  return client;
}

const JSON_TYPE = "application/json; charset=utf-8";

function routes(query: Query, rank: Query): FastifyInstance {
  const app = Fastify() as unknown as FastifyInstance;
  for (const [name, { text, values, answer }] of ONE_STATEMENT) {
    const statement = { name, text };
    app.post(`/${name}`, async (request, reply) => {
      const given = values(request.body);
      const rows = await query(statement, given);
      return reply.type(JSON_TYPE).send(answer(rows, given));
    });
  }
  app.post("/needsMatches", async (request, reply) =>
    reply.type(JSON_TYPE).send(await needsMatches(query, rank, request.body as { partner: string })),
  );
  app.post("/typename", (_, reply) => {
    reply.type(JSON_TYPE).send('{"data":{"__typename":"Query"}}');
  });
  return app;
}

async function start(databaseUrl: string): Promise<Listening> {
  const statements = [PAGE, ...ONE_STATEMENT.map(([name, { text }]) => ({ name, text }))];
  const pipelines = await Pipelines.connect(databaseUrl, PLANNED_ONCE, statements);
  const ranking = await Pipelines.connect(databaseUrl, RANKING_SETTINGS, [RANKED]);
  const app = routes(pipelines.query, ranking.query);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    await pipelines.close();
    await ranking.close();
  };
  return { port: (app.server.address() as AddressInfo).port, close };
}

serve(start);
