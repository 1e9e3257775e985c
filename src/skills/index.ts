import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import { SkillMerging, type SkillReferences } from "./merge-skills.js";
import { SkillPayloadResolver, SkillResolver } from "./skill.resolver.js";
import { SkillService } from "./skill.service.js";
import { SkillDirectory } from "./skill-directory.js";
import { SkillSearch } from "./skill-search.js";
import type { Taxonomy } from "./taxonomy.js";

export { holdSkills } from "./hold-skills.js";
export { type EscoImportOptions, type EscoImportReport, importEsco } from "./import-esco.js";
export type { SkillReferences } from "./merge-skills.js";
export { nameSkills, SKILL_KEYS } from "./name-skills.js";
export { levelOf, PROFICIENCIES, Proficiency, proficiencyAt } from "./proficiency.js";
export { seedStarterTaxonomy } from "./seed-starter-taxonomy.js";
export { skillAccess } from "./skill.access.js";
export {
  CurationStatus,
  Skill,
  SkillAlternativeLabel,
  SkillBroader,
  SkillKind,
  SkillRelated,
  SkillRelationKind,
  SkillScheme,
} from "./skill.js";
export { starterTaxonomy } from "./starter/index.js";
export { type SkillNode, Taxonomy } from "./taxonomy.js";

/**
 * The resolvers of this domain.
 * @param references the later domains whose records refer to skills
 */
export const skillResolvers = (
  reads: Reads,
  commands: Commands,
  taxonomy: Taxonomy,
  references: readonly SkillReferences[],
): object[] => [
  new SkillResolver(new SkillDirectory(taxonomy), new SkillSearch(reads, taxonomy)),
  new SkillPayloadResolver(taxonomy, new SkillService(commands), new SkillMerging(commands, references)),
];

/** How other subgraphs' references are found. */
export const skillReferences = (taxonomy: Taxonomy): Record<string, ReferenceResolver> => ({
  Skill: async ({ id, uri }) => {
    if (uri !== undefined) return taxonomy.byUri(uri);
    const uuid = uuidOrNull("skill", id ?? "");
    return uuid === null ? null : taxonomy.get(uuid);
  },
});
