import type { User } from "../platform/auth/principal.js";
import { glassBroken, seesNobody } from "../platform/auth/visibility.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";

type PlacedNeed = Pick<NeedCandidate, "partnerId" | "consortiumId">;

/** The consortia in which a user may find people: the own one, and those that both sides opened to each other. */
export const reachOf = ({ consortiumId, discovers = [] }: User): readonly string[] => [
  consortiumId,
  ...discovers,
];

/** Who may rank workers for a need: the partner that has it, and the libraries of its consortium. */
export const maySeeCandidates = (user: User, need: PlacedNeed): boolean =>
  user.role === "PARTNER"
    ? user.partnerId === need.partnerId
    : !seesNobody(user) && user.consortiumId === need.consortiumId;

/** Who may see how a worker fits one need: the same, and whoever sees all of the worker, as far as they reach. */
export const maySeeOpportunity = (
  user: User,
  worker: Pick<WorkerCandidate, "id">,
  need: PlacedNeed,
): boolean =>
  maySeeCandidates(user, need) ||
  ((user.workerId === worker.id || glassBroken(user).includes(worker.id)) &&
    reachOf(user).includes(need.consortiumId));
