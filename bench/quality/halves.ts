import type { Occupation } from "./occupations.js";

/** Constants are chosen by the needs of one half of the unit groups, and judged by those of the other. */
export type Half = "chosen" | "heldOut";

/** Deals out the unit groups, the largest first, so that the halves are alike; tells an occupation's half by number. */
export function halvesOf(occupations: readonly Occupation[]): readonly Half[] {
  const sizes = new Map<string, number>();
  for (const { unitGroup } of occupations) sizes.set(unitGroup, (sizes.get(unitGroup) ?? 0) + 1);
  const dealt = [...sizes].sort(([one, m], [other, n]) => n - m || (one < other ? -1 : 1));
  const halves = new Map(
    dealt.map(([unitGroup], index) => [unitGroup, index % 2 === 0 ? "chosen" : "heldOut"] as const),
  );
  return occupations.map(({ unitGroup }) => halves.get(unitGroup)!);
}
