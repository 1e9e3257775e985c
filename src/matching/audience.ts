import type { User } from "../platform/auth/principal.js";
import { isVisible, sightNumber, sightOf, VISIBILITIES } from "../platform/auth/visibility.js";
import type { NeedCandidate } from "./candidates.js";
import type { ConsentQuestion, Disclosed } from "./engine/consents.js";
import type { MatchIndex } from "./engine/match-index.js";
import type { Sights } from "./engine/sights.js";
import type { WorkerIndex } from "./engine/worker-index.js";
import { RowView } from "./engine/worker-rows.js";
import type { Place } from "./gates.js";
import { reachOf } from "./match.policy.js";
import type { WorkerProfile } from "./score.js";

/** What somebody sees of a worker. */
export interface SeenWorker {
  readonly profile: WorkerProfile;
  /** What may stand in the way; languages that are hidden are none. */
  readonly terms: Place & { readonly languages: readonly string[] };
  /** In the last 30 days. */
  readonly introductions: number;
  /** Whether the worker is found for a need, too; one who was found by a consent may not be. */
  isFoundFor(needId: string): boolean;
}

/** Says what users see of the workers in the index. */
export class Audience {
  constructor(
    private readonly index: MatchIndex,
    /** In milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** What a user sees of the workers of a consortium. */
  sights(user: User, consortiumId: string, index: WorkerIndex): Sights {
    const on = (owner: { readonly workerId: string; readonly libraryId: string | null }) =>
      sightNumber(sightOf(user, { ...owner, consortiumId }));
    const { libraryId = null, workerId } = user;
    return {
      general: on({ workerId: "", libraryId: null }),
      ownLibrary: libraryId === null ? -1 : index.libraries.find(libraryId),
      onLibrary: on({ workerId: "", libraryId }),
      self: workerId === undefined ? -1 : index.ids.slotOf(workerId),
    };
  }

  /** Who can be found for a need because they disclosed themselves to the user's organisation. */
  disclosedFor(user: User, need: Pick<NeedCandidate, "id">): readonly string[] {
    const question = this.question(user);
    return question ? this.index.consents.foundFor(need.id, question) : [];
  }

  /** Tells whether a worker disclosed to the user's organisation, about a need, who they are. */
  identifiesFor(user: User, need: Pick<NeedCandidate, "id">): (workerId: string) => boolean {
    return (workerId) => this.discloses(user, "identity", workerId, need.id);
  }

  /**
   * What a user sees of a worker; null when they may not find the worker at all.
   * @param needId about which need; null for whatever need
   * @param disclosed whether the worker is about to disclose themselves, so that they are found
   */
  seen(user: User, workerId: string, needId: string | null, disclosed = false): SeenWorker | null {
    for (const consortiumId of reachOf(user)) {
      const index = this.index.workersOf(consortiumId);
      const row = new RowView();
      if (!index.rows.open(index.ids.slotOf(workerId), row)) continue;
      return this.seenIn(index, row, { user, workerId, consortiumId }, needId, disclosed);
    }
    return null;
  }

  private seenIn(
    index: WorkerIndex,
    row: RowView,
    { user, workerId, consortiumId }: { user: User; workerId: string; consortiumId: string },
    needId: string | null,
    disclosed: boolean,
  ): SeenWorker | null {
    const { libraries } = index;
    const sight = sightOf(user, { workerId, consortiumId, libraryId: libraries.idOf(row.library) });
    const isOpen = isVisible(VISIBILITIES[row.discoverability]!, sight);
    const isDisclosed = (about: string | null) => this.discloses(user, "discovery", workerId, about);
    if (!isOpen && !disclosed && !isDisclosed(needId)) return null;
    const speaks = row.availabilityVisibility >= sightNumber(sight);
    return {
      profile: index.profile(row, sight),
      terms: {
        ...libraries.place(row.library),
        languages: speaks ? index.languages(row.languageSet) : [],
      },
      introductions: row.introductions,
      isFoundFor: (about) => isOpen || isDisclosed(about),
    };
  }

  private discloses(user: User, what: Disclosed, workerId: string, needId: string | null): boolean {
    const question = this.question(user);
    return question !== null && this.index.consents.discloses(what, workerId, needId, question);
  }

  private question({ role, partnerId }: User): ConsentQuestion | null {
    return role === "PARTNER" && partnerId !== undefined ? { partnerId, now: this.now() } : null;
  }
}
