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
import { publishedCards, type ShowcaseCriteria } from "../published-cards.reads.js";
import { cardFeed } from "./card-feed.js";
import { cardPage } from "./card-page.js";
import { cardsPage } from "./cards-page.js";
import { type CardsWanted, cardsWanted, queryOf } from "./cards-wanted.js";
import { html } from "./markup.js";
import { type Draft, isKnown, KEPT_SECONDS, Kept, type MadePage, PageCache } from "./page-cache.js";
import { pageOf } from "./page-layout.js";
import { PAGE_POLICY } from "./page-style.js";
import { listPublicCards, type PublicCardCriteria, publicCards, publicChoices } from "./public-card.reads.js";
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

const HTML = "text/html; charset=utf-8";
const JSON_FEED = "application/feed+json; charset=utf-8";
const CACHING = `public, max-age=${KEPT_SECONDS}`;
/** So many cards stand on a page. */
const CARDS = 24;

/**
 * The public pages of the showcase, for whoever has no account: a list and a page for each card as HTML, and the list as a
 * JSON Feed. They show what consortia opened to everybody, and go from here with what is withdrawn.
 */
export function serveShowcase(app: FastifyInstance, pages: ShowcasePages): void {
  const { reads, taxonomy, gate, feed, impressions } = pages;
  const addresses = new ShowcaseAddresses(pages.publicUrl);
  const cache = new PageCache();
  const choices = new Kept(() => publicChoices(reads));
  feed.on(["showcase_card", "showcase_opening", "library", "skill"], async () => {
    choices.forget();
    cache.clear();
  });
  feed.on(["worker"], async (ids) => {
    choices.forget();
    cache.forgetWorkers(ids);
  });

  /** In the order that gives everybody a turn. */
  const list = async (wanted: CardsWanted): Promise<Draft> => {
    const criteria = criteriaOf(wanted, taxonomy);
    const turns = await publishedCards(reads, ANONYMOUS, turnsOf(criteria), {
      first: CARDS,
      after: wanted.after,
    });
    const cards = await publicCards(
      reads,
      turns.nodes.map(({ id }) => id),
    );
    const { endCursor, hasNextPage } = turns.pageInfo;
    const body = cardsPage(
      { wanted, cards, next: hasNextPage ? endCursor : null, choices: await choices.get() },
      taxonomy,
      addresses,
    );
    return { body, cards };
  };
  /** Readers of feeds look for what is new. */
  const jsonFeed = async (wanted: CardsWanted): Promise<Draft> => {
    const criteria = criteriaOf(wanted, taxonomy);
    const page = await listPublicCards(reads, criteria, { first: CARDS, after: wanted.after });
    return { body: JSON.stringify(cardFeed(wanted, page, taxonomy, addresses)), cards: page.nodes };
  };
  const single = async (id: string): Promise<Draft | null> => {
    const [card] = await publicCards(reads, [id]);
    return card ? { body: cardPage(card, taxonomy, addresses), cards: [card] } : null;
  };

  const fail = (reply: FastifyReply, status: number, title: string, text: string) =>
    styled(reply)
      .code(status)
      .header("cache-control", "no-store")
      .type(HTML)
      .send(failurePage(title, text, addresses));
  const show = async (request: FastifyRequest, reply: FastifyReply, type: string, page: MadePage) => {
    // Programs fetch feeds whether or not somebody reads them.
    if (type === HTML && request.method === "GET") impressions.count(ANONYMOUS, page.cards);
    return await send(request, reply, type, page);
  };
  const sendList = (path: string, type: string, make: (wanted: CardsWanted) => Promise<Draft>) =>
    app.get(
      path,
      throughGate(gate, async (request, reply) => {
        const wanted = cardsWanted(request.query as Record<string, unknown>);
        if (typeof wanted === "string") return await fail(reply, 400, "This address cannot be used", wanted);
        try {
          const page = await cache.get(path + queryOf(wanted), () => make(wanted));
          return await show(request, reply, type, page!);
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          const text = "The page that it continues is not there any more. Begin again.";
          return await fail(reply, 400, "This address cannot be used", text);
        }
      }),
    );
  sendList("/showcase", HTML, list);
  sendList("/showcase/feed.json", JSON_FEED, jsonFeed);
  app.get(
    "/showcase/:id",
    throughGate(gate, async (request, reply) => {
      const id = uuidOrNull("card", (request.params as { readonly id: string }).id);
      const page = id && (await cache.get(`/showcase/${id}`, () => single(id)));
      // The same for what never was and what was withdrawn.
      if (!page)
        return await fail(reply, 404, "Nothing is shown here", "It was withdrawn, or never was here.");
      return await show(request, reply, HTML, page);
    }),
  );
}

const styled = (reply: FastifyReply) => reply.header("content-security-policy", PAGE_POLICY);

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  { body, etag, madeAt }: MadePage,
): Promise<FastifyReply> {
  // Caches count this in, so that nothing is older than is said, wherever it is kept.
  const age = Math.max(0, Math.floor((Date.now() - madeAt) / 1000));
  styled(reply).header("etag", etag).header("cache-control", CACHING).header("age", String(age));
  // Feeds are read by pages of other sites; there is nothing here that not everybody may see.
  reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");
  if (isKnown(request.headers["if-none-match"], etag)) return await reply.code(304).send();
  return await reply.type(type).send(body);
}

function failurePage(title: string, text: string, addresses: ShowcaseAddresses): string {
  const home = addresses.list();
  return pageOf(
    { title, description: text, canonical: null, kind: "website", home },
    html`<h1>${title}</h1>
<p class="lead">${text} <a href="${home}">See what is shown</a></p>`,
  );
}

/** A skill also finds cards that name a narrower one. */
function criteriaOf(wanted: CardsWanted, taxonomy: Taxonomy): PublicCardCriteria {
  const { country, region } = wanted;
  const idOf = (type: "skill" | "library" | "consortium") => {
    const id = wanted[type];
    return id === null ? null : uuidOrNull(type, id);
  };
  const skillId = idOf("skill");
  const skillIds =
    skillId === null ? null : [...taxonomy.descendants(taxonomy.current(skillId)?.uuid ?? skillId)];
  return { skillIds, libraryId: idOf("library"), consortiumId: idOf("consortium"), country, region };
}

const turnsOf = ({
  skillIds,
  libraryId,
  consortiumId,
  country,
  region,
}: PublicCardCriteria): ShowcaseCriteria => ({
  skill: skillIds && { skillId: skillIds[0]!, answeredBy: skillIds.map((id) => [id, 1]) },
  opened: { consortiumId, libraryId },
  ...{ country, region },
});
