import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ANONYMOUS } from "../../platform/auth/principal.js";
import type { ChangeFeed } from "../../platform/database/change-feed.js";
import type { Reads } from "../../platform/database/reads.js";
import { InvalidInput } from "../../platform/graphql/errors.js";
import { uuidOrNull } from "../../platform/graphql/typed-id.js";
import type { Gate } from "../../platform/http/gate.js";
import { throughGate } from "../../platform/http/through-gate.js";
import type { Taxonomy } from "../../skills/index.js";
import type { Impressions } from "../exposure/impressions.js";
import { type CardsWanted, cardsWanted } from "./cards-wanted.js";
import { html } from "./markup.js";
import { isKnown, KEPT_SECONDS, type MadePage } from "./page-cache.js";
import { pageOf } from "./page-layout.js";
import { PAGE_POLICY } from "./page-style.js";
import { PublicPages } from "./public-pages.js";
import { ShowcaseAddresses } from "./showcase-addresses.js";

/** What the pages are made of. */
export interface ShowcasePages {
  readonly reads: Reads;
  readonly taxonomy: Taxonomy;
  /** What asks the database waits for its turn, as operations do. */
  readonly gate: Gate;
  /** Tells of what makes pages wrong. */
  readonly feed: ChangeFeed;
  readonly impressions: Pick<Impressions, "count">;
  /** Where others reach the service, without a slash at the end. */
  readonly publicUrl: string;
}

type Send = (request: FastifyRequest, reply: FastifyReply, page: MadePage) => Promise<FastifyReply>;

const HTML = "text/html; charset=utf-8";
const JSON_FEED = "application/feed+json; charset=utf-8";
const CACHING = `public, max-age=${KEPT_SECONDS}`;
const UNUSABLE = "This address cannot be used";

/**
 * The public pages of the showcase, for whoever has no account: a list and a page for each card as HTML, and the list as a
 * JSON Feed. They show what consortia opened to everybody, and go from here with what is withdrawn.
 */
export function serveShowcase(app: FastifyInstance, parts: ShowcasePages): void {
  const { reads, taxonomy, gate, feed, impressions } = parts;
  const addresses = new ShowcaseAddresses(parts.publicUrl);
  const pages = new PublicPages(reads, taxonomy, addresses);
  pages.follow(feed);
  const fail = (reply: FastifyReply, status: number, title: string, text: string) =>
    styled(reply)
      .code(status)
      .header("cache-control", "no-store")
      .type(HTML)
      .send(failurePage(title, text, addresses));
  const show: Send = async (request, reply, page) => {
    if (request.method === "GET") impressions.count(ANONYMOUS, page.cards);
    return await send(request, reply.type(HTML), page);
  };
  const listing = (make: (wanted: CardsWanted) => Promise<MadePage>, answer: Send) =>
    throughGate(gate, async (request, reply) => {
      const wanted = cardsWanted(request.query as Record<string, unknown>);
      if (typeof wanted === "string") return await fail(reply, 400, UNUSABLE, wanted);
      try {
        return await answer(request, reply, await make(wanted));
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        return await fail(reply, 400, UNUSABLE, "What it continues is not there any more. Begin again.");
      }
    });
  app.get(
    "/showcase",
    listing((wanted) => pages.list(wanted), show),
  );
  app.get(
    "/showcase/feed.json",
    listing(
      (wanted) => pages.feed(wanted),
      // Programs fetch feeds whether or not somebody reads them: that is no impression.
      (request, reply, page) => send(request, forEverySite(reply.type(JSON_FEED)), page),
    ),
  );
  app.get(
    "/showcase/:id",
    throughGate(gate, async (request, reply) => {
      const id = uuidOrNull("card", (request.params as { readonly id: string }).id);
      const page = id && (await pages.card(id));
      // The same for what never was and what was withdrawn.
      if (!page)
        return await fail(reply, 404, "Nothing is shown here", "It was withdrawn, or never was here.");
      return await show(request, reply, page);
    }),
  );
}

const styled = (reply: FastifyReply) => reply.header("content-security-policy", PAGE_POLICY);

/** Feeds are read by pages of other sites; there is nothing in them that not everybody may see. */
const forEverySite = (reply: FastifyReply) =>
  reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag, madeAt }: MadePage,
): Promise<FastifyReply> {
  // Caches count this in, so that nothing is older than is said, wherever it is kept.
  const age = Math.max(0, Math.floor((Date.now() - madeAt) / 1000));
  styled(reply).header("etag", etag).header("cache-control", CACHING).header("age", String(age));
  if (isKnown(request.headers["if-none-match"], etag)) return await reply.code(304).send();
  return await reply.send(body);
}

function failurePage(title: string, text: string, addresses: ShowcaseAddresses): string {
  const home = addresses.list();
  return pageOf(
    { title, description: text, canonical: null, kind: "website", home },
    html`<h1>${title}</h1>
<p class="lead">${text} <a href="${home}">See what is shown</a></p>`,
  );
}
