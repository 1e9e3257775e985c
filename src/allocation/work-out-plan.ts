import type { DataSource } from "typeorm";
import type { Matching, Patiently } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import { WANTING_WITHOUT_MATCH } from "./allocation.reads.js";
import type { AllocationPlan } from "./allocation-plan.js";
import { UnservedReason } from "./allocation-unserved.js";
import { type GatheredProblem, gatherProblem } from "./gather-problem.js";
import { placesOf, type ResultUnserved, servedBy, unservedBy } from "./plan-result.js";
import { PlanWatch } from "./plan-watch.js";
import { solveInThread } from "./solver/solve-in-thread.js";
import { type PlanResult, storeResult } from "./store-result.js";

export interface WorkParts {
  /** Those of the owner of the tables. */
  readonly commands: Commands;
  readonly reads: Reads;
  readonly matching: Pick<Matching, "workersFor" | "pair">;
  readonly patiently: Patiently;
  /** Resolves when matching knows of all that was committed before. */
  readonly catchUp: () => Promise<void>;
  readonly today: () => string;
  /** How many introductions of a worker may be open at a time. */
  readonly mostOpen: number;
}

/** The solver has about so long. */
const SECONDS = 40;
/** Of the progress, looking at the matches is so much. */
const GATHERING = 0.3;
/** So many of those who get less than the minimum are named. */
const MOST_NAMED = 10_000;

const BEGIN = `update allocation_plan set status = 'RUNNING', progress = 0, version = version + 1, updated_at = now(),
    started_at = now()
  where id = $1 and status in ('QUEUED', 'RUNNING')
  returning id, consortium_id as "consortiumId", goal, candidates_per_need as "candidatesPerNeed",
    places_per_worker as "placesPerWorker", minimum_per_worker as "minimumPerWorker", min_score as "minScore"`;

const FAIL = `update allocation_plan set status = 'FAILED', version = version + 1, updated_at = now(),
    finished_at = now(), failure = $2
  where id = $1 and status = 'RUNNING'`;

const FAILURE =
  "It could not be worked out, which is not your fault. Plan again; if that fails, too, tell whoever runs the service.";

/** Works a plan out: matches, the best slate, and who is left out. Begins anew when it was interrupted. */
export async function workOutPlan(parts: WorkParts, planId: string): Promise<void> {
  const { commands, catchUp } = parts;
  const plan = await commands.transact(async ({ manager }): Promise<AllocationPlan | undefined> => {
    const [[begun]] = await manager.query(BEGIN, [planId]);
    return begun;
  });
  if (!plan) return;
  const watch = new PlanWatch(commands, planId);
  try {
    await catchUp();
    const result = await resultOf(parts, plan, watch);
    await watch.stop();
    await commands.transact(({ manager }) => storeResult(manager, plan, result));
  } catch (error) {
    await watch.stop();
    if (watch.signal.aborted) return;
    await commands.transact(({ manager }) => manager.query(FAIL, [planId, FAILURE]));
    throw error;
  }
}

async function resultOf(parts: WorkParts, plan: AllocationPlan, watch: PlanWatch): Promise<PlanResult> {
  const { signal } = watch;
  const gathered = await gatherProblem(parts, plan, (share) => watch.report(share * GATHERING), signal);
  const solution = await solveInThread(copyOf(gathered).problem, {
    ...{ seconds: SECONDS, signal },
    onProgress: (share) => watch.report(GATHERING + share * (1 - GATHERING)),
  });
  const { problem, needIds, workerIds } = gathered;
  const unserved = unservedBy(gathered, solution.slate);
  const others = await withoutMatch(parts, plan, workerIds);
  return {
    solution,
    needs: needIds.length,
    candidates: new Set(problem.workers).size,
    served: servedBy(problem, solution.slate),
    places: placesOf(gathered, solution.slate),
    unserved: [...unserved, ...others.named].slice(0, MOST_NAMED),
    unservedCount: unserved.length + others.count,
  };
}

/** The solver takes the arrays it is given; what comes of it is read with these. */
const copyOf = ({ problem, ...rest }: GatheredProblem): GatheredProblem => ({
  ...rest,
  problem: structuredClone(problem),
});

/** Who wants in and is not among the best matches of any need. */
async function withoutMatch(
  { patiently }: WorkParts,
  { consortiumId, minimumPerWorker }: AllocationPlan,
  workerIds: readonly string[],
): Promise<{ readonly named: readonly ResultUnserved[]; readonly count: number }> {
  if (minimumPerWorker === 0) return { named: [], count: 0 };
  let rows: { id: string; count: number }[] = [];
  await patiently(async (dataSource: DataSource) => {
    rows = await dataSource.query(WANTING_WITHOUT_MATCH, [consortiumId, workerIds, MOST_NAMED]);
  });
  const reason = UnservedReason.NOT_A_CANDIDATE;
  const named = rows.map(({ id }) => ({ workerId: id, missing: minimumPerWorker, reason }));
  return { named, count: rows[0]?.count ?? 0 };
}
