export { nameSkills, SKILL_KEYS } from "./name-skills.js";
export { levelOf, PROFICIENCIES, Proficiency, proficiencyAt } from "./proficiency.js";
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
export { type SkillNode, Taxonomy } from "./taxonomy.js";
