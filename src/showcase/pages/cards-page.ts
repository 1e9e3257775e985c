import { typedId } from "../../platform/graphql/typed-id.js";
import type { Taxonomy } from "../../skills/index.js";
import { skillList } from "./card-page.js";
import { authorOf, kindInWords, MODALITY_IN_WORDS, namedSkills, placeInWords } from "./card-words.js";
import type { CardsWanted } from "./cards-wanted.js";
import { html, type Markup } from "./markup.js";
import { pageOf, shortened } from "./page-layout.js";
import type { PublicCard, PublicChoices } from "./public-card.reads.js";
import type { ShowcaseAddresses } from "./showcase-addresses.js";

/** What a page with a list of cards is made of. */
export interface CardList {
  readonly wanted: CardsWanted;
  readonly cards: readonly PublicCard[];
  /** Where the next page begins; null behind the last. */
  readonly next: string | null;
  readonly choices: PublicChoices;
}

/** So many skills of a card stand in a list. */
const MOST_SKILLS = 8;
/** And so many characters of its summary. */
const EXCERPT = 180;
const LEAD =
  "What library workers and libraries offer their communities, in their own words. Each of them agreed to be shown here.";

/** The page that lists cards, with a form that narrows it. */
export function cardsPage(list: CardList, taxonomy: Taxonomy, addresses: ShowcaseAddresses): string {
  const { wanted, cards, next } = list;
  const frame = {
    ...{ title: "Expertise for communities", description: LEAD, kind: "website" as const },
    ...{
      // Where a page begins changes with every turn: nobody should come back to another than the first.
      canonical: wanted.after === null ? addresses.list(wanted) : null,
      home: addresses.list(),
      feed: addresses.feed({ ...wanted, after: null }),
    },
  };
  return pageOf(
    frame,
    html`<h1>Expertise for communities</h1>
<p class="lead">${LEAD}</p>
${filterForm(list, taxonomy)}
${
  cards.length === 0
    ? html`<p role="status">Nothing is shown here for now. <a href="${addresses.list()}">See everything</a></p>`
    : html`<ul class="cards">${cards.map(
        (card) => html`
<li>${shortCard(card, taxonomy, addresses)}</li>`,
      )}
</ul>`
}
<nav aria-label="Pages">
${wanted.after !== null && html`<a href="${addresses.list({ ...wanted, after: null })}">From the beginning</a>`}
${next !== null && html`<a rel="next" href="${addresses.list({ ...wanted, after: next })}">More</a>`}
</nav>`,
  );
}

function shortCard(card: PublicCard, taxonomy: Taxonomy, addresses: ShowcaseAddresses): Markup {
  const place = placeInWords(card);
  return html`<article>
<p class="kind">${kindInWords(card)}</p>
<h2 dir="auto"><a href="${addresses.card(card.id)}">${card.title}</a></h2>
<p class="lead">By <bdi>${authorOf(card)}</bdi>${place && html` · <bdi>${place}</bdi>`} · ${MODALITY_IN_WORDS[card.modality]}</p>
${card.summary !== "" && html`<p class="short" dir="auto">${shortened(card.summary, EXCERPT)}</p>`}
${skillList(namedSkills(card.skills, taxonomy).slice(0, MOST_SKILLS), null)}
</article>`;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function filterForm({ wanted, choices }: CardList, taxonomy: Taxonomy): Markup {
  const skills = choices.skillIds
    .flatMap((id) => {
      const skill = taxonomy.current(id);
      return skill ? [{ value: typedId("skill", skill.uuid), label: skill.preferredLabel }] : [];
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"));
  const libraries = choices.libraries.map(({ id, name }) => ({ value: typedId("library", id), label: name }));
  const regions = choices.regions.map((region) => ({ value: region, label: region }));
  const kept = [["consortium", wanted.consortium] as const, ["country", wanted.country] as const];
  return html`<form method="get" role="search" aria-label="Narrow the list">
${select("skill", "Skill", skills, wanted.skill)}
${select("region", "Region", regions, wanted.region)}
${select("library", "Library", libraries, wanted.library)}
${kept.map(([name, value]) => value !== null && html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Show</button>
</form>`;
}

/** A choice among some; what is chosen stays so, even where it is not among them. */
function select(name: string, label: string, choices: readonly Choice[], chosen: string | null): Markup {
  const isKnown = chosen === null || choices.some(({ value }) => value === chosen);
  const shown = isKnown ? choices : [{ value: chosen, label: "as chosen" }, ...choices];
  return html`<label>${label}<select name="${name}"><option value="">Any</option>${shown.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
  )}</select></label>`;
}
