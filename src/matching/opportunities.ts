import type { User } from "../platform/auth/principal.js";
import type { SeenWorker } from "./audience.js";
import type { NeedCandidate } from "./candidates.js";
import { obstaclesOf } from "./gates.js";
import { maySeeOpportunity } from "./match.policy.js";

/**
 * Which open needs are for a worker: those for which the viewer may see how the worker fits, and that nothing keeps the
 * worker from.
 * @param today YYYY-MM-DD
 */
export const opportunitiesOf =
  (user: User, workerId: string, { terms, isFoundFor }: SeenWorker, today: string) =>
  (need: NeedCandidate): boolean =>
    maySeeOpportunity(user, { id: workerId }, need) &&
    isFoundFor(need.id) &&
    obstaclesOf(terms, need, today).length === 0;
