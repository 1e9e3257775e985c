import type { EntityManager } from "typeorm";
import { shownScore } from "../matching/index.js";
import { newId } from "../platform/database/new-id.js";
import type { AllocationPlan } from "./allocation-plan.js";
import type { ResultPlace, ResultUnserved } from "./plan-result.js";
import type { AllocationSolution } from "./solver/problem.js";

export interface PlanResult {
  readonly solution: AllocationSolution;
  readonly needs: number;
  readonly candidates: number;
  readonly served: number;
  readonly places: readonly ResultPlace[];
  /** The first of them. */
  readonly unserved: readonly ResultUnserved[];
  /** How many there are. */
  readonly unservedCount: number;
}

// Needs and workers may have gone meanwhile.
const PLACES = `insert into allocation_place (id, plan_id, consortium_id, rank, need_id, worker_id, score)
  select f.id, $1::uuid, $2::uuid, f.rank, n.id, w.id, f.score
  from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::float8[]) with ordinality f (id, need_id, worker_id, score, rank)
  join need n on n.id = f.need_id join worker w on w.id = f.worker_id`;

const UNSERVED = `insert into allocation_unserved (id, plan_id, consortium_id, rank, worker_id, missing, reason)
  select f.id, $1::uuid, $2::uuid, f.rank, w.id, f.missing, f.reason
  from unnest($3::uuid[], $4::uuid[], $5::int[], $6::unserved_reason[]) with ordinality f (id, worker_id, missing, reason, rank)
  join worker w on w.id = f.worker_id`;

const READY = `update allocation_plan set status = 'READY', version = version + 1, updated_at = now(), progress = 1,
    finished_at = now(), needs = $2, candidates = $3, served = $4, unserved = $5, missing = $6, total = $7,
    total_score = $8, greedy_total = $9, greedy_missing = $10, upper_bound = $11, gap = $12, method = $13
  where id = $1 and status = 'RUNNING' returning id`;

/** Stores what came of a plan, unless it was called off meanwhile. */
export async function storeResult(
  manager: EntityManager,
  { id, consortiumId }: Pick<AllocationPlan, "id" | "consortiumId">,
  { solution, needs, candidates, served, places, unserved, unservedCount }: PlanResult,
): Promise<void> {
  const { missing, total, score, greedy, upperBound, gap, method } = solution;
  const [ready] = await manager.query(READY, [
    ...[id, needs, candidates, served, unservedCount, missing, total, score],
    ...[greedy.total, greedy.missing, upperBound, gap, method],
  ]);
  if (ready.length === 0) return;
  await manager.query(PLACES, [
    ...[id, consortiumId, places.map(() => newId())],
    ...[places.map(({ needId }) => needId), places.map(({ workerId }) => workerId)],
    places.map(({ score: of }) => shownScore(of)),
  ]);
  await manager.query(UNSERVED, [
    ...[id, consortiumId, unserved.map(() => newId())],
    ...[unserved.map(({ workerId }) => workerId), unserved.map((who) => who.missing)],
    unserved.map(({ reason }) => reason),
  ]);
}
