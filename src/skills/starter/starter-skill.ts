/** One concept of the starter taxonomy. Concepts refer to one another by slug; the index holds them all. */
export interface StarterSkill {
  /** Unique, lower-case, hyphenated; stays the same when the label changes. */
  slug: string;
  /** GROUP is a heading for browsing: nobody holds it as a skill. */
  kind: "SKILL" | "KNOWLEDGE" | "GROUP";
  /** Preferred label in British spelling, unique ignoring case. */
  label: string;
  /** One line in our own words. */
  description: string;
  /** Synonyms, abbreviations and American spellings that people type. */
  alternativeLabels: readonly string[];
  /** Slugs of the broader concepts; several are allowed, cycles are not. */
  broader: readonly string[];
  /** Slugs of associated concepts; symmetric, so stated on one side only. */
  related: readonly string[];
  /** The ESCO concept with the same meaning, where there is one. */
  escoUri?: string;
}

interface Details {
  description: string;
  broader: readonly string[];
  also: readonly string[];
  related?: readonly string[];
  esco?: string;
}

/** Something a person can do. */
export function skill(slug: string, label: string, details: Details): StarterSkill {
  return concept("SKILL", slug, label, details);
}

/** Something a person can know. */
export function knowledge(slug: string, label: string, details: Details): StarterSkill {
  return concept("KNOWLEDGE", slug, label, details);
}

/** The heading of one competency area, at the top of the hierarchy. */
export function group(slug: string, label: string, details: Omit<Details, "broader">): StarterSkill {
  return concept("GROUP", slug, label, { ...details, broader: [] });
}

function concept(kind: StarterSkill["kind"], slug: string, label: string, details: Details): StarterSkill {
  const { description, broader, also, related = [], esco } = details;
  return { slug, kind, label, description, alternativeLabels: also, broader, related, escoUri: esco };
}
