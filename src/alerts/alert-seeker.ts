import { inTurns, type Matching, MatchOrder, shownScore } from "../matching/index.js";
import type { Need } from "../needs/index.js";
import type { Entitle, User } from "../platform/auth/principal.js";
import type { FoundPair, RecordFound } from "./record-found.js";
import type { SoughtAlert, SoughtAlerts } from "./sought-alerts.reads.js";

/** So many of the best are told of one ranking. */
const BEST = 100;
/** So many of a partner's needs are ranked for when all of an alert is looked at. */
const MOST_NEEDS = 100;

/**
 * Looks for what alerts ask for, each as whoever it belongs to: what the owner may not see is neither found nor counted.
 * A change costs a look at pairs, or the best of a ranking, never a ranking for everybody.
 */
export class AlertSeeker {
  constructor(
    private readonly sought: SoughtAlerts,
    private readonly matching: Matching,
    private readonly entitle: Entitle,
    private readonly record: RecordFound,
  ) {}

  /** What a need that changed brings: to its partner the best workers, to workers the need. */
  async ofNeed(needId: string): Promise<void> {
    for (const alert of await this.sought.ofNeed(needId)) await this.rankWorkers(alert, [needId]);
    const pause = inTurns();
    for await (const alert of this.sought.fittingNeed(needId)) {
      await this.look(alert, needId, alert.workerId!);
      await pause();
    }
  }

  /** What workers who changed bring: to them the best needs, to partners the workers. */
  async ofWorkers(workerIds: readonly string[]): Promise<void> {
    for (const alert of await this.sought.ofWorkers(workerIds)) await this.rankNeeds(alert);
    const pause = inTurns();
    for (const workerId of workerIds)
      for await (const { about, ...alert } of this.sought.ofPartners(workerId)) {
        await this.look(alert, about, workerId);
        await pause();
      }
  }

  /** All that alerts can find. */
  async ofAlerts(alertIds: readonly string[]): Promise<void> {
    for (const alert of await this.sought.byIds(alertIds)) {
      if (alert.workerId) await this.rankNeeds(alert);
      else await this.rankWorkers(alert, await this.sought.openNeeds(alert, MOST_NEEDS));
    }
  }

  private async rankNeeds(alert: SoughtAlert): Promise<void> {
    const { minScore, remote, country, region } = alert;
    const filter = { minScore, remote, country, region };
    const args = { first: BEST, after: null, orderBy: MatchOrder.SCORE, filter };
    const { nodes } = await this.matching.needsFor(await this.ownerOf(alert), { id: alert.workerId! }, args);
    await this.record(alert, nodes.map(pairOf));
  }

  private async rankWorkers(alert: SoughtAlert, needIds: readonly string[]): Promise<void> {
    const owner = await this.ownerOf(alert);
    const { minScore } = alert;
    const args = { first: BEST, after: null, orderBy: MatchOrder.SCORE, filter: { minScore } };
    for (const id of needIds) {
      // The index has all that ranking needs to know of it.
      const { nodes } = await this.matching.workersFor(owner, { id } as Need, args);
      await this.record(alert, nodes.map(pairOf));
    }
  }

  private async look(alert: SoughtAlert, needId: string, workerId: string): Promise<void> {
    const match = this.matching.pair(await this.ownerOf(alert), needId, workerId);
    if (!match || match.obstacles.length > 0) return;
    const pair = pairOf(match);
    if (pair.score > 0 && pair.score >= alert.minScore) await this.record(alert, [pair]);
  }

  /** The owner, as a caller with a token would be now. */
  private async ownerOf({ id, consortiumId, workerId, libraryId, partnerId }: SoughtAlert): Promise<User> {
    const user: User = {
      ...{ kind: "user", subject: `alert:${id}`, consortiumId },
      ...(workerId
        ? { role: "WORKER", workerId, libraryId: libraryId ?? undefined }
        : { role: "PARTNER", partnerId: partnerId! }),
    };
    return (await this.entitle(user)) as User;
  }
}

const pairOf = (match: {
  readonly needId: string;
  readonly workerId: string;
  readonly exact: { readonly score: number | null };
}): FoundPair => ({
  needId: match.needId,
  workerId: match.workerId,
  score: shownScore(match.exact.score) ?? 0,
});
