export { type EscoImportReport, importEsco } from "./import-esco.js";
export { nameSkills, SKILL_KEYS } from "./name-skills.js";
export { levelOf, PROFICIENCIES, Proficiency, proficiencyAt } from "./proficiency.js";
export { seedStarterTaxonomy } from "./seed-starter-taxonomy.js";
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
