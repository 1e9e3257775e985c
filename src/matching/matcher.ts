import type { Need } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import { isVisible, type Owner, sightNumber, sightOf, VISIBILITIES } from "../platform/auth/visibility.js";
import type { Connection } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import type { Worker } from "../workers/index.js";
import type { NeedCandidate } from "./candidates.js";
import type { MatchIndex } from "./engine/match-index.js";
import { NeedPlan } from "./engine/need-plan.js";
import { rankNeeds } from "./engine/rank-needs.js";
import type { Scores } from "./engine/rank-order.js";
import { rankWorkers } from "./engine/rank-workers.js";
import type { Sights } from "./engine/sights.js";
import type { SkillModel } from "./engine/skill-model.js";
import { WorkerGates } from "./engine/worker-gates.js";
import type { WorkerIndex } from "./engine/worker-index.js";
import { WorkerPlan } from "./engine/worker-plan.js";
import { RowView } from "./engine/worker-rows.js";
import { explainMatch } from "./explain.js";
import { isCurrent, obstaclesOf } from "./gates.js";
import { improvementsOf } from "./improvements.js";
import type { MatchArgs } from "./match.inputs.js";
import type { Match } from "./match.js";
import { maySeeCandidates, maySeeOpportunity } from "./match.policy.js";
import { matchPage, needPasses, pageOfMatches, workerFilter } from "./match-page.js";
import { type MatchScore, scoreMatch, type WorkerProfile } from "./score.js";
import { inSlices } from "./slices.js";

/** What matching knows of the skills, and which build of it that is. */
export interface VersionedSkillModel extends SkillModel {
  readonly version: number;
}

/**
 * Ranks workers for a need and needs for a worker, and looks at single pairs.
 * A viewer's ranking neither counts nor shows what the worker keeps from that viewer.
 */
export class Matcher {
  constructor(
    private readonly index: MatchIndex,
    /** The skills as they are now; what it gives never changes. */
    private readonly model: () => VersionedSkillModel,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
  ) {}

  /** The workers for an open need, the best first; none when the caller may not see its candidates. */
  async workersFor(principal: Principal, need: Need, args: MatchArgs): Promise<Connection<Match>> {
    const user = userOf(principal);
    const page = matchPage(`workers-for:${need.id}`, args);
    const candidate = this.index.need(need.id);
    if (!candidate || !maySeeCandidates(user, candidate) || !isCurrent(candidate, this.today()))
      return pageOfMatches([], page);
    const model = this.model();
    const index = this.index.workersOf(candidate.consortiumId);
    const sights = sightsOf(user, candidate.consortiumId, index);
    const plan = new NeedPlan(candidate, model, this.index.skills);
    const gates = new WorkerGates(index, candidate, workerFilter(args.filter));
    const { revision } = index;
    const ranked = await inSlices(rankWorkers(index, { ...page.query, plan, sights, gates }));
    const placed = ranked.flatMap(({ rank, id, ...scores }) => {
      // Ranking may have paused: who cannot be found any more is left out, and numbers are those that are explained.
      const seen = this.seen(user, candidate.consortiumId, id);
      if (!seen) return [];
      const { profile } = seen;
      const exact = index.revision === revision ? scores : scoreMatch(profile, candidate, model);
      const match = { ...shownMatch(candidate, id, profile, model, exact), needRow: need };
      return [{ rank, id, match }];
    });
    return pageOfMatches(placed, page);
  }

  /** The open needs for a worker, the best first, as far as the caller may see them. */
  async needsFor(principal: Principal, worker: Worker, args: MatchArgs): Promise<Connection<Match>> {
    const user = userOf(principal);
    const page = matchPage(`needs-for:${worker.id}`, args);
    const seen = this.seen(user, worker.consortiumId, worker.id);
    if (!seen) return pageOfMatches([], page);
    const { profile, terms, introductions } = seen;
    const [model, today] = [this.model(), this.today()];
    const index = this.index.needsOf(worker.consortiumId);
    const passes = (need: NeedCandidate) =>
      maySeeOpportunity(user, worker, need) &&
      needPasses(need, args.filter) &&
      obstaclesOf(terms, need, today).length === 0;
    const plan = new WorkerPlan(profile, model);
    const ranked = await inSlices(rankNeeds(index, { ...page.query, plan, model, introductions, passes }));
    const placed = ranked.flatMap(({ rank, id }) => {
      const need = index.get(id);
      if (!need) return [];
      return [{ rank, id, match: shownMatch(need, worker.id, profile, model, plan.score(need)) }];
    });
    return pageOfMatches(placed, page);
  }

  /** One pair, whatever stands in its way; null when the caller may not see it or the need is not open. */
  pair(principal: Principal, needId: string, workerId: string): Match | null {
    const user = userOf(principal);
    const need = this.index.need(needId);
    if (!need || !maySeeOpportunity(user, { id: workerId }, need)) return null;
    const seen = this.seen(user, need.consortiumId, workerId);
    if (!seen) return null;
    const model = this.model();
    const { profile, terms } = seen;
    return {
      ...shownMatch(need, workerId, profile, model, scoreMatch(profile, need, model)),
      obstacles: obstaclesOf(terms, need, this.today()),
    };
  }

  /** What the caller may see of a worker of a consortium; null when they may not find the worker at all. */
  private seen(user: User, consortiumId: string, workerId: string) {
    const index = this.index.workersOf(consortiumId);
    const row = new RowView();
    if (!index.rows.open(index.ids.slotOf(workerId), row)) return null;
    const { libraries } = index;
    const sight = sightOf(user, { workerId, consortiumId, libraryId: libraries.idOf(row.library) });
    if (!isVisible(VISIBILITIES[row.discoverability]!, sight)) return null;
    return {
      profile: index.profile(row, sight),
      terms: { ...libraries.place(row.library), languages: index.languages(row.languageSet) },
      introductions: row.introductions,
    };
  }
}

function shownMatch(
  need: NeedCandidate,
  workerId: string,
  profile: WorkerProfile,
  model: VersionedSkillModel,
  exact: Scores | MatchScore,
): Match {
  return {
    needId: need.id,
    workerId,
    exact: { noScoreReason: null, ...exact },
    affinityVersion: model.version,
    explain: once(() => explainMatch(profile, need, model)),
    improve: once(() => improvementsOf(profile, need, model)),
    obstacles: [],
  };
}

/** What a user sees of the workers of a consortium. */
function sightsOf(user: User, consortiumId: string, index: WorkerIndex): Sights {
  const sightOn = (owner: Omit<Owner, "consortiumId">) =>
    sightNumber(sightOf(user, { ...owner, consortiumId }));
  const { libraryId = null, workerId } = user;
  return {
    general: sightOn({ workerId: "", libraryId: null }),
    ownLibrary: libraryId === null ? -1 : index.libraries.find(libraryId),
    onLibrary: sightOn({ workerId: "", libraryId }),
    self: workerId === undefined ? -1 : index.ids.slotOf(workerId),
  };
}

/** Works something out at the first call, and remembers it. */
function once<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}
