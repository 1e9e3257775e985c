import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";

/** Where Apollo Sandbox and front ends under development live. */
const DEVELOPMENT_ORIGINS = [
  "https://studio.apollographql.com",
  /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/,
];

export interface HygieneOptions {
  /** The explorers load scripts, styles and frames, which answers in production never do. */
  readonly explorable: boolean;
  /** Web pages of these origins may ask. */
  readonly corsOrigins: readonly string[] | null;
}

/** Whose web pages may ask, beside the service's own. */
export const originsOf = ({ explorable, corsOrigins }: HygieneOptions): (string | RegExp)[] =>
  corsOrigins ? [...corsOrigins] : explorable ? DEVELOPMENT_ORIGINS : [];

/** Headers that tell browsers what not to do, and whose pages may ask. */
export function addHygiene(app: FastifyInstance, options: HygieneOptions): void {
  const origins = originsOf(options);
  const headers = headersOf(options.explorable ? inDevelopment : inProduction);
  app.addHook("onRequest", (_, reply, done) => {
    reply.headers(headers);
    done();
  });
  void app.register(cors, {
    origin: origins.length > 0 ? origins : false,
    methods: ["GET", "POST"],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 86_400,
    // Tokens come in a header that a page sets by itself; nothing here is a cookie.
    credentials: false,
    strictPreflight: false,
  });
}

/** What helmet says to every request alike, so that it has to be asked only once. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, response as unknown as ServerResponse, () => {});
  return headers;
}

const inProduction = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  referrerPolicy: { policy: "no-referrer" },
  frameguard: { action: "deny" },
} as const;

const inDevelopment = {
  contentSecurityPolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  strictTransportSecurity: false,
} as const;

/** JSON is the only thing taken, and only as UTF-8: what is not would be stored as something else than was meant. */
export function takeOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) {
      done(Object.assign(new Error("The body is not valid UTF-8."), { statusCode: 400 }));
      return;
    }
    parse(request, body.toString("utf8"), done);
  });
}
