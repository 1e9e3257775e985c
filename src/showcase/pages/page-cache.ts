import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** What a page is made as. */
export interface Draft {
  readonly body: string;
  /** Those that it shows. */
  readonly cards: readonly { readonly id: string; readonly workerId: string | null }[];
}

/** A page as it is sent. */
export interface MadePage extends Draft {
  /** A strong one, in quotes (RFC 9110, 8.8.3). */
  readonly etag: string;
  /** When it was begun to be made, in milliseconds since 1970. */
  readonly madeAt: number;
}

/** So long a page is as it was when it was made, here and wherever else it is kept; in seconds. */
export const KEPT_SECONDS = 60;
const MOST_PAGES = 1000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Keeps pages for a while, so that what many ask for is made once. */
export class PageCache {
  private readonly pages = new LRUCache<string, MadePage>({
    max: MOST_PAGES,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ body }) => Buffer.byteLength(body) + 1,
    ttl: KEPT_SECONDS * 1000,
  });
  private readonly making = new Map<string, Promise<MadePage | null>>();
  /** Grows with everything that may make pages wrong. */
  private changes = 0;

  /**
   * The page under a key, made where it is not kept.
   * @param make null where there is none; that is not kept, or guesses would drive pages out
   */
  async get(key: string, make: () => Promise<Draft | null>): Promise<MadePage | null> {
    const kept = this.pages.get(key);
    if (kept) return kept;
    const known = this.making.get(key);
    if (known) return await known;
    const made = this.make(key, make);
    this.making.set(key, made);
    try {
      return await made;
    } finally {
      if (this.making.get(key) === made) this.making.delete(key);
    }
  }

  /** Forgets all pages. */
  clear(): void {
    this.changes += 1;
    this.making.clear();
    this.pages.clear();
  }

  /** Forgets the pages that show one of some workers; all where no ids are given. */
  forgetWorkers(ids: readonly string[]): void {
    this.changes += 1;
    this.making.clear();
    if (ids.length === 0) this.pages.clear();
    const changed = new Set<string | null>(ids);
    for (const [key, { cards }] of this.pages.entries())
      if (cards.some(({ workerId }) => changed.has(workerId))) this.pages.delete(key);
  }

  private async make(key: string, make: () => Promise<Draft | null>): Promise<MadePage | null> {
    const [before, madeAt] = [this.changes, Date.now()];
    const draft = await make();
    if (!draft) return null;
    const digest = createHash("sha256").update(draft.body).digest("base64url").slice(0, 27);
    const cards = draft.cards.map(({ id, workerId }) => ({ id, workerId }));
    const page = { body: draft.body, cards, etag: `"${digest}"`, madeAt };
    // What was read before a change must not outlive it.
    if (this.changes === before) this.pages.set(key, page);
    return page;
  }
}

/** Something that is worked out once for all who ask within as long as pages are kept. */
export class Kept<Value> {
  private known: { readonly until: number; readonly value: Promise<Value> } | undefined;

  constructor(private readonly workOut: () => Promise<Value>) {}

  async get(): Promise<Value> {
    if (this.known && Date.now() < this.known.until) return await this.known.value;
    const known = { until: Date.now() + KEPT_SECONDS * 1000, value: this.workOut() };
    this.known = known;
    try {
      return await known.value;
    } catch (error) {
      if (this.known === known) this.forget();
      throw error;
    }
  }

  forget(): void {
    this.known = undefined;
  }
}

/**
 * Whether a client has a page already (RFC 9110, 13.1.2).
 * @param header its `If-None-Match`
 */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((each) => {
    const tag = each.trim().replace(/^W\//, "");
    return tag === "*" || tag === etag;
  });
