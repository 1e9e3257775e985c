import { join } from "node:path";
import { GATEWAY_HEADER } from "../../src/platform/auth/gateway.js";
import type { OwnDocuments } from "../peers/src/own-documents.js";
import type { ContenderSource } from "./contender.js";
import type { Operation } from "./operations.js";
import { node22, peersFile } from "./peers-package.js";

export const OURS = "ours";
export const OURS_OVER_SQL = "ours over SQL";
export const LIMIT = "hand-written";

/** Names of all contenders, as the command line takes them. */
export const CONTENDER_NAMES = [
  OURS,
  LIMIT,
  OURS_OVER_SQL,
  "postgraphile",
  "mercurius",
  "yoga",
  "idiomatic",
] as const;

/** What ours is asked with. */
export interface Credentials {
  /** Of the user. */
  readonly token: string;
  /** Folder with the key of who signed it. */
  readonly issuerFolder: string;
  readonly gatewaySecret: string;
}

/** The contenders of these names, in the order of `CONTENDER_NAMES`. */
export function contenders(names: readonly string[], credentials: Credentials): ContenderSource[] {
  return CONTENDER_NAMES.filter((name) => names.includes(name)).map((name) => {
    if (name === OURS) return ours(OURS, credentials);
    if (name === OURS_OVER_SQL) return ours(OURS_OVER_SQL, credentials, { BENCH_RANKING: "sql" });
    return name === LIMIT ? limit : peer(name);
  });
}

/** The whole service, with everything on. */
export const ours = (
  name: string,
  { token, issuerFolder, gatewaySecret }: Credentials,
  env: Readonly<Record<string, string>> = {},
): ContenderSource => ({
  name,
  script: join(__dirname, "ours-server.js"),
  env: { DATA_DIR: issuerFolder, GATEWAY_SECRET: gatewaySecret, ...env },
  headers: ({ byGateway }) => ({
    authorization: `Bearer ${token}`,
    ...(byGateway ? { [GATEWAY_HEADER]: gatewaySecret } : {}),
  }),
  ...(env.BENCH_RANKING === "sql" ? { answersOnly: ["needsMatches"] } : {}),
});

/** One statement and a route of its own for each operation; no GraphQL. */
const limit: ContenderSource = {
  name: LIMIT,
  script: peersFile("hand-written.js"),
  path: ({ name }) => `/${name}`,
  body: (_, variables) => variables,
};

/** Those of bench/peers; one with names of its own brings documents along. */
function peer(name: string): ContenderSource {
  const documents = (): OwnDocuments => {
    try {
      return require(peersFile(`${name}-documents.js`)).documents;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return {};
      throw error;
    }
  };
  const own = documents();
  const of = ({ name: operation }: Operation) => own[operation];
  return {
    name,
    script: peersFile(`${name}.js`),
    env: { NODE_ENV: "production", GRAPHILE_ENV: "production" },
    ...(name === "postgraphile" && { execPath: node22() }),
    body: (operation, variables) => ({
      query: documentFor(of(operation)?.query, variables) ?? operation.query,
      variables: of(operation)?.variables?.(variables) ?? variables,
    }),
    data: (operation, data) => of(operation)?.data?.(data) ?? data,
  };
}

const documentFor = (
  query: string | ((variables: Readonly<Record<string, unknown>>) => string) | undefined,
  variables: Readonly<Record<string, unknown>>,
) => (typeof query === "function" ? query(variables) : query);

/**
 * Ours among those chosen, for what is measured of ours alone.
 * @throws Error when it was not chosen
 */
export function oursOf(sources: readonly ContenderSource[]): ContenderSource {
  const source = sources.find(({ name }) => name === OURS);
  if (!source) throw new Error(`This measures ${OURS}: name it among --contenders.`);
  return source;
}
