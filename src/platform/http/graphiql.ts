import type { FastifyInstance } from "fastify";

/** GraphiQL with everything it needs in one page, so that it works without internet. */
export function serveGraphiQL(
  app: FastifyInstance,
  endpoint: string,
  firstQuery: { readonly document: string; readonly headers: Readonly<Record<string, string>> },
): void {
  const render = async () => {
    // Only when somebody wants it: to load its two megabytes takes an eighth of a start.
    const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
    return renderGraphiQL({
      endpoint,
      subscriptionsProtocol: "GRAPHQL_SSE",
      // It takes this, although its types do not say so.
      ...{ subscriptionsEndpoint: `${endpoint}/stream` },
      title: "Skillbridge",
      defaultQuery: firstQuery.document,
      headers: JSON.stringify(firstQuery.headers),
    });
  };
  let page: Promise<string> | undefined;
  app.get("/graphiql", async (_, reply) => {
    page ??= render();
    return reply.type("text/html; charset=utf-8").send(await page);
  });
}
