const LEARNED = 0.6;
/** At this strength a pair has half of the most it can have: nobody lists everything they can do. */
const HALF_STRENGTH = 0.05;
/** Being together counts only beyond what chance does in all but one of a thousand pairs. */
const STANDARD_DEVIATIONS = 3;

/** Pairs of skills that fewer people have together do not count, so that no one person can be read from a link. */
export const LEAST_WORKERS = 5;

/**
 * How far one skill stands in for another because the same people have both, 0 to below 0.6: 0.6 * s / (s + 0.05), where
 * the strength s is the cosine of the two skills over profiles, less what chance explains. Chance puts one * other /
 * profiles of them together, and rarely three standard deviations more. Source: docs/matching.md, affinity.
 * @param together how many profiles have both, 0 or more
 * @param one how many have the one, at least `together`
 * @param other how many have the other, at least `together`
 * @param profiles how many there are, at least `one` and at least `other`
 */
export function learnedAffinity(together: number, one: number, other: number, profiles: number): number {
  if (together === 0) return 0;
  const expected = (one * other) / profiles;
  const beyond = together - expected - STANDARD_DEVIATIONS * Math.sqrt(expected);
  const strength = Math.max(0, beyond) / Math.sqrt(one * other);
  return (LEARNED * strength) / (strength + HALF_STRENGTH);
}
