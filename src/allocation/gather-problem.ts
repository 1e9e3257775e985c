import { inTurns, type Matching, MatchOrder } from "../matching/index.js";
import type { Need } from "../needs/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import {
  type LivePair,
  livePairsOf,
  openNeedsOf,
  type PlannedNeed,
  type WorkerFacts,
  workerFacts,
} from "./allocation.reads.js";
import type { AllocationPlan } from "./allocation-plan.js";
import type { AllocationProblem } from "./solver/problem.js";

export interface GatherParts {
  readonly reads: Reads;
  readonly matching: Pick<Matching, "workersFor">;
  /** Today's date as YYYY-MM-DD. */
  readonly today: () => string;
  /** How many introductions of a worker may be open at a time. */
  readonly mostOpen: number;
}

export interface GatheredProblem {
  readonly problem: AllocationProblem;
  /** UUIDs of the needs and workers of the problem, by their numbers. */
  readonly needIds: readonly string[];
  readonly workerIds: readonly string[];
}

/** The best matches of all needs, as numbers. */
interface Candidacies {
  readonly workerIds: readonly string[];
  readonly needs: number[];
  readonly workers: number[];
  readonly scores: number[];
}

/**
 * What a plan is to be made of, as it is now: open needs with a place left, for each its best matches as its partner sees
 * them, and what these workers have to give. What a worker keeps from partners counts as not said.
 * @param onProgress told how far it is, from 0 to 1
 * @throws the signal's reason when it is aborted
 */
export async function gatherProblem(
  { reads, matching, today, mostOpen }: GatherParts,
  plan: AllocationPlan,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<GatheredProblem> {
  const system = reads.asSystem();
  const needs = await openNeedsOf(system, plan.consortiumId, today());
  const found = await candidacies(matching, plan, needs, onProgress, signal);
  const facts = await workerFacts(system, found.workerIds);
  const kept = without(found, needs, await livePairsOf(system, found.workerIds));
  const problem: AllocationProblem = {
    goal: plan.goal,
    minimum: plan.minimumPerWorker,
    places: Int32Array.from(needs, ({ places }) => places),
    effort: Float64Array.from(needs, ({ effort }) => effort),
    caps: Int32Array.from(found.workerIds, (id) => capOf(facts.get(id), plan.placesPerWorker, mostOpen)),
    hours: Float64Array.from(found.workerIds, (id) => hoursOf(facts.get(id))),
    needs: new Int32Array(kept.needs),
    workers: new Int32Array(kept.workers),
    scores: new Float64Array(kept.scores),
  };
  return { problem, needIds: needs.map(({ id }) => id), workerIds: found.workerIds };
}

async function candidacies(
  matching: GatherParts["matching"],
  { id: planId, consortiumId, candidatesPerNeed, minScore }: AllocationPlan,
  needs: readonly PlannedNeed[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Candidacies> {
  const numbers = new Map<string, number>();
  const found: Omit<Candidacies, "workerIds"> = { needs: [], workers: [], scores: [] };
  const args = { first: candidatesPerNeed, after: null, orderBy: MatchOrder.SCORE, filter: { minScore } };
  const pause = inTurns();
  for (const [number, { id, partnerId }] of needs.entries()) {
    signal.throwIfAborted();
    // Nobody is planned for a partner who could not find them; other consortia are none of this one's business.
    const partner: User = {
      kind: "user",
      subject: `plan:${planId}`,
      role: "PARTNER",
      partnerId,
      consortiumId,
    };
    // The index has all that ranking needs to know of it.
    const { nodes } = await matching.workersFor(partner, { id } as Need, args);
    for (const { workerId, exact } of nodes) {
      if (!exact.score) continue;
      let worker = numbers.get(workerId);
      if (worker === undefined) {
        worker = numbers.size;
        numbers.set(workerId, worker);
      }
      found.needs.push(number);
      found.workers.push(worker);
      found.scores.push(exact.score);
    }
    onProgress((number + 1) / needs.length);
    await pause();
  }
  return { ...found, workerIds: [...numbers.keys()] };
}

/** Those who are being introduced, or are connected, about a need are not introduced again. */
function without(found: Candidacies, needs: readonly PlannedNeed[], live: readonly LivePair[]): Candidacies {
  if (live.length === 0) return found;
  const gone = new Set(live.map(({ needId, workerId }) => `${needId} ${workerId}`));
  const kept: Omit<Candidacies, "workerIds"> = { needs: [], workers: [], scores: [] };
  for (const [at, need] of found.needs.entries()) {
    const worker = found.workers[at]!;
    if (gone.has(`${needs[need]!.id} ${found.workerIds[worker]!}`)) continue;
    kept.needs.push(need);
    kept.workers.push(worker);
    kept.scores.push(found.scores[at]!);
  }
  return { ...kept, workerIds: found.workerIds };
}

/** No more than may be introduced at a time; none for whoever has left meanwhile. */
const capOf = (facts: WorkerFacts | undefined, places: number, mostOpen: number): number =>
  facts ? Math.max(0, Math.min(places, mostOpen - facts.open)) : 0;

/** What is left of the hours a week; no limit where they are not said. */
const hoursOf = (facts: WorkerFacts | undefined): number =>
  facts?.hours == null ? Number.POSITIVE_INFINITY : Math.max(0, facts.hours - facts.committed);
