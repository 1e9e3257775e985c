import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import { obstaclesOf, speaks } from "../../../src/matching/gates.js";
import type { MatchFilter, MatchOrder } from "../../../src/matching/match.inputs.js";
import {
  type PreparedNeed,
  prepareNeed,
  scorePrepared,
  type WorkerProfile,
} from "../../../src/matching/score.js";
import { Modality } from "../../../src/needs/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { isVisible, sightOf } from "../../../src/platform/auth/visibility.js";
import { NOW, TODAY, type World } from "./generated-world.js";

/** A place in a ranking, as this file works it out: every pair, by the definition, with nothing spared. */
export interface Expected {
  readonly id: string;
  readonly rank: number;
  readonly score: number;
  readonly growth: number;
  readonly coverage: number;
}

export type Filter = Omit<MatchFilter, "libraryId"> & {
  /** UUID */
  readonly libraryId?: string | null;
};

/** What rankings are made of. */
type Ranked = Pick<World, "workers" | "needs" | "model" | "consents" | "learningGoals">;

/** The workers for a need as a viewer may see them, the best first. */
export const workersFor = (
  { workers, model, consents, learningGoals }: Omit<Ranked, "needs">,
  viewer: User,
  need: NeedCandidate,
  order: MatchOrder,
  filter: Filter = {},
): Expected[] => {
  if (!mayRank(viewer, need)) return [];
  const prepared = prepareNeed(need, model);
  const learning = learningOf(learningGoals, need.partnerId);
  const pairs = workers.flatMap((worker) => {
    if (!isFound(consents, viewer, worker, need.id)) return [];
    const shown = shownTo(viewer, worker, isDisclosed(consents, "identity", viewer, worker, need.id));
    if (obstaclesOf(shown, need, TODAY).length > 0 || !workerFits(shown, filter)) return [];
    return listed(worker.id, worker, prepared, { viewer, order, filter, learning });
  });
  return pairs.sort(inOrder);
};

/** The needs for a worker as a viewer may see them, the best first. */
export const needsFor = (
  { needs, model, consents, learningGoals }: Omit<Ranked, "workers">,
  viewer: User,
  worker: WorkerCandidate,
  order: MatchOrder,
  filter: Filter = {},
): Expected[] => {
  const pairs = needs.flatMap((need) => {
    if (!isFound(consents, viewer, worker, need.id) || !mayLook(viewer, worker, need)) return [];
    const shown = shownTo(viewer, worker, false);
    if (obstaclesOf(shown, need, TODAY).length > 0 || !needFits(need, filter)) return [];
    const learning = learningOf(learningGoals, need.partnerId);
    return listed(need.id, worker, prepareNeed(need, model), { viewer, order, filter, learning });
  });
  return pairs.sort(inOrder);
};

/** What a viewer may count of a worker. */
export function seenProfile(viewer: User, worker: WorkerCandidate): WorkerProfile {
  const sight = sightOf(viewer, { ...worker, workerId: worker.id });
  const seen = (entry: { visibility: WorkerCandidate["discoverability"] }) =>
    isVisible(entry.visibility, sight);
  return { skills: worker.skills.filter(seen), goals: worker.goals.filter(seen) };
}

/** Whether a viewer finds a worker for a need. */
export const isFound = (
  consents: World["consents"],
  viewer: User,
  worker: WorkerCandidate,
  needId: string,
): boolean =>
  isVisible(worker.discoverability, sightOf(viewer, { ...worker, workerId: worker.id })) ||
  isDisclosed(consents, "discovery", viewer, worker, needId);

const isDisclosed = (
  consents: World["consents"],
  what: "discovery" | "identity",
  viewer: User,
  { id }: WorkerCandidate,
  needId: string,
): boolean =>
  viewer.role === "PARTNER" &&
  consents.some(
    (consent) =>
      consent.workerId === id &&
      consent.partnerId === viewer.partnerId &&
      consent[what] &&
      NOW < consent.expiresAt &&
      [null, needId].includes(consent.needId),
  );

/** A worker as shown to a viewer: what is hidden is not said. */
function shownTo(viewer: User, worker: WorkerCandidate, isIdentified: boolean): Shown {
  const sight = sightOf(viewer, { ...worker, workerId: worker.id });
  const hasLibrary = isIdentified || isVisible(worker.libraryVisibility, sight);
  const shown = hasLibrary ? worker : { ...worker, libraryId: null };
  if (isVisible(worker.availabilityVisibility, sight)) return shown;
  return { ...shown, languages: [], remote: null, hoursPerWeek: null };
}

type Shown = Omit<WorkerCandidate, "remote"> & { readonly remote: boolean | null };

const mayRank = (viewer: User, need: NeedCandidate): boolean =>
  viewer.role === "PARTNER"
    ? viewer.partnerId === need.partnerId
    : ["WORKER", "MANAGER"].includes(viewer.role) && viewer.consortiumId === need.consortiumId;

/** Whether a viewer may look at a pair, if the worker is found at all. */
export function mayLook(viewer: User, worker: WorkerCandidate, need: NeedCandidate): boolean {
  if (mayRank(viewer, need)) return true;
  const isAll = viewer.workerId === worker.id || (viewer.breakGlass ?? []).includes(worker.id);
  return isAll && [viewer.consortiumId, ...(viewer.discovers ?? [])].includes(need.consortiumId);
}

interface Asked {
  readonly viewer: User;
  readonly order: MatchOrder;
  readonly filter: Filter;
  /** What the partner's people want to learn. */
  readonly learning: World["learningGoals"];
}

/** What the people of a partner want to learn, what matters most first. */
export const learningOf = (goals: World["learningGoals"], partnerId: string) =>
  goals
    .filter((goal) => goal.partnerId === partnerId)
    .sort((a, b) => b.priority - a.priority || (a.skillId < b.skillId ? -1 : 1));

/** How far a worker of these skills teaches what a goal is about: docs/exchange.md, word for word. */
export const plainlyTaught = (
  skills: WorkerProfile["skills"],
  { skillId, current, target }: World["learningGoals"][number],
  model: World["model"],
): number =>
  Math.max(
    0,
    ...skills.map(({ skillId: held, level }) => {
      if (level <= current) return 0;
      return model.affinity(held, skillId) * Math.min(1, (level - current) / (target - current));
    }),
  );

/** What a worker of these skills teaches of some goals. */
export function plainTeaching(
  skills: WorkerProfile["skills"],
  goals: World["learningGoals"],
  model: World["model"],
): number {
  let teaching = 0;
  for (const goal of goals)
    teaching += (1 - teaching) * ((goal.priority / 3) * plainlyTaught(skills, goal, model));
  return teaching;
}

function listed(id: string, worker: WorkerCandidate, need: PreparedNeed, asked: Asked): Expected[] {
  const profile = seenProfile(asked.viewer, worker);
  const { score, growth, coverage } = scorePrepared(profile, need);
  if (score === null || growth === null || coverage === null || score === 0) return [];
  const shown = (part: number) => Math.round(part * 1000) / 10;
  const { minScore, minGrowth, minCoverage } = asked.filter;
  if (shown(score) < (minScore ?? 0) || shown(growth) < (minGrowth ?? 0)) return [];
  if (shown(coverage) < (minCoverage ?? 0)) return [];
  const fair = score * Math.max(0.6, 0.9 ** worker.introductions);
  const teaching = plainTeaching(profile.skills, asked.learning, need.context as World["model"]);
  const mutual = teaching === 0 ? 0 : (2 * growth * teaching) / (growth + teaching);
  const exchange = score * (1 + mutual);
  const rank = { SCORE: score, GROWTH: growth, COVERAGE: coverage, FAIR: fair, EXCHANGE: exchange };
  return [{ id, rank: rank[asked.order], score, growth, coverage }];
}

const inOrder = (one: Expected, other: Expected) => other.rank - one.rank || (one.id < other.id ? -1 : 1);

function workerFits(worker: Shown, filter: Filter): boolean {
  const { libraryId, country, region, remote, language, hoursPerWeek } = filter;
  if (libraryId && worker.libraryId !== libraryId) return false;
  if (country && worker.country !== country) return false;
  if (region && worker.region !== region) return false;
  if (typeof remote === "boolean" && worker.remote !== remote) return false;
  if (language && !speaks(worker.languages, language)) return false;
  return !hoursPerWeek || (worker.hoursPerWeek ?? 0) >= hoursPerWeek;
}

function needFits(need: NeedCandidate, filter: Filter): boolean {
  const { country, region, remote, language, hoursPerWeek } = filter;
  if (country && need.country !== country) return false;
  if (region && need.region !== region) return false;
  if (typeof remote === "boolean" && (need.modality === Modality.ON_SITE) === remote) return false;
  if (language && !speaks(need.languages, language)) return false;
  return !hoursPerWeek || (need.hoursPerWeek ?? Number.POSITIVE_INFINITY) <= hoursPerWeek;
}
