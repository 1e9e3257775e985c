/** How many have each amount; amounts are 0 or more, in any order. */
export type Distribution = readonly (readonly [amount: number, howMany: number])[];

/**
 * The Gini coefficient of amounts: 0 where all are equal, (n - 1) / n where one of n has everything. It is half of the
 * mean absolute difference of all pairs, as a share of the mean (C. Gini, Variabilità e mutabilità, 1912); worked out
 * from the amounts in ascending order x(1) ... x(n) as sum((2i - n - 1) x(i)) / (n sum(x)).
 * @returns 0 to below 1; null where there is nothing to share, or nobody to share it
 */
export function gini(distribution: Distribution): number | null {
  let [n, total] = [0, 0];
  for (const [amount, howMany] of distribution) {
    n += howMany;
    total += amount * howMany;
  }
  if (total === 0) return null;
  let [before, weighted] = [0, 0];
  for (const [amount, howMany] of distribution.toSorted(([one], [other]) => one - other)) {
    // The sum of 2i - n - 1 over the ranks of those who have as much as each other.
    weighted += amount * howMany * (2 * before + howMany - n);
    before += howMany;
  }
  // Rounding may leave a little less than nothing where all are equal.
  return Math.max(0, weighted / (n * total));
}
