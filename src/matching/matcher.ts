import { Modality, type Need } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import { isVisible, sightOf, type Visibility } from "../platform/auth/visibility.js";
import { type Connection, decodeCursor, PARTS, pageOf } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { NeedCandidate, WorkerCandidate } from "./candidates.js";
import { obstaclesOf, speaks } from "./gates.js";
import { improvementsOf } from "./improvements.js";
import { type MatchArgs, type MatchFilter, MatchOrder } from "./match.inputs.js";
import type { Match } from "./match.js";
import { maySeeCandidates, maySeeOpportunity } from "./match.policy.js";
import type { MatchPool } from "./match-pool.js";
import { explainMatch, prepareNeed, scorePrepared, shownScore } from "./score.js";
import { visibleProfile } from "./visible-profile.js";

/**
 * Ranks workers for a need and needs for a worker by scoring every pair with the one definition of a score.
 * A viewer's ranking neither counts nor shows what the worker keeps from that viewer.
 */
export class Matcher {
  constructor(private readonly pool: MatchPool) {}

  /** The workers for an open need, the best first; none when the caller may not see its candidates. */
  workersFor(principal: Principal, need: Need, args: MatchArgs): Connection<Match> {
    const user = userOf(principal);
    const candidate = this.pool.need(need.id);
    const pairs: Match[] = [];
    if (candidate && maySeeCandidates(user, candidate)) {
      const context = this.context();
      const prepared = prepareNeed(candidate, context);
      for (const worker of this.pool.allWorkers()) {
        const sight = this.sightOn(user, worker);
        if (!sight || !mayMeet(worker, candidate) || !fitsWorker(worker, args.filter)) continue;
        if (obstaclesOf(worker, candidate, this.pool.today()).length > 0) continue;
        const profile = this.pool.profile(worker, sight);
        const exact = scorePrepared(profile, prepared);
        if (!exact.score) continue;
        const explain = once(() => explainMatch(profile, candidate, context));
        const improve = once(() => improvementsOf(visibleProfile(worker, sight), candidate, context));
        pairs.push({
          needId: need.id,
          workerId: worker.id,
          needRow: need,
          exact,
          explain,
          improve,
          obstacles: [],
        });
      }
    }
    return ranked(pairs, `workers-for:${need.id}`, args, (match) => match.workerId);
  }

  /** The open needs for a worker, the best first, as far as the caller may see them. */
  needsFor(principal: Principal, workerId: string, args: MatchArgs): Connection<Match> {
    const user = userOf(principal);
    const worker = this.pool.worker(workerId);
    const sight = worker && this.sightOn(user, worker);
    const pairs: Match[] = [];
    if (worker && sight) {
      const profile = this.pool.profile(worker, sight);
      const context = this.context();
      for (const need of this.pool.allNeeds()) {
        if (!mayMeet(worker, need) || !maySeeOpportunity(user, worker, need) || !fitsNeed(need, args.filter))
          continue;
        if (obstaclesOf(worker, need, this.pool.today()).length > 0) continue;
        const exact = scorePrepared(profile, prepareNeed(need, context));
        if (!exact.score) continue;
        const explain = once(() => explainMatch(profile, need, context));
        const improve = once(() => improvementsOf(visibleProfile(worker, sight), need, context));
        pairs.push({ needId: need.id, workerId, exact, explain, improve, obstacles: [] });
      }
    }
    return ranked(pairs, `needs-for:${workerId}`, args, (match) => match.needId);
  }

  /** One pair, whatever stands in its way; null when the caller may not see it or the need is not open. */
  pair(principal: Principal, needId: string, workerId: string): Match | null {
    const user = userOf(principal);
    const need = this.pool.need(needId);
    const worker = this.pool.worker(workerId);
    const sight = worker && this.sightOn(user, worker);
    if (!need || !worker || !sight || !mayMeet(worker, need) || !maySeeOpportunity(user, worker, need))
      return null;
    const profile = this.pool.profile(worker, sight);
    const context = this.context();
    return {
      needId,
      workerId,
      exact: scorePrepared(profile, prepareNeed(need, context)),
      explain: once(() => explainMatch(profile, need, context)),
      improve: once(() => improvementsOf(visibleProfile(worker, sight), need, context)),
      obstacles: obstaclesOf(worker, need, this.pool.today()),
    };
  }

  /** What the caller may see of a worker; null when they may not find the worker at all. */
  private sightOn(user: User, worker: WorkerCandidate): Visibility | null {
    const { id: workerId, libraryId, consortiumId, discoverability } = worker;
    const sight = sightOf(user, { workerId, libraryId, consortiumId });
    return isVisible(discoverability, sight) ? sight : null;
  }

  /** What scoring knows of the skills, held as it is now: explanations that are asked for later agree with the scores. */
  private context() {
    const { links } = this.pool;
    const rarities = new Map<string, number>();
    return {
      affinity: (from: string, to: string) => links.affinity(from, to),
      link: (from: string, to: string) => links.link(from, to),
      rarity: (skillId: string) => {
        const rarity = rarities.get(skillId) ?? this.pool.rarity(skillId);
        rarities.set(skillId, rarity);
        return rarity;
      },
    };
  }
}

/** Works something out at the first call, and remembers it. */
function once<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

/** Data about staff stays within the consortium. */
const mayMeet = (worker: WorkerCandidate, need: NeedCandidate) => worker.consortiumId === need.consortiumId;

function fitsWorker(worker: WorkerCandidate, filter: MatchFilter | null | undefined): boolean {
  if (!filter) return true;
  const { libraryId, country, region, remote, language, hoursPerWeek } = filter;
  return (
    (!libraryId || worker.libraryId === uuidOf("library", libraryId, ["filter", "libraryId"])) &&
    (!country || worker.country === country) &&
    (!region || worker.region === region) &&
    (remote === null || remote === undefined || worker.remote === remote) &&
    (!language || speaks(worker.languages, language)) &&
    (!hoursPerWeek || (worker.hoursPerWeek !== null && worker.hoursPerWeek >= hoursPerWeek))
  );
}

function fitsNeed(need: NeedCandidate, filter: MatchFilter | null | undefined): boolean {
  if (!filter) return true;
  const { country, region, remote, language, hoursPerWeek } = filter;
  return (
    (!country || need.country === country) &&
    (!region || need.region === region) &&
    (remote === null || remote === undefined || (need.modality !== Modality.ON_SITE) === remote) &&
    (!language || speaks(need.languages, language)) &&
    (!hoursPerWeek || (need.hoursPerWeek !== null && need.hoursPerWeek <= hoursPerWeek))
  );
}

const RANKED_BY = {
  [MatchOrder.SCORE]: "score",
  [MatchOrder.GROWTH]: "growth",
  [MatchOrder.COVERAGE]: "coverage",
} as const;

/** One page of the pairs; equal ones in the order of `idOf`, so that the order is total. */
function ranked(
  pairs: readonly Match[],
  list: string,
  args: MatchArgs,
  idOf: (match: Match) => string,
): Connection<Match> {
  const name = `${list}:${args.orderBy}`;
  const rankOf = (match: Match) => match.exact[RANKED_BY[args.orderBy]] ?? 0;
  const after = decodeCursor(name, args.after, [PARTS.number, PARTS.id]) as readonly [number, string] | null;
  const { minScore, minGrowth, minCoverage } = args.filter ?? {};
  const rows = pairs
    .filter(
      ({ exact: { score, growth, coverage } }) =>
        shownScore(score)! >= (minScore ?? 0) &&
        shownScore(growth)! >= (minGrowth ?? 0) &&
        shownScore(coverage)! >= (minCoverage ?? 0),
    )
    .filter(
      (match) => !after || rankOf(match) < after[0] || (rankOf(match) === after[0] && idOf(match) > after[1]),
    )
    .sort((a, b) => rankOf(b) - rankOf(a) || (idOf(a) < idOf(b) ? -1 : 1));
  return pageOf(rows.slice(0, args.first + 1), name, args, (match) => [rankOf(match), idOf(match)]);
}
