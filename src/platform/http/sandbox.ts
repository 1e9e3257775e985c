import type { FastifyInstance, FastifyRequest } from "fastify";
import Negotiator from "negotiator";

/** What an explorer opens with. */
export interface FirstQuery {
  readonly document: string;
  readonly headers: Readonly<Record<string, string>>;
}

const SCRIPT = "https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js";

/** Whether a person asks with a browser. */
const isPage = ({ method, headers }: FastifyRequest) =>
  method === "GET" &&
  new Negotiator({ headers }).mediaType(["application/json", "text/html"]) === "text/html";

/** Gives browsers Apollo Sandbox at the addresses where programs ask GraphQL; it asks the address it was opened at. */
export function serveSandbox(app: FastifyInstance, paths: readonly string[], firstQuery: FirstQuery): void {
  const page = sandboxPage(firstQuery);
  app.addHook("onRequest", async (request, reply) => {
    const { url = "" } = request.routeOptions;
    if (paths.includes(url) && isPage(request))
      return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);
  });
}

const sandboxPage = ({ document, headers }: FirstQuery): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Skillbridge: Apollo Sandbox</title>
    <style>
      body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
      #embedded-sandbox { position: fixed; inset: 0; }
      p { margin: 4rem auto; max-width: 36rem; padding: 0 1rem; }
    </style>
  </head>
  <body>
    <div id="embedded-sandbox">
      <p>Apollo Sandbox is loaded from the internet. Without it, <a href="/graphiql">GraphiQL</a> does the same.</p>
    </div>
    <script src="${SCRIPT}"></script>
    <script>
      if (window.EmbeddedSandbox)
        new window.EmbeddedSandbox({
          target: "#embedded-sandbox",
          initialEndpoint: window.location.href,
          runTelemetry: false,
          initialState: ${inScript({ document, headers, pollForSchemaUpdates: false })},
        });
    </script>
  </body>
</html>
`;

/** JSON that cannot end the script it stands in. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll("<", "\\u003c");
