const LEARNED = 0.6;
/** A cosine of a half counts in full: nobody lists everything they can do. */
const FULL_COSINE = 0.5;

/** Pairs of skills that fewer people have together do not count, so that no one person can be read from a link. */
export const LEAST_WORKERS = 5;

/**
 * How far one skill stands in for another because the same people have both, 0 to 0.6: 0.6 * min(1, 2 * cosine) of the
 * two skills over profiles. Source: docs/matching.md, affinity.
 * @param together how many profiles have both, 0 or more
 * @param one how many have the one, at least `together`
 * @param other how many have the other, at least `together`
 */
export const learnedAffinity = (together: number, one: number, other: number): number =>
  together === 0 ? 0 : LEARNED * Math.min(1, together / Math.sqrt(one * other) / FULL_COSINE);
