import { Modality } from "../needs/index.js";
import { MatchObstacle } from "./match.js";

/** Where the work is done, in which languages, and until when. */
export interface NeedTerms {
  readonly modality: Modality;
  readonly country: string | null;
  readonly region: string | null;
  readonly languages: readonly string[];
  /** YYYY-MM-DD */
  readonly endsOn: string | null;
}

/** Where somebody works. */
export interface Place {
  readonly country: string | null;
  readonly region: string | null;
}

/** Whether the place of a worker does not keep them from a need. */
export const placeFits = (place: Place, need: NeedTerms): boolean =>
  need.modality === Modality.REMOTE ||
  (agree(place.country, need.country) && agree(place.region, need.region));

/** Whether somebody has every language that a need demands, or has not said which they have. */
export const languagesFit = (languages: readonly string[], need: NeedTerms): boolean =>
  languages.length === 0 || need.languages.every((language) => speaks(languages, language));

/** Whether a need has not ended. @param today YYYY-MM-DD */
export const isCurrent = (need: NeedTerms, today: string): boolean =>
  need.endsOn === null || need.endsOn >= today;

/**
 * What keeps a worker from taking on a need, however well they fit. What is not said is no obstacle.
 * @param today YYYY-MM-DD
 */
export function obstaclesOf(
  worker: Place & { readonly languages: readonly string[] },
  need: NeedTerms,
  today: string,
): MatchObstacle[] {
  const obstacles: MatchObstacle[] = [];
  if (!placeFits(worker, need)) obstacles.push(MatchObstacle.PLACE);
  if (!languagesFit(worker.languages, need)) obstacles.push(MatchObstacle.LANGUAGE);
  if (!isCurrent(need, today)) obstacles.push(MatchObstacle.DATES);
  return obstacles;
}

/** Whether one of the languages is the one asked for; "en" and "en-US" do for each other, "en-GB" and "en-US" do not. */
export const speaks = (languages: readonly string[], asked: string): boolean =>
  languages.some((known) => {
    const [one, other] = [`${known.toLowerCase()}-`, `${asked.toLowerCase()}-`];
    return one.startsWith(other) || other.startsWith(one);
  });

const agree = (one: string | null, other: string | null) => one === null || other === null || one === other;
