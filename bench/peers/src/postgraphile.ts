import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { pgSmartTags } from "postgraphile/utils";
import { openPool } from "./pool.js";
import { SkillbridgePlugin } from "./postgraphile-plugin.js";
import { PEER_SCHEMA } from "./postgraphile-schema.js";
import { type Listening, serve } from "./serve.js";

/** Without an index a column is not offered for sorting; the skills of one need are few. */
const SORTABLE = pgSmartTags({
  kind: "attribute",
  match: "public.need_skill.importance",
  tags: { behavior: "+attribute:orderBy" },
});

/** PostGraphile over the service's tables; needs Node 22. Plans, parsed documents and statements are kept by default. */
async function start(databaseUrl: string): Promise<Listening> {
  const pool = openPool(databaseUrl);
  await pool.query(PEER_SCHEMA);
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    plugins: [SkillbridgePlugin, SORTABLE],
    pgServices: [makePgService({ pool, schemas: ["public", "peers"] })],
    schema: { defaultBehavior: "connection list" },
    grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, outputDataAsString: true },
    grafast: { explain: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await instance.getSchema();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = async () => {
    server.close();
    await instance.release();
    await pool.end();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

serve(start);
