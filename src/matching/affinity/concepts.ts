import { createHash } from "node:crypto";

/** What affinity reads of one concept of the taxonomy. */
export interface Concept {
  /** The preferred label. */
  readonly label: string;
  /** Whether it can be had, wanted and asked for; a mere heading or a merged duplicate cannot. */
  readonly isAssignable: boolean;
  /** Ids of the concepts directly above, ascending; a concept may have several. */
  readonly broader: readonly string[];
  /** Ids of the concepts directly below, ascending. */
  readonly narrower: readonly string[];
  /** Ascending, too. */
  readonly related: readonly string[];
}

/** The taxonomy by id. Ids that it does not know may occur in edges; they count for nothing. */
export type Concepts = ReadonlyMap<string, Concept>;

const edgesOf = ({ broader, narrower, related }: Concept) => [broader, narrower, related] as const;

/** Ids of everything that is linked with a concept. */
export const linkedWith = (concept: Concept | undefined): string[] =>
  concept ? edgesOf(concept).flat() : [];

/** Whether two states of a concept are the same for affinity; an unknown concept is undefined. */
export function sameConcept(one: Concept | undefined, other: Concept | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || one.label !== other.label || one.isAssignable !== other.isAssignable) return false;
  const others = edgesOf(other);
  return edgesOf(one).every(
    (ids, edge) =>
      ids.length === others[edge]!.length && ids.every((id, index) => id === others[edge]![index]),
  );
}

/**
 * Tells states of a concept apart, in 22 characters: whoever has a list and the fingerprints of what it was made from
 * knows whether it is still right. What was linked has changed at both ends, and has other fingerprints at both.
 */
export const fingerprintOf = (concept: Concept): string =>
  createHash("sha256")
    .update(JSON.stringify([concept.label, concept.isAssignable, ...edgesOf(concept)]))
    .digest("base64url")
    .slice(0, 22);
