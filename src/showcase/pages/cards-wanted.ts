import { uuidOrNull } from "../../platform/graphql/typed-id.js";
import { COUNTRY } from "../../platform/graphql/validation.js";

/** Which public cards, as an address says; ids as clients know them. */
export interface CardsWanted {
  readonly skill: string | null;
  readonly library: string | null;
  readonly consortium: string | null;
  readonly country: string | null;
  readonly region: string | null;
  /** Where the page before ended. */
  readonly after: string | null;
}

/** The parameters of an address, in the order of canonical ones. */
const IDS = ["skill", "library", "consortium"] as const;
const NAMES = [...IDS, "country", "region", "after"] as const;
const LONGEST = 1000;

/**
 * What the parameters of an address ask for. An empty one counts as left out, as forms send it; unknown ones, such as those
 * that mark campaigns, change nothing.
 * @returns the fault, in words, where one cannot be used
 */
export function cardsWanted(query: Readonly<Record<string, unknown>>): CardsWanted | string {
  const given = Object.fromEntries(
    NAMES.map((name) => [name, query[name] === "" ? null : (query[name] ?? null)]),
  );
  for (const [name, value] of Object.entries(given))
    if (value !== null && (typeof value !== "string" || value.length > LONGEST))
      return `Give "${name}" once, with at most ${LONGEST} characters.`;
  const wanted = given as unknown as CardsWanted;
  for (const name of IDS) {
    const id = wanted[name];
    if (id !== null && uuidOrNull(name, id) === null) return `"${name}" must be the id of a ${name}.`;
  }
  if (wanted.country !== null && !COUNTRY.test(wanted.country))
    return '"country" must be a country code such as "US".';
  return wanted;
}

/** The parameters of the canonical address of some cards, with the question mark; empty where all are wanted. */
export function queryOf(wanted: Partial<CardsWanted>): string {
  const given = NAMES.flatMap((name) => {
    const value = wanted[name];
    return value === null || value === undefined ? [] : [[name, value]];
  });
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
