import { createHash } from "node:crypto";

/** Colours have a contrast of at least 4.5 to 1, text to ground, in both schemes (WCAG 2.2, 1.4.3). */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --sheet: #fff; --ink: #1b2430; --quiet: #4d5a6b; --line: #d4dae2;
  --link: #0b5394; --chip: #e8eef6; --mark: #7a3e00; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161c; --sheet: #1b2129; --ink: #e7ecf2; --quiet: #aab6c5;
  --line: #364150; --link: #8fc1ff; --chip: #26303c; --mark: #f0b878; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 1rem 1.25rem; }
header p, h1, h2, .facts { margin: 0; } header a { font-weight: 600; text-decoration: none; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.15rem; line-height: 1.35; }
.lead { color: var(--quiet); margin: .35rem 0 1.25rem; max-width: 44rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 1.25rem; padding: 0; }
label { display: grid; grid-template-columns: minmax(0, 1fr); gap: .2rem; font-size: .9rem; color: var(--quiet); flex: 1 1 12rem; min-width: 0; }
select, button { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--quiet); border-radius: .4rem;
  padding: .45rem .6rem; min-height: 2.75rem; }
select { width: 100%; min-width: 0; } button { cursor: pointer; font-weight: 600; }
.cards { list-style: none; display: grid; gap: 1rem; padding: 0; margin: 0;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
article { background: var(--sheet); border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem 1.25rem; height: 100%;
  overflow-wrap: anywhere; }
.kind { color: var(--mark); font-size: .9rem; font-weight: 600; margin: 0 0 .25rem; }
.text { white-space: pre-line; max-width: 44rem; } .short { margin: .5rem 0; }
.skills { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .6rem 0; }
.skills li { background: var(--chip); border-radius: 1rem; padding: .15rem .7rem; font-size: .92rem; }
.skills span { color: var(--quiet); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; font-size: .95rem; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; }
nav { display: flex; gap: 1.5rem; margin-top: 1.25rem; } footer { color: var(--quiet); font-size: .9rem; }
@media print { form, nav, .skip { display: none; } }
`;

/**
 * What a page may do: show itself in this style, and ask this service by its form. No scripts, frames, images or requests
 * to anybody, whatever somebody managed to write into a card.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
