import type { VersionedSkillModel } from "../../../src/matching/matcher.js";
import type { Dice } from "./dice.js";

const MOST_NEIGHBOURS = 30;

/**
 * How skills stand in for each other, at random and not the same in both directions. Some affinities are of few values,
 * so that many pairs tie.
 */
export function generatedModel(dice: Dice, skills: readonly string[]): VersionedSkillModel {
  const links = new Map<string, Map<string, number>>();
  const rarities = new Map(skills.map((id) => [id, dice.chance(0.5) ? 1 : 0.2 + 0.8 * dice.next()]));
  for (const required of skills) {
    const count = dice.below(Math.min(MOST_NEIGHBOURS, skills.length - 1) + 1);
    const others = skills.filter((id) => id !== required);
    const affinity = () => (dice.chance(0.5) ? dice.pick([0.2, 0.5]) : 0.1 + 0.85 * dice.next());
    links.set(required, new Map(dice.some(others, count).map((from) => [from, affinity()])));
  }
  const affinity = (from: string, to: string) => (from === to ? 1 : (links.get(to)?.get(from) ?? 0));
  return {
    version: 7,
    affinity,
    rarity: (id) => rarities.get(id) ?? 1,
    link: (from, to) => {
      const value = affinity(from, to);
      return value === 0 ? null : { kind: from === to ? "SAME" : "LEXICAL", value, path: [from, to] };
    },
    neighbours: (required) => [...(links.get(required) ?? [])],
    bearsOn: (from) =>
      [...links].flatMap(([to, list]) => (list.has(from) ? [[to, list.get(from)!] as const] : [])),
  };
}
