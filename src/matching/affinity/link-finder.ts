import type { Concepts } from "./concepts.js";
import type { LexicalIndex } from "./lexical.js";
import { byStrength, LEAST_AFFINITY, type ListedLink, MOST_NEIGHBOURS } from "./link.js";

const PARENT_OR_CHILD = 0.5;
const RELATED = 0.5;
const SIBLING = 0.2;
/** Up to so many siblings, each counts in full. */
const CLOSE_SIBLINGS = 8;
const LEXICAL = 0.6;

/** Links that were learned from profiles, for one required skill. */
export type LearnedLinks = Iterable<Pick<ListedLink, "from" | "value">>;

/** How far one of so many siblings stands in for another, 0 to 0.2. */
const siblingAffinity = (siblings: number): number =>
  SIBLING * Math.min(1, Math.sqrt(CLOSE_SIBLINGS / siblings));

/**
 * Finds what stands in for a required skill: from the taxonomy, from the words of preferred labels, and from what was
 * learned. Source: docs/matching.md, affinity. Good for as long as the taxonomy stays as it is; equal inputs give equal
 * lists to the last bit.
 */
export class LinkFinder {
  private readonly children = new Map<string, readonly string[]>();

  /** @param words the labels of all assignable concepts */
  constructor(
    private readonly concepts: Concepts,
    private readonly words: LexicalIndex,
  ) {}

  /**
   * The other skills that stand in for a required one: at most 30, the strongest first and equal ones by id. Only the
   * required skill's list is cut, so a neighbour need not have it as a neighbour in turn.
   */
  links(required: string, learned: LearnedLinks): ListedLink[] {
    return strongest(this.isAssignable(required) ? this.candidates(required, learned) : []);
  }

  /** The assignable concepts directly below. */
  family(parent: string): readonly string[] {
    let children = this.children.get(parent);
    if (!children) {
      children = (this.concepts.get(parent)?.narrower ?? []).filter((id) => this.isAssignable(id));
      this.children.set(parent, children);
    }
    return children;
  }

  /** All that may stand in for a skill. Of equally strong links the earlier one is kept. */
  private *candidates(required: string, learned: LearnedLinks): Iterable<ListedLink> {
    yield* this.taxonomyLinks(required);
    yield* this.siblingLinks(required);
    for (const [from, cosine] of this.words.similar(required))
      yield { from, kind: "LEXICAL", value: LEXICAL * cosine, via: null };
    for (const { from, value } of learned)
      if (this.isAssignable(from)) yield { from, kind: "LEARNED", value, via: null };
  }

  private *taxonomyLinks(required: string): Iterable<ListedLink> {
    const { broader, narrower, related } = this.concepts.get(required)!;
    const edges = [
      ["BROADER", PARENT_OR_CHILD, broader],
      ["NARROWER", PARENT_OR_CHILD, narrower],
      ["RELATED", RELATED, related],
    ] as const;
    for (const [kind, value, ids] of edges)
      for (const from of ids)
        if (from !== required && this.isAssignable(from)) yield { from, kind, value, via: null };
  }

  private *siblingLinks(required: string): Iterable<ListedLink> {
    for (const via of this.concepts.get(required)!.broader) {
      const family = this.family(via);
      // Thousands of siblings mean nothing to each other, and are not worth listing.
      if (!isClose(family.length)) continue;
      const value = siblingAffinity(family.length - 1);
      for (const from of family) if (from !== required) yield { from, kind: "SIBLING", value, via };
    }
  }

  private isAssignable(id: string): boolean {
    return this.concepts.get(id)?.isAssignable ?? false;
  }
}

/** Whether siblings in a family of so many bear on each other. */
export const isClose = (family: number): boolean =>
  siblingAffinity(Math.max(1, family - 1)) >= LEAST_AFFINITY;

/** The best link of each skill, of these the 30 strongest that are not too weak. */
export function strongest(candidates: Iterable<ListedLink>): ListedLink[] {
  const best = new Map<string, ListedLink>();
  for (const link of candidates)
    if (link.value >= LEAST_AFFINITY && link.value > (best.get(link.from)?.value ?? 0))
      best.set(link.from, link);
  return [...best.values()].sort(byStrength).slice(0, MOST_NEIGHBOURS);
}
