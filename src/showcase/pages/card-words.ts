import type { Modality } from "../../needs/index.js";
import type { Proficiency, SkillNode, Taxonomy } from "../../skills/index.js";
import { pseudonymOf } from "../../workers/index.js";
import type { PublicCard, PublicCardSkill } from "./public-card.reads.js";

/** Who stands behind a card: a worker's name where everybody may see it, else the pseudonym; or the library. */
export const authorOf = ({ workerId, workerName, libraryName }: PublicCard): string =>
  workerId === null ? (libraryName ?? "") : (workerName ?? pseudonymOf(workerId));

/** What a card is. */
export const kindInWords = ({ kind }: Pick<PublicCard, "kind">): string =>
  kind === "LIBRARY" ? "Service of a library" : "Expertise of a library worker";

/** A skill of a card with its concept. */
export interface NamedSkill {
  readonly skill: SkillNode;
  readonly proficiency: Proficiency | null;
  /** The same in words, such as "advanced beginner". */
  readonly level: string | null;
}

/** The skills of a card that the taxonomy knows, in the order of the card. */
export const namedSkills = (skills: readonly PublicCardSkill[], taxonomy: Taxonomy): NamedSkill[] =>
  skills.flatMap(({ skillId, level }) => {
    const skill = taxonomy.current(skillId);
    return skill
      ? [{ skill, proficiency: level, level: level?.toLowerCase().replaceAll("_", " ") ?? null }]
      : [];
  });

/** Where the work is done. */
export const MODALITY_IN_WORDS: Readonly<Record<Modality, string>> = {
  ON_SITE: "On site",
  REMOTE: "From a distance",
  HYBRID: "On site and from a distance",
};

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** Languages by their English names. @param tags of BCP 47 */
export const languagesInWords = (tags: readonly string[]): string =>
  tags.map((tag) => nameIn(languages, tag)).join(", ");

/** A place, such as "Upper Valley, Canada"; null where none is said. */
export function placeInWords({ region, country }: Pick<PublicCard, "region" | "country">): string | null {
  const parts = [region, country && nameIn(countries, country)].filter((part) => part);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** A code that is none stands for itself. */
function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
