import type { Contender, Ranked } from "./contender.js";

/** How far numbers may differ that were added up in another order. */
const ADDED_OTHERWISE = 1e-9;

/**
 * Compares a contender with the oracle.
 * @param needs numbers of the needs
 * @param tolerance how far scores may differ
 * @returns how many needs were compared; rankings were the same but for equals, and scores within the tolerance
 * @throws Error naming the first need that they disagree on
 */
export async function expectAgreement(
  contender: Contender,
  oracle: Contender,
  needs: readonly number[],
  first: number,
  tolerance = ADDED_OTHERWISE,
): Promise<number> {
  for (const need of needs) {
    const [found, wanted] = [await contender.rank(need, first), await oracle.rank(need, first + 1)];
    const fault = differenceOf(found, wanted, { first, tolerance });
    if (fault !== null)
      throw new Error(`${contender.name} and ${oracle.name} disagree on need ${need}: ${fault}`);
  }
  return needs.length;
}

/** @param wanted one more than `first`, where there is one, to tell a tie at the end from a mistake */
function differenceOf(
  found: readonly Ranked[],
  wanted: readonly Ranked[],
  { first, tolerance }: { first: number; tolerance: number },
): string | null {
  if (found.length !== Math.min(first, wanted.length))
    return `${found.length} workers instead of ${Math.min(first, wanted.length)}`;
  for (const [place, { workerId, score }] of found.entries()) {
    const right = wanted[place]!;
    if (Math.abs(score - right.score) > tolerance)
      return `place ${place + 1} scores ${score} instead of ${right.score}`;
    // Sums that differ in their last bits may order equals otherwise.
    const tied = wanted.filter((other) => Math.abs(other.score - score) <= tolerance);
    const cutOff = tied.length > 0 && wanted.length > first && wanted[first]! === tied.at(-1);
    if (!cutOff && !tied.some((other) => other.workerId === workerId))
      return `place ${place + 1} is ${workerId} instead of ${right.workerId}`;
  }
  return null;
}
