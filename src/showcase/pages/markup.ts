/** Text that is HTML already: made by `html` alone, never of what somebody wrote. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text, which is escaped; markup, which is not; lists of these; nothing. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[];

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]!);

/**
 * A template of HTML: all that is filled in is escaped, unless it is markup. Attributes must be quoted; addresses must be
 * made by `URL` or begin with a path of the service, so that none begins with a scheme that somebody chose.
 */
export function html(parts: TemplateStringsArray, ...filled: readonly Content[]): Markup {
  return new Markup(parts.map((part, at) => (at === 0 ? part : textOf(filled[at - 1]) + part)).join(""));
}

function textOf(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  return escaped(String(content));
}
