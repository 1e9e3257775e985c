import type { Connection } from "../../platform/graphql/connection.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import type { Taxonomy } from "../../skills/index.js";
import { authorOf, namedSkills } from "./card-words.js";
import type { CardsWanted } from "./cards-wanted.js";
import { shortened } from "./page-layout.js";
import type { PublicCard } from "./public-card.reads.js";
import type { ShowcaseAddresses } from "./showcase-addresses.js";

/** Public cards as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no word for is in `_skillbridge`. */
export function cardFeed(
  wanted: CardsWanted,
  { nodes, pageInfo }: Connection<PublicCard>,
  taxonomy: Taxonomy,
  addresses: ShowcaseAddresses,
): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title: "Skillbridge showcase",
    description: "Expertise of library workers and services of libraries, as far as everybody may see it.",
    home_page_url: addresses.list({ ...wanted, after: null }),
    feed_url: addresses.feed(wanted),
    ...(pageInfo.hasNextPage && { next_url: addresses.feed({ ...wanted, after: pageInfo.endCursor }) }),
    language: "en",
    items: nodes.map((card) => itemOf(card, taxonomy, addresses)),
  };
}

const SUMMARY = 200;

function itemOf(card: PublicCard, taxonomy: Taxonomy, addresses: ShowcaseAddresses): object {
  const { id, kind, title, summary, publishedAt, updatedAt, modality, languages, country, region } = card;
  const address = addresses.card(id);
  const skills = namedSkills(card.skills, taxonomy);
  const { libraryId, libraryName } = card;
  return {
    ...{ id: address, url: address, title },
    // An item must have a content; a title always has some.
    content_text: summary || title,
    ...(summary && { summary: shortened(summary, SUMMARY) }),
    date_published: publishedAt.toISOString(),
    date_modified: updatedAt.toISOString(),
    authors: [{ name: authorOf(card) }],
    tags: skills.map(({ skill }) => skill.preferredLabel),
    _skillbridge: {
      cardId: typedId("card", id),
      ...{ kind, modality, languages, country, region },
      library: libraryId && { id: typedId("library", libraryId), name: libraryName },
      skills: skills.map(({ skill, proficiency }) => ({
        ...{ id: typedId("skill", skill.uuid), uri: skill.uri, label: skill.preferredLabel },
        proficiency,
      })),
    },
  };
}
