import type { Need } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import type { Connection } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { inSpan } from "../platform/observability/tracing.js";
import type { ShownWorker } from "../workers/index.js";
import { Audience, type SeenWorker } from "./audience.js";
import type { NeedCandidate } from "./candidates.js";
import { type Coverer, coverWorkers } from "./engine/cover-workers.js";
import type { MatchIndex } from "./engine/match-index.js";
import { NeedPlan } from "./engine/need-plan.js";
import { rankNeeds } from "./engine/rank-needs.js";
import type { Scores } from "./engine/rank-order.js";
import { rankWorkers } from "./engine/rank-workers.js";
import type { SkillModel } from "./engine/skill-model.js";
import { TeachingPlan } from "./engine/teaching-plan.js";
import { WorkerGates } from "./engine/worker-gates.js";
import { WorkerPlan } from "./engine/worker-plan.js";
import { explainMatch } from "./explain.js";
import { isCurrent, obstaclesOf } from "./gates.js";
import { improvementsOf } from "./improvements.js";
import type { MatchArgs, MatchFilter } from "./match.inputs.js";
import type { Match } from "./match.js";
import { maySeeCandidates, maySeeOpportunity, reachOf } from "./match.policy.js";
import {
  type MatchPage,
  matchPage,
  needPasses,
  type PlacedMatch,
  pageOfMatches,
  workerFilter,
} from "./match-page.js";
import { opportunitiesOf } from "./opportunities.js";
import { type MatchScore, scoreMatch, type WorkerProfile } from "./score.js";
import { inSlices } from "./slices.js";
import { explainExchange, type LearningGoal, teachingOf } from "./teaching.js";

/** What matching knows of the skills, and which build of it that is. */
export interface VersionedSkillModel extends SkillModel {
  readonly version: number;
}

/** Who covers what of the must-haves of a need. */
export interface Coverers {
  /** Ids of the need's MUST skills, in its order. */
  readonly musts: readonly string[];
  readonly workers: readonly Coverer[];
}

/** Who asks for which part of which ranking. */
interface Asked {
  readonly user: User;
  readonly args: MatchArgs;
  readonly page: MatchPage;
  readonly model: VersionedSkillModel;
}

/**
 * Ranks workers for a need and needs for a worker, and looks at single pairs.
 * A viewer's ranking neither counts nor shows what the worker keeps from that viewer.
 */
export class Matcher {
  private readonly audience: Audience;

  constructor(
    private readonly index: MatchIndex,
    /** The skills as they are now; what it gives never changes. */
    private readonly model: () => VersionedSkillModel,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
    /** In milliseconds since 1970. */
    now: () => number = () => Date.now(),
  ) {
    this.audience = new Audience(index, now);
  }

  /** The workers for an open need, the best first; none when the caller may not see its candidates. */
  async workersFor(principal: Principal, need: Need, args: MatchArgs): Promise<Connection<Match>> {
    const user = userOf(principal);
    const page = matchPage(`workers-for:${need.id}`, args);
    const candidate = this.index.need(need.id);
    if (!candidate || !maySeeCandidates(user, candidate) || !isCurrent(candidate, this.today()))
      return pageOfMatches([], page);
    const asked = { user, args, page, model: this.model() };
    const lists: PlacedMatch[][] = [];
    for (const home of reachOf(user)) lists.push(await this.workersIn(home, candidate, asked));
    const placed = lists.flat().map((each) => ({ ...each, match: { ...each.match, needRow: need } }));
    return pageOfMatches(placed, page);
  }

  /** The open needs for a worker, the best first, as far as the caller may see them. */
  async needsFor(
    principal: Principal,
    worker: Pick<ShownWorker, "id">,
    args: MatchArgs,
  ): Promise<Connection<Match>> {
    const user = userOf(principal);
    const page = matchPage(`needs-for:${worker.id}`, args);
    const seen = this.audience.seen(user, worker.id, null);
    if (!seen) return pageOfMatches([], page);
    const asked = { user, args, page, model: this.model() };
    const lists: PlacedMatch[][] = [];
    for (const home of reachOf(user)) lists.push(await this.needsIn(home, worker.id, seen, asked));
    return pageOfMatches(lists.flat(), page);
  }

  /**
   * One pair, whatever stands in its way; null when the caller may not see it or the need is not open.
   * @param disclosed whether the worker is about to disclose themselves to the caller
   */
  pair(principal: Principal, needId: string, workerId: string, disclosed = false): Match | null {
    const user = userOf(principal);
    const need = this.index.need(needId);
    if (!need || !maySeeOpportunity(user, { id: workerId }, need)) return null;
    const seen = this.audience.seen(user, workerId, needId, disclosed);
    if (!seen) return null;
    const model = this.model();
    const { profile, terms } = seen;
    const exact = scoreMatch(profile, need, model);
    return {
      ...shownMatch({ need, workerId, profile, model, goals: this.index.learning.of(need.partnerId) }, exact),
      obstacles: obstaclesOf(terms, need, this.today()),
    };
  }

  /**
   * Of the workers whom `workersFor` lists, whatever their score, those who cover a must-have; null where the caller may not
   * see the candidates, or the need is not open.
   * @param keep how many of those who cover exactly the same: those of the highest score
   * @throws InvalidInput when the library's id in the filter is not one of a library
   */
  async coverersFor(
    principal: Principal,
    needId: string,
    filter: MatchFilter | null | undefined,
    keep: number,
  ): Promise<Coverers | null> {
    const user = userOf(principal);
    const need = this.index.need(needId);
    const passes = workerFilter(filter);
    if (!need || !maySeeCandidates(user, need) || !isCurrent(need, this.today())) return null;
    const musts = need.skills.filter(({ importance }) => importance === "MUST");
    const workers: Coverer[] = [];
    const homes = musts.length > 0 ? reachOf(user) : [];
    const model = this.model();
    for (const home of homes) {
      const index = this.index.workersOf(home);
      const plan = new NeedPlan(need, model, this.index.skills);
      const sights = this.audience.sights(user, home, index);
      const gates = new WorkerGates(index, need, passes, this.audience.identifiesFor(user, need));
      const disclosed = this.audience.disclosedFor(user, need);
      const query = { plan, sights, gates, disclosed, least: filter ?? {}, keep };
      workers.push(...(await inSpan("match coverers", () => inSlices(coverWorkers(index, query)))));
    }
    return { musts: musts.map(({ skillId }) => skillId), workers };
  }

  /** The workers of one consortium. */
  private async workersIn(
    consortiumId: string,
    need: NeedCandidate,
    { user, args, page, model }: Asked,
  ): Promise<PlacedMatch[]> {
    const index = this.index.workersOf(consortiumId);
    const sights = this.audience.sights(user, consortiumId, index);
    const plan = new NeedPlan(need, model, this.index.skills);
    const gates = new WorkerGates(
      index,
      need,
      workerFilter(args.filter),
      this.audience.identifiesFor(user, need),
    );
    const disclosed = this.audience.disclosedFor(user, need);
    const { revision } = index;
    const goals = this.index.learning.of(need.partnerId);
    const teaching = page.query.order.asksTeaching
      ? new TeachingPlan(goals, model, this.index.skills)
      : undefined;
    const query = { ...page.query, plan, teaching, sights, gates, disclosed };
    const ranked = await inSpan("match workers", () => inSlices(rankWorkers(index, query)));
    return ranked.flatMap(({ rank, id, ...scores }) => {
      // Ranking may have paused: who cannot be found any more is left out, and numbers are those that are explained.
      const seen = this.audience.seen(user, id, need.id);
      if (!seen) return [];
      const { profile } = seen;
      const exact = index.revision === revision ? scores : scoreMatch(profile, need, model);
      return [{ rank, id, match: shownMatch({ need, workerId: id, profile, model, goals }, exact) }];
    });
  }

  /** The needs of one consortium. */
  private async needsIn(
    consortiumId: string,
    workerId: string,
    seen: SeenWorker,
    { user, args, page, model }: Asked,
  ): Promise<PlacedMatch[]> {
    const { profile, introductions } = seen;
    const index = this.index.needsOf(consortiumId);
    const isForWorker = opportunitiesOf(user, workerId, seen, this.today());
    const passes = (need: NeedCandidate) => needPasses(need, args.filter) && isForWorker(need);
    const plan = new WorkerPlan(profile, model);
    const learning = this.learningFor(profile, model);
    const teaching = (need: NeedCandidate) => learning(need).teaching();
    const query = { ...page.query, plan, model, introductions, teaching, passes };
    const ranked = await inSpan("match needs", () => inSlices(rankNeeds(index, query)));
    return ranked.flatMap(({ rank, id }) => {
      const need = index.get(id);
      if (!need) return [];
      const pair = { need, workerId, profile, model, goals: learning(need).goals };
      return [{ rank, id, match: shownMatch(pair, plan.score(need)) }];
    });
  }

  /** What the partners of needs want to learn, as it is when first asked for, and what of it a worker teaches. */
  private learningFor(profile: WorkerProfile, model: VersionedSkillModel) {
    const known = new Map<string, { readonly goals: readonly LearningGoal[]; teaching(): number }>();
    return ({ partnerId }: NeedCandidate) => {
      let learning = known.get(partnerId);
      if (!learning) {
        const goals = this.index.learning.of(partnerId);
        learning = { goals, teaching: once(() => teachingOf(profile, goals, model)) };
        known.set(partnerId, learning);
      }
      return learning;
    };
  }
}

/** A pair as somebody sees it. */
interface SeenPair {
  readonly need: NeedCandidate;
  readonly workerId: string;
  readonly profile: WorkerProfile;
  readonly model: VersionedSkillModel;
  /** Of the need's partner. */
  readonly goals: readonly LearningGoal[];
}

function shownMatch({ need, workerId, profile, model, goals }: SeenPair, exact: Scores | MatchScore): Match {
  return {
    needId: need.id,
    workerId,
    exact: { noScoreReason: null, ...exact },
    affinityVersion: model.version,
    explain: once(() => explainMatch(profile, need, model)),
    improve: once(() => improvementsOf(profile, need, model)),
    exchange: once(() => explainExchange(profile, exact.growth, goals, model)),
    obstacles: [],
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
