import { registerEnumType } from "type-graphql";

/** How well a skill is mastered, after Dreyfus; the matching formula counts them 1 to 5, and absence as 0. */
export enum Proficiency {
  NOVICE = "NOVICE",
  ADVANCED_BEGINNER = "ADVANCED_BEGINNER",
  COMPETENT = "COMPETENT",
  PROFICIENT = "PROFICIENT",
  EXPERT = "EXPERT",
}

registerEnumType(Proficiency, {
  name: "Proficiency",
  description:
    "How well a skill is mastered, in five steps after Dreyfus. A skill that is absent counts as level 0.",
  valuesConfig: {
    NOVICE: { description: "Level 1: follows rules, needs guidance." },
    ADVANCED_BEGINNER: { description: "Level 2: handles familiar situations with some help." },
    COMPETENT: { description: "Level 3: works alone, plans and prioritises." },
    PROFICIENT: { description: "Level 4: sees the whole, adapts to new situations." },
    EXPERT: { description: "Level 5: acts with ease and guides others." },
  },
});

/** From level 1 to level 5. */
export const PROFICIENCIES = Object.values(Proficiency);

/** The level of a proficiency, 1 to 5; 0 for none. */
export const levelOf = (proficiency: Proficiency | null): number =>
  proficiency === null ? 0 : PROFICIENCIES.indexOf(proficiency) + 1;

/** The proficiency at a level; null at 0. */
export const proficiencyAt = (level: number): Proficiency | null => PROFICIENCIES[level - 1] ?? null;
