import { LexicalIndex } from "./lexical.js";

/** What matching reads of the taxonomy. Ids that `has` does not know may occur in edges; they count for nothing. */
export interface TaxonomyView {
  has(id: string): boolean;
  ids(): Iterable<string>;
  /** The ids of the concepts directly above; a concept may have several. */
  broader(id: string): readonly string[];
  /** The ids of the concepts directly below. */
  narrower(id: string): readonly string[];
  related(id: string): readonly string[];
  /** The preferred label. */
  label(id: string): string;
  /** Whether it can be had, wanted and asked for; a mere heading cannot. Where this is absent, all can. */
  isAssignable?(id: string): boolean;
}

/** How the worker's skill bears on the need's: BROADER says that the worker's is the broader one. */
export type AffinityLinkKind =
  | "SAME"
  | "BROADER"
  | "NARROWER"
  | "RELATED"
  | "SIBLING"
  | "LEXICAL"
  | "LEARNED";

/** Why a skill of a worker counts for a skill that a need asks for. */
export interface AffinityLink {
  readonly kind: AffinityLinkKind;
  /** 0.1 to 1; 1 for the same skill only. */
  readonly value: number;
  /** Ids of 1 to 3 skills, from the worker's to the need's; that of siblings leads over the concept they share. */
  readonly path: readonly string[];
}

const PARENT_OR_CHILD = 0.5;
const RELATED = 0.5;
const SIBLING = 0.2;
/** Up to so many siblings, each counts in full. */
const CLOSE_SIBLINGS = 8;
const LEXICAL = 0.6;
const LEAST_AFFINITY = 0.1;
const MOST_NEIGHBOURS = 30;

/**
 * How far one skill stands in for another, from the taxonomy and from the words of preferred labels.
 * Source: docs/matching.md, affinity. What bears on a skill is worked out when it is first asked for, and kept; where
 * the taxonomy changes, make a new one.
 */
export class Affinities {
  private readonly links = new Map<string, ReadonlyMap<string, AffinityLink>>();
  private readonly children = new Map<string, readonly string[]>();
  private index: LexicalIndex | undefined;

  constructor(private readonly taxonomy: TaxonomyView) {}

  /**
   * How far a skill that a worker has or wants stands in for one that a need asks for: 0 or 0.1 to 1.
   * @param from id of the worker's skill
   * @param to id of the need's skill
   */
  affinity(from: string, to: string): number {
    return from === to ? 1 : (this.neighbours(to).get(from)?.value ?? 0);
  }

  /** Why `affinity(from, to)` is what it is; null where it is 0. */
  link(from: string, to: string): AffinityLink | null {
    if (from === to) return { kind: "SAME", value: 1, path: [to] };
    return this.neighbours(to).get(from) ?? null;
  }

  /**
   * The other skills that stand in for a required one: at most 30, by id, the strongest first and equal ones by id.
   * Only the required skill's list is cut, so a neighbour need not have it as a neighbour in turn.
   */
  neighbours(required: string): ReadonlyMap<string, AffinityLink> {
    let links = this.links.get(required);
    if (!links) {
      links = strongest(this.isAssignable(required) ? this.candidates(required) : []);
      this.links.set(required, links);
    }
    return links;
  }

  /** All that may stand in for a skill. Of equally strong links the earlier one is kept. */
  private *candidates(required: string): Iterable<AffinityLink> {
    yield* this.taxonomyLinks(required);
    yield* this.siblingLinks(required);
    yield* this.lexicalLinks(required);
  }

  private *taxonomyLinks(required: string): Iterable<AffinityLink> {
    const edges = [
      ["BROADER", PARENT_OR_CHILD, this.taxonomy.broader(required)],
      ["NARROWER", PARENT_OR_CHILD, this.taxonomy.narrower(required)],
      ["RELATED", RELATED, this.taxonomy.related(required)],
    ] as const;
    for (const [kind, value, ids] of edges)
      for (const id of ids)
        if (id !== required && this.isAssignable(id)) yield { kind, value, path: [id, required] };
  }

  private *siblingLinks(required: string): Iterable<AffinityLink> {
    for (const parent of [...this.taxonomy.broader(required)].sort()) {
      const children = this.assignableChildren(parent);
      const value = SIBLING * Math.min(1, Math.sqrt(CLOSE_SIBLINGS / (children.length - 1)));
      // Thousands of siblings mean nothing to each other, and are not worth listing.
      if (value < LEAST_AFFINITY) continue;
      for (const id of children)
        if (id !== required) yield { kind: "SIBLING", value, path: [id, parent, required] };
    }
  }

  private *lexicalLinks(required: string): Iterable<AffinityLink> {
    this.index ??= new LexicalIndex(this.labels());
    for (const [id, cosine] of this.index.similar(required))
      yield { kind: "LEXICAL", value: LEXICAL * cosine, path: [id, required] };
  }

  private *labels(): Iterable<readonly [string, string]> {
    for (const id of this.taxonomy.ids()) if (this.isAssignable(id)) yield [id, this.taxonomy.label(id)];
  }

  private assignableChildren(parent: string): readonly string[] {
    let children = this.children.get(parent);
    if (!children) {
      children = this.taxonomy.narrower(parent).filter((id) => this.isAssignable(id));
      this.children.set(parent, children);
    }
    return children;
  }

  private isAssignable(id: string): boolean {
    return this.taxonomy.has(id) && (this.taxonomy.isAssignable?.(id) ?? true);
  }
}

/** The best link of each skill, of these the 30 strongest that are not too weak. */
function strongest(candidates: Iterable<AffinityLink>): ReadonlyMap<string, AffinityLink> {
  const best = new Map<string, AffinityLink>();
  for (const link of candidates) {
    const from = link.path[0]!;
    if (link.value >= LEAST_AFFINITY && link.value > (best.get(from)?.value ?? 0)) best.set(from, link);
  }
  const ranked = [...best].sort(([a, one], [b, other]) => other.value - one.value || (a < b ? -1 : 1));
  return new Map(ranked.slice(0, MOST_NEIGHBOURS));
}
