import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import type { ActiveGoal, WorkerProfile } from "../../../src/matching/formula.js";
import { obstaclesOf } from "../../../src/matching/gates.js";
import { scoreMatch } from "../../../src/matching/score.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { isVisible, sightOf } from "../../../src/platform/auth/visibility.js";
import { TODAY, type World } from "../engine/generated-world.js";
import { isFound, mayLook, seenProfile } from "../engine/plain-ranking.js";

/** What a step would do, as this file works it out. */
export interface Effect {
  readonly needsOpened: number;
  readonly needsImproved: number;
  readonly gain: number;
  readonly opened: readonly { needId: string; before: number | null; after: number }[];
}

export interface Expected {
  readonly skillId: string;
  readonly from: number;
  readonly to: number;
  readonly raised: Effect;
  readonly asGoal: Effect | null;
}

/**
 * The advice for a worker, by the definition and with nothing spared: every skill of the world is raised, and every need
 * scored before and after by `scoreMatch`.
 */
export function adviceFor(world: World, viewer: User, worker: WorkerCandidate, bar: number): Expected[] {
  const { needs, skills, consents } = world;
  if (viewer.role === "PARTNER" || !isFound(consents, viewer, worker, "")) return [];
  const profile = seenProfile(viewer, worker);
  const open = needs.filter((need) => isFor(world, viewer, worker, need));
  const trying = (after: WorkerProfile) => effectOf(world, open, profile, after, bar);
  const advice = skills.flatMap((skillId): Expected[] => {
    const from = profile.skills.find((held) => held.skillId === skillId)?.level ?? 0;
    if (from === 5 || !isNear(world, profile, skillId)) return [];
    const goal = profile.goals.find((wanted) => wanted.skillId === skillId);
    const to = Math.max(from + 1, goal?.current ?? 0);
    const asGoal = goal
      ? null
      : trying(wanting(profile, { skillId, current: from, target: to, priority: 2 }));
    return [{ skillId, from, to, raised: trying(holding(profile, skillId, to)), asGoal }];
  });
  const counts = ({ raised, asGoal }: Expected) => (profile.goals.length === 0 ? asGoal! : raised);
  return advice
    .filter((step) => counts(step).needsOpened > 0 || counts(step).gain > 0)
    .sort(
      (one, other) =>
        counts(other).needsOpened - counts(one).needsOpened ||
        counts(other).gain - counts(one).gain ||
        (one.skillId < other.skillId ? -1 : 1),
    );
}

function isFor({ consents }: World, viewer: User, worker: WorkerCandidate, need: NeedCandidate): boolean {
  const sight = sightOf(viewer, { ...worker, workerId: worker.id });
  const languages = isVisible(worker.availabilityVisibility, sight) ? worker.languages : [];
  return (
    mayLook(viewer, worker, need) &&
    isFound(consents, viewer, worker, need.id) &&
    obstaclesOf({ ...worker, languages }, need, TODAY).length === 0
  );
}

const isNear = ({ model }: World, { skills, goals }: WorkerProfile, skillId: string) =>
  [...skills, ...goals].some((entry) => model.affinity(entry.skillId, skillId) > 0);

function holding({ skills, goals }: WorkerProfile, skillId: string, level: number): WorkerProfile {
  const others = skills.filter((held) => held.skillId !== skillId);
  const moved = goals.map((goal) => (goal.skillId === skillId ? { ...goal, current: level } : goal));
  return {
    skills: [...others, { skillId, level }],
    goals: moved.filter(({ current, target }) => current < target),
  };
}

const wanting = ({ skills, goals }: WorkerProfile, goal: ActiveGoal): WorkerProfile => ({
  skills,
  goals: [...goals, goal],
});

const tenths = (score: number) => Math.round(score * 1000) / 10;

function effectOf(
  { model }: World,
  needs: readonly NeedCandidate[],
  before: WorkerProfile,
  after: WorkerProfile,
  bar: number,
): Effect {
  let [billionths, needsImproved] = [0, 0];
  const opened: { needId: string; before: number | null; after: number }[] = [];
  for (const need of needs) {
    const old = scoreMatch(before, need, model).score;
    const now = scoreMatch(after, need, model).score ?? 0;
    const gained = Math.round((now - (old ?? 0)) * 1e9);
    billionths += gained;
    if (gained > 0) needsImproved += 1;
    if (gained > 0 && tenths(old ?? 0) < bar && tenths(now) >= bar)
      opened.push({ needId: need.id, before: old, after: now });
  }
  opened.sort((one, other) => other.after - one.after || (one.needId < other.needId ? -1 : 1));
  return { needsOpened: opened.length, needsImproved, gain: billionths / 1e7, opened };
}
