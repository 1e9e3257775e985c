import type { Taxonomy } from "../../skills/index.js";
import {
  authorOf,
  kindInWords,
  languagesInWords,
  MODALITY_IN_WORDS,
  type NamedSkill,
  namedSkills,
  placeInWords,
} from "./card-words.js";
import { type Content, html, type Markup } from "./markup.js";
import { pageOf } from "./page-layout.js";
import type { PublicCard } from "./public-card.reads.js";
import type { ShowcaseAddresses } from "./showcase-addresses.js";

/** The page of a card: what a partner can be sent. */
export function cardPage(card: PublicCard, taxonomy: Taxonomy, addresses: ShowcaseAddresses): string {
  const { title, summary, publishedAt, consortiumName } = card;
  const frame = {
    ...{ title, description: summary || `${kindInWords(card)}, ${consortiumName}` },
    ...{ canonical: addresses.card(card.id), kind: "article" as const, publishedAt },
    ...{ home: addresses.list(), feed: addresses.feed() },
  };
  return pageOf(
    frame,
    html`<article>
<p class="kind">${kindInWords(card)}</p>
<h1 dir="auto">${title}</h1>
<p class="lead">By <bdi>${authorOf(card)}</bdi></p>
${summary !== "" && html`<p class="text" dir="auto">${summary}</p>`}
${skillList(namedSkills(card.skills, taxonomy), "h2")}
${facts(card)}
</article>
<nav aria-label="Showcase"><a href="${addresses.list()}">All expertise and services</a></nav>`,
  );
}

/** The skills with their levels; nothing where none may be seen. */
export const skillList = (skills: readonly NamedSkill[], heading: "h2" | null): Content =>
  skills.length > 0 && [
    heading && html`<h2>Skills</h2>`,
    html`<ul class="skills" aria-label="Skills">${skills.map(
      ({ skill, level }) => html`
<li><bdi>${skill.preferredLabel}</bdi>${level && html` <span>(${level})</span>`}</li>`,
    )}
</ul>`,
  ];

/** Where, how and since when. */
export function facts(card: PublicCard): Markup {
  const { workerId, libraryName, languages, modality, publishedAt, consortiumName } = card;
  const day = publishedAt.toISOString().slice(0, 10);
  const known: readonly (readonly [string, Content])[] = [
    ["Place", placeInWords(card)],
    ["Work", MODALITY_IN_WORDS[modality]],
    ["Languages", languagesInWords(languages)],
    ["Library", workerId !== null && libraryName],
    ["Consortium", consortiumName],
    ["Published", html`<time datetime="${day}">${day}</time>`],
  ];
  return html`<dl class="facts">${known.map(
    ([name, value]) =>
      value &&
      html`
<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
  )}
</dl>`;
}
