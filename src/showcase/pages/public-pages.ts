import { ANONYMOUS } from "../../platform/auth/principal.js";
import type { ChangeFeed } from "../../platform/database/change-feed.js";
import type { Reads } from "../../platform/database/reads.js";
import { uuidOrNull } from "../../platform/graphql/typed-id.js";
import type { Taxonomy } from "../../skills/index.js";
import { publishedCards, type ShowcaseCriteria } from "../published-cards.reads.js";
import { cardFeed } from "./card-feed.js";
import { cardPage } from "./card-page.js";
import { cardsPage } from "./cards-page.js";
import { type CardsWanted, queryOf } from "./cards-wanted.js";
import { type Draft, Kept, type MadePage, PageCache } from "./page-cache.js";
import { listPublicCards, type PublicCardCriteria, publicCards, publicChoices } from "./public-card.reads.js";
import type { ShowcaseAddresses } from "./showcase-addresses.js";

/** So many cards stand on a page. */
const CARDS = 24;

/** The public pages, each made once for all who ask within a minute, and again after what it shows has changed. */
export class PublicPages {
  private readonly cache = new PageCache();
  private readonly choices = new Kept(() => publicChoices(this.reads));

  /** @param reads that ask as nobody */
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
    private readonly addresses: ShowcaseAddresses,
  ) {}

  /** Forgets what a feed tells of. */
  follow(feed: ChangeFeed): void {
    feed.on(["showcase_card", "showcase_opening", "library", "skill"], async () => {
      this.choices.forget();
      this.cache.clear();
    });
    feed.on(["worker"], async (ids) => {
      this.choices.forget();
      this.cache.forgetWorkers(ids);
    });
  }

  /**
   * A page of the list, in the order that gives every card a turn.
   * @throws InvalidInput when it is to go on behind what is no end of a page, or no longer one
   */
  async list(wanted: CardsWanted): Promise<MadePage> {
    return (await this.cache.get(`list${queryOf(wanted)}`, () => this.makeList(wanted)))!;
  }

  /**
   * A page of the feed, what was published last first: its readers look for what is new.
   * @throws InvalidInput as for `list`
   */
  async feed(wanted: CardsWanted): Promise<MadePage> {
    return (await this.cache.get(`feed${queryOf(wanted)}`, () => this.makeFeed(wanted)))!;
  }

  /** The page of a card; null where it has none. @param id as PostgreSQL has it */
  async card(id: string): Promise<MadePage | null> {
    return await this.cache.get(`card ${id}`, () => this.makeCard(id));
  }

  private async makeList(wanted: CardsWanted): Promise<Draft> {
    const { reads, taxonomy, addresses } = this;
    const page = { first: CARDS, after: wanted.after };
    const { nodes, pageInfo } = await publishedCards(
      reads,
      ANONYMOUS,
      turnsOf(this.criteriaOf(wanted)),
      page,
    );
    const cards = await publicCards(
      reads,
      nodes.map(({ id }) => id),
    );
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    const list = { wanted, cards, next, choices: await this.choices.get() };
    return { body: cardsPage(list, taxonomy, addresses), cards };
  }

  private async makeFeed(wanted: CardsWanted): Promise<Draft> {
    const { reads, taxonomy, addresses } = this;
    const page = { first: CARDS, after: wanted.after };
    const found = await listPublicCards(reads, this.criteriaOf(wanted), page);
    return { body: JSON.stringify(cardFeed(wanted, found, taxonomy, addresses)), cards: found.nodes };
  }

  private async makeCard(id: string): Promise<Draft | null> {
    const [card] = await publicCards(this.reads, [id]);
    return card ? { body: cardPage(card, this.taxonomy, this.addresses), cards: [card] } : null;
  }

  /** A skill also finds cards that name a narrower one. */
  private criteriaOf(wanted: CardsWanted): PublicCardCriteria {
    const { country, region } = wanted;
    const idOf = (type: "skill" | "library" | "consortium") => {
      const id = wanted[type];
      return id === null ? null : uuidOrNull(type, id);
    };
    const skillId = idOf("skill");
    const current = skillId && (this.taxonomy.current(skillId)?.uuid ?? skillId);
    const skillIds = current === null ? null : [...this.taxonomy.descendants(current)];
    return { skillIds, libraryId: idOf("library"), consortiumId: idOf("consortium"), country, region };
  }
}

const turnsOf = ({ skillIds, libraryId, consortiumId, ...place }: PublicCardCriteria): ShowcaseCriteria => ({
  skill: skillIds && { skillId: skillIds[0]!, answeredBy: skillIds.map((id) => [id, 1]) },
  opened: { consortiumId, libraryId },
  ...place,
});
