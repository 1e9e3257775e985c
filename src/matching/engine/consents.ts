/** What a worker discloses to one partner, as far as matching counts it. */
export interface CandidateConsent {
  readonly workerId: string;
  readonly partnerId: string;
  /** The only need that it is about; null for all of the partner's. */
  readonly needId: string | null;
  /** The partner finds the worker, however narrow their discoverability. */
  readonly discovery: boolean;
  /** The partner sees, among other things, which library it is. */
  readonly identity: boolean;
  /** Valid before this, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Stands for the need where something beside any need is looked for: only consents to all that a partner does count. */
export const ABOUT_NO_NEED = { id: "" } as const;

/** What a consent discloses. */
export type Disclosed = "discovery" | "identity";

/** Which consents count: those to a partner that are valid at a time. */
export interface ConsentQuestion {
  readonly partnerId: string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** The consents that have not been revoked. Whether one has expired is seen when it is asked for. */
export class Consents {
  private readonly byWorker = new Map<string, readonly CandidateConsent[]>();
  /** By partner, who gave it a consent. */
  private readonly givers = new Map<string, Set<string>>();

  get count(): number {
    let count = 0;
    for (const consents of this.byWorker.values()) count += consents.length;
    return count;
  }

  /** Whether consents of a worker are known. */
  has(workerId: string): boolean {
    return this.byWorker.has(workerId);
  }

  replaceAll(consents: readonly CandidateConsent[]): void {
    this.byWorker.clear();
    this.givers.clear();
    this.put(consents);
  }

  /** @param workerIds whose consents these are, all that each of them has now */
  apply(workerIds: readonly string[], consents: readonly CandidateConsent[]): void {
    for (const workerId of workerIds) this.forget(workerId);
    this.put(consents);
  }

  /** Who can be found for a need because they disclosed themselves. */
  foundFor(needId: string, question: ConsentQuestion): string[] {
    const givers = this.givers.get(question.partnerId) ?? [];
    return [...givers].filter((workerId) => this.discloses("discovery", workerId, needId, question));
  }

  /** Whether a worker discloses something about a need; null for whatever need. */
  discloses(what: Disclosed, workerId: string, needId: string | null, asked: ConsentQuestion): boolean {
    const consents = this.byWorker.get(workerId);
    if (!consents) return false;
    return consents.some(
      (consent) =>
        consent[what] &&
        consent.partnerId === asked.partnerId &&
        consent.expiresAt > asked.now &&
        (needId === null || consent.needId === null || consent.needId === needId),
    );
  }

  private put(consents: readonly CandidateConsent[]): void {
    for (const consent of consents) {
      const { workerId, partnerId } = consent;
      this.byWorker.set(workerId, [...(this.byWorker.get(workerId) ?? []), consent]);
      let givers = this.givers.get(partnerId);
      if (!givers) {
        givers = new Set();
        this.givers.set(partnerId, givers);
      }
      givers.add(workerId);
    }
  }

  private forget(workerId: string): void {
    for (const { partnerId } of this.byWorker.get(workerId) ?? []) {
      const givers = this.givers.get(partnerId);
      givers?.delete(workerId);
      if (givers?.size === 0) this.givers.delete(partnerId);
    }
    this.byWorker.delete(workerId);
  }
}
