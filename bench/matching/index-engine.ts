import type { NeedCandidate, WorkerCandidate } from "../../src/matching/candidates.js";
import { type Coverer, coverWorkers } from "../../src/matching/engine/cover-workers.js";
import { MatchIndex } from "../../src/matching/engine/match-index.js";
import { NeedPlan } from "../../src/matching/engine/need-plan.js";
import { RANK_ORDERS, type RankOrder } from "../../src/matching/engine/rank-order.js";
import { rankWorkers } from "../../src/matching/engine/rank-workers.js";
import type { SkillModel } from "../../src/matching/engine/skill-model.js";
import { TeachingPlan } from "../../src/matching/engine/teaching-plan.js";
import { WorkerGates } from "../../src/matching/engine/worker-gates.js";
import { GOALS, loadWorkers, SKILLS } from "../../src/matching/feed/load-workers.js";
import { WORKERS } from "../../src/matching/feed/loaded-workers.js";
import { inSlices } from "../../src/matching/slices.js";
import type { LearningGoal } from "../../src/matching/teaching.js";
import { VISIBILITIES, Visibility } from "../../src/platform/auth/visibility.js";
import type { World } from "../world/world.js";
import type { Ranked } from "./contender.js";
import type { BenchEngine, EngineSource, OrderName } from "./engine.js";
import { NeedCandidates, skillIdsOf } from "./partner-view.js";

const PARTNERS = VISIBILITIES.indexOf(Visibility.PARTNERS);
/** What a partner sees of the workers of its consortium. */
const SIGHTS = { general: PARTNERS, ownLibrary: -1, onLibrary: PARTNERS, self: -1 } as const;

/** The index of the service, asked as `Matcher` asks it for a partner. */
class IndexEngine implements BenchEngine {
  readonly name = "index";
  private readonly needs: NeedCandidates;

  constructor(
    private readonly index: MatchIndex,
    private readonly model: SkillModel,
    private readonly world: World,
  ) {
    this.needs = new NeedCandidates(world, skillIdsOf(world));
  }

  get bytes(): number {
    return this.index.bytes;
  }

  apply(workers: readonly WorkerCandidate[]): void {
    this.index.applyWorkers(
      workers.map(({ id }) => id),
      workers,
    );
  }

  async rank(number: number, first: number, order: OrderName = "SCORE"): Promise<readonly Ranked[]> {
    const need = this.needs.get(number);
    const index = this.index.workersOf(need.consortiumId);
    const plan = new NeedPlan(need, this.model, this.index.skills);
    const gates = new WorkerGates(index, need, {});
    const ranking: RankOrder = RANK_ORDERS[order];
    const page = { order: ranking, least: {}, first, after: null };
    const teaching = ranking.asksTeaching
      ? new TeachingPlan(this.learningGoals(number), this.model, this.index.skills)
      : undefined;
    const ranked = await inSlices(rankWorkers(index, { ...page, plan, teaching, sights: SIGHTS, gates }));
    return ranked.map(({ id, score }) => ({ workerId: id, score }));
  }

  async coverers(numbers: readonly number[], keep: number): Promise<readonly Coverer[]> {
    const need = inOne(numbers.map((number) => this.needs.get(number)));
    const index = this.index.workersOf(need.consortiumId);
    const plan = new NeedPlan(need, this.model, this.index.skills);
    const gates = new WorkerGates(index, need, {});
    const query = { plan, sights: SIGHTS, gates, disclosed: [], least: {}, keep };
    return await inSlices(coverWorkers(index, query));
  }

  /** The partner's people want to learn, from nothing, what its next need asks for. */
  private learningGoals(number: number): LearningGoal[] {
    const { skills } = this.needs.get((number + 1) % this.world.needs);
    return skills.map(({ skillId, level }) => ({
      ...{ id: skillId, skillId, current: 0, target: level, priority: 2 },
    }));
  }
}

const MOST_SKILLS = 30;

/** The first need with the skills of the others besides, all of them must-haves then, as far as a need can have them. */
function inOne([first, ...others]: readonly NeedCandidate[]): NeedCandidate {
  if (others.length === 0) return first!;
  const skills = new Map(
    [first!, ...others].flatMap((need) => need.skills).map((each) => [each.skillId, each]),
  );
  const musts = [...skills.values()]
    .slice(0, MOST_SKILLS)
    .map((each) => ({ ...each, importance: "MUST" as const }));
  return { ...first!, skills: musts };
}

/** `MatchIndex`, loaded as the service loads it. */
export const INDEX: EngineSource = {
  queries: [WORKERS, SKILLS, GOALS],
  async open({ affinities, url, world }, onProgress) {
    const index = new MatchIndex();
    const pool = index.newPool();
    await loadWorkers(url, pool, index.skills, (what, rows) =>
      onProgress(`Index: ${what}`, rows, world.spec.workers),
    );
    index.replaceWorkers(pool);
    return new IndexEngine(index, affinities, world);
  },
};
