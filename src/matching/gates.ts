import { Modality } from "../needs/index.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";
import { MatchObstacle } from "./match.js";

/**
 * What keeps a worker from taking on a need, however well they fit. What is not said is no obstacle.
 * @param today YYYY-MM-DD
 */
export function obstaclesOf(worker: WorkerCandidate, need: NeedCandidate, today: string): MatchObstacle[] {
  const obstacles: MatchObstacle[] = [];
  if (
    need.modality !== Modality.REMOTE &&
    (differ(worker.country, need.country) || differ(worker.region, need.region))
  )
    obstacles.push(MatchObstacle.PLACE);
  if (worker.languages.length > 0 && need.languages.some((language) => !speaks(worker.languages, language)))
    obstacles.push(MatchObstacle.LANGUAGE);
  if (need.endsOn !== null && need.endsOn < today) obstacles.push(MatchObstacle.DATES);
  return obstacles;
}

/** Whether one of the languages is the one asked for; "en" and "en-US" do for each other, "en-GB" and "en-US" do not. */
export const speaks = (languages: readonly string[], asked: string): boolean =>
  languages.some((known) => {
    const [one, other] = [`${known.toLowerCase()}-`, `${asked.toLowerCase()}-`];
    return one.startsWith(other) || other.startsWith(one);
  });

const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
