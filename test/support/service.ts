import "reflect-metadata";
import { type DocumentNode, parse, validate } from "graphql";
import { LRUCache } from "lru-cache";
import pg from "pg";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { ANONYMOUS, type Principal } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { answeringBothWays, isComparison } from "../plain/both-ways.js";
import { createTestDatabase, type TestDatabase } from "./postgres-for-tests.js";

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: Record<string, unknown>;
  }[];
  /** How many statements PostgreSQL was sent meanwhile. */
  readonly statements: number;
}

export interface TestService {
  readonly service: Service;
  readonly url: string;
  /** Executes an operation as `principal`; anonymous when left out. Refuses invalid documents. */
  execute(query: string, variables?: Record<string, unknown>, principal?: Principal): Promise<Answer>;
  stop(): Promise<void>;
}

let sent = 0;
const original = pg.Client.prototype.query;
pg.Client.prototype.query = function count(this: pg.Client, ...args: unknown[]) {
  const [statement] = args as [string | { text?: string }];
  const text = typeof statement === "string" ? statement : (statement?.text ?? "");
  // Following the outbox goes on in the background, whatever is asked. Who asks goes along with a statement and waits for
  // nothing.
  if (!/outbox|txid_|set_config/.test(text) && !isComparison()) sent += 1;
  return (original as (...all: unknown[]) => unknown).apply(this, args);
} as typeof original;

/**
 * The whole service without HTTP, on a database of its own that is cloned from the migrated template.
 * @param shared a database that is there already, for one replica of several
 */
export async function startTestService(shared?: TestDatabase): Promise<TestService> {
  const database = shared ?? (await createTestDatabase());
  const logger = createLogger("silent");
  const composed = await composeService(loadConfig({ NODE_ENV: "test" }), database.url, logger);
  const service = answeringBothWays(composed);
  const documents = new LRUCache<string, DocumentNode>({ max: 200 });
  const validDocument = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query);
    const faults = validate(service.schema, document);
    if (faults.length > 0) throw new Error(faults.map((fault) => fault.message).join("\n"));
    documents.set(query, document);
    return document;
  };
  return {
    service,
    url: database.url,
    async execute(query, variables = {}, principal = ANONYMOUS) {
      const document = validDocument(query);
      const entitled = await service.entitle(principal);
      const context = createContext({ principal: entitled, reads: service.reads }, "test", {
        isGateway: true,
      });
      const before = sent;
      const result = await service.execute({
        document,
        queryHash: query,
        operationName: null,
        variables,
        context,
      });
      return {
        data: result.data,
        errors: (result.errors ?? []).map(({ message, path, extensions }) => ({ message, path, extensions })),
        statements: sent - before,
      };
    },
    async stop() {
      await service.close();
      if (!shared) await database.drop();
    },
  };
}
