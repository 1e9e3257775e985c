import type { User } from "../platform/auth/principal.js";
import { glassBroken, seesNobody } from "../platform/auth/visibility.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";

type PlacedNeed = Pick<NeedCandidate, "partnerId" | "consortiumId">;

/** Who may rank workers for a need: the partner that has it, and the libraries of its consortium. */
export const maySeeCandidates = (user: User, need: PlacedNeed): boolean =>
  user.role === "PARTNER"
    ? user.partnerId === need.partnerId
    : !seesNobody(user) && user.consortiumId === need.consortiumId;

/** Who may see how a worker fits one need: the same, and whoever may see all of the worker. */
export const maySeeOpportunity = (
  user: User,
  worker: Pick<WorkerCandidate, "id">,
  need: PlacedNeed,
): boolean =>
  user.workerId === worker.id || glassBroken(user).includes(worker.id) || maySeeCandidates(user, need);
