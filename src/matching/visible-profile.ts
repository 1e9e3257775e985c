import { isVisible, type Visibility } from "../platform/auth/visibility.js";
import type { WorkerCandidate } from "./candidates.js";
import type { WorkerProfile } from "./formula.js";

/** What of a worker counts for a viewer of this sight, with all active goals and not only the five that count. */
export const visibleProfile = (worker: WorkerCandidate, sight: Visibility): WorkerProfile => ({
  skills: worker.skills.filter((skill) => isVisible(skill.visibility, sight)),
  goals: worker.goals.filter((goal) => isVisible(goal.visibility, sight)),
});
