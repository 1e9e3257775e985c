import { type Content, html, Markup } from "./markup.js";
import { PAGE_STYLE } from "./page-style.js";

/** What stands around the content of a page. */
export interface PageFrame {
  readonly title: string;
  /** A sentence or two; longer ones are cut. */
  readonly description: string;
  /** The page's own address; null for one that nobody should come back to. */
  readonly canonical: string | null;
  /** The kind of thing it is about, as Open Graph has them. */
  readonly kind: "website" | "article";
  readonly publishedAt?: Date;
  /** The address of the showcase. */
  readonly home: string;
  /** The same content as a JSON Feed. */
  readonly feed?: string;
}

const SITE = "Skillbridge showcase";
const LONGEST = 200;

/** A whole page: semantic HTML without scripts, in the language of the service; cards may be in any. */
export function pageOf(frame: PageFrame, content: Content): string {
  const { title, canonical, kind, publishedAt, home, feed } = frame;
  const description = shortened(frame.description, LONGEST);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${SITE}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
${canonical === null ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${canonical}">`}
${feed && html`<link rel="alternate" type="application/feed+json" title="${SITE}" href="${feed}">`}
<meta property="og:type" content="${kind}">
<meta property="og:site_name" content="${SITE}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${canonical !== null && html`<meta property="og:url" content="${canonical}">`}
<meta property="og:locale" content="en">
${publishedAt && html`<meta property="article:published_time" content="${publishedAt.toISOString()}">`}
<meta name="twitter:card" content="summary">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><p><a href="${home}">${SITE}</a></p></header>
<main id="content">
${content}
</main>
<footer><p>Workers are shown under a pseudonym unless they chose otherwise. Community partners who have an account can ask to be introduced.</p></footer>
</body>
</html>
`.text;
}

/** A text in one line, cut between words where it is longer than `most` characters. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const signs = [...line];
  if (signs.length <= most) return line;
  const cut = signs.slice(0, most - 1).join("");
  return `${cut.replace(/\s+\S*$/, "") || cut}…`;
}
