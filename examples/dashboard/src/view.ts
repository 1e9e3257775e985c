import type { InsightScope } from "./graphql/graphql.ts";

/** What somebody looks at. It stands in the address, so that it can be kept and sent. */
export interface View {
  /** "" for the whole consortium, else `library:` or `region:` and which. */
  readonly place: string;
  /** The calendar year of the figures about what happened. */
  readonly year: number;
}

const MOST_YEARS = 4;
const thisYear = () => new Date().getUTCFullYear();

/** The years to choose from, the present one first. */
export const yearsToShow = (): number[] =>
  Array.from({ length: MOST_YEARS }, (_, before) => thisYear() - before);

export function viewInAddress(): View {
  const asked = new URLSearchParams(location.search);
  const year = Number(asked.get("year"));
  return { place: asked.get("place") ?? "", year: yearsToShow().includes(year) ? year : thisYear() };
}

export function putInAddress({ place, year }: View): void {
  const asked = new URLSearchParams({
    ...(place && { place }),
    ...(year !== thisYear() && { year: String(year) }),
  });
  const search = asked.size > 0 ? `?${asked}` : "";
  history.replaceState(null, "", location.pathname + search);
}

export function scopeOf({ place }: View): InsightScope | null {
  const [, kind, value = ""] = /^(library|region):(.+)$/.exec(place) ?? [];
  if (kind === "library") return { libraryId: value };
  return kind === "region" ? { region: value } : null;
}
