import { isEmail } from "class-validator";
import { COUNTRY, LANGUAGE_TAG, textFault, WEB_ADDRESS } from "../graphql/validation.js";

/** What a cell holds once checked: the text to store, null for nothing; or what is wrong and what was expected. */
export type Checked = { readonly value: string | null } | { readonly fault: string };

/** Checks one cell of a CSV file. */
export type Check = (cell: string) => Checked;

const value = (text: string | null): Checked => ({ value: text });
const fault = (expected: string, cell: string): Checked => ({
  fault: cell.trim() === "" ? `is empty; expected ${expected}` : `is ${shown(cell)}; expected ${expected}`,
});

/** A cell as a message quotes it: short, on one line, and with nothing that a terminal or PostgreSQL dislikes. */
export const shown = (cell: string): string =>
  JSON.stringify(cell.length > 60 ? `${[...cell].slice(0, 60).join("")}…` : cell);

/** The cell may be empty, which stores nothing; otherwise `check` decides. */
export const optional =
  (check: Check): Check =>
  (cell) =>
    cell.trim() === "" ? value(null) : check(cell);

/**
 * Text as the GraphQL inputs take it, kept as it stands in the file.
 * @param max most characters
 * @param min fewest characters; 0 also takes an empty cell, and stores an empty text
 */
export const text =
  (max: number, min = 1): Check =>
  (cell) => {
    const wrong = textFault(cell, min, max);
    return wrong === null ? value(cell) : { fault: wrong };
  };

/** Text without the space around it. */
export const trimmedText = (max: number): Check => {
  const check = text(max);
  return (cell) => check(cell.trim());
};

/** One of the names given, in whatever case. */
export const oneOf = (names: readonly string[]): Check => {
  const known = new Map(names.map((name) => [name, value(name)]));
  return (cell) => known.get(cell.trim().toUpperCase()) ?? fault(`one of ${names.join(", ")}`, cell);
};

/**
 * A level by its name or its number.
 * @param names from level 1 upwards
 * @param lowest 0 where "no level yet" may be said with 0 or an empty cell
 */
export const level = (names: readonly string[], lowest: 0 | 1 = 1): Check => {
  const named = oneOf(names);
  const numbered = new Map(names.map((name, index) => [String(index + 1), value(name)]));
  const expected = `one of ${names.join(", ")}, or a number from ${lowest} to ${names.length}`;
  return (cell) => {
    const code = cell.trim();
    if (lowest === 0 && (code === "" || code === "0")) return value(null);
    const checked = numbered.get(code) ?? named(code);
    return "fault" in checked ? fault(expected, cell) : checked;
  };
};

/** A whole number. */
export const wholeNumber =
  (min: number, max: number): Check =>
  (cell) => {
    const code = cell.trim();
    return /^\d{1,9}$/.test(code) && Number(code) >= min && Number(code) <= max
      ? value(String(Number(code)))
      : fault(`a whole number from ${min} to ${max}`, cell);
  };

/** A number above 0, with a point for decimals, that is at most `max`. */
export const positiveNumber =
  (max: number): Check =>
  (cell) => {
    const code = cell.trim();
    const isNumber = /^\d{1,9}(\.\d{1,25})?(e-\d{1,2})?$/i.test(code);
    return isNumber && Number(code) > 0 && Number(code) <= max
      ? value(String(Number(code)))
      : fault(`a number above 0 and at most ${max}, such as 7.5`, cell);
  };

/** A date of the calendar as ISO 8601 writes it. */
export const date: Check = (cell) => {
  const code = cell.trim();
  return isDate(code) ? value(code) : fault("a date such as 2026-09-30", cell);
};

function isDate(code: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(code) || code.startsWith("0000")) return false;
  const moment = new Date(`${code}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(code);
}

/** Words in a file, in any case, and what each stands for. */
export const words = (meanings: Readonly<Record<string, string>>): Check => {
  const known = new Map(Object.entries(meanings).map(([word, meaning]) => [word, value(meaning)]));
  return (cell) =>
    known.get(cell.trim().toLowerCase()) ?? fault(`one of ${Object.keys(meanings).join(", ")}`, cell);
};

/** true or false. */
export const trueOrFalse: Check = words({ true: "true", false: "false" });

/** Language tags with semicolons or spaces between them, stored as an array. */
export const languages =
  (most: number): Check =>
  (cell) => {
    const tags = cell.split(/[;\s]+/).filter((tag) => tag !== "");
    const wrong = tags.find((tag) => !LANGUAGE_TAG.test(tag));
    if (wrong !== undefined) return fault('language tags separated by semicolons, such as "en;pt-BR"', wrong);
    if (new Set(tags).size < tags.length) return { fault: "names a language twice" };
    return tags.length > most
      ? { fault: `has ${tags.length} languages; expected at most ${most}` }
      : value(`{${tags.join(",")}}`);
  };

/** A country code of ISO 3166-1 alpha-2. */
export const country: Check = (cell) => {
  const code = cell.trim().toUpperCase();
  return COUNTRY.test(code) ? value(code) : fault('a country code such as "US"', cell);
};

/** An email address. */
export const email: Check = (cell) => {
  const address = cell.trim();
  return address.length <= 320 && isEmail(address)
    ? value(address)
    : fault('an email address such as "ana@library.example"', cell);
};

/** A web address. */
export const webAddress: Check = (cell) => {
  const address = cell.trim();
  return WEB_ADDRESS.test(address)
    ? value(address)
    : fault("a web address that starts with https:// or http://", cell);
};

/** Text of a shape that `expected` describes. */
export const shaped =
  (shape: RegExp, expected: string): Check =>
  (cell) => {
    const code = cell.trim();
    return shape.test(code) ? value(code) : fault(expected, cell);
  };
