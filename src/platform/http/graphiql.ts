import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import type { FastifyInstance } from "fastify";

/** GraphiQL with everything it needs in one page, so that it works without internet. */
export function serveGraphiQL(
  app: FastifyInstance,
  endpoint: string,
  firstQuery: { readonly document: string; readonly headers: Readonly<Record<string, string>> },
): void {
  const page = renderGraphiQL({
    endpoint,
    subscriptionsProtocol: "GRAPHQL_SSE",
    // It takes this, although its types do not say so.
    ...{ subscriptionsEndpoint: `${endpoint}/stream` },
    title: "Skillbridge",
    defaultQuery: firstQuery.document,
    headers: JSON.stringify(firstQuery.headers),
  });
  app.get("/graphiql", (_, reply) => reply.type("text/html; charset=utf-8").send(page));
}
