import {
  type AccessTable,
  EVERYBODY,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain. The taxonomy is public; `skill.policy.ts` says who curates it. */
export const skillAccess: AccessTable = {
  Query: fields(EVERYBODY, "skill", "skills", "suggestSkills"),
  Mutation: fields(USERS, "createSkill", "updateSkill", "archiveSkill", "mergeSkills"),
  Skill: {
    ...VERSIONED,
    ...fields(WITH_OBJECT, "uri", "scheme", "kind", "preferredLabel", "alternativeLabels", "description"),
    ...fields(WITH_OBJECT, "status", "mergedInto", "broader", "narrower", "related"),
  },
  SkillConnection: fields(WITH_OBJECT, "edges", "nodes", "pageInfo"),
  SkillEdge: fields(WITH_OBJECT, "node", "cursor", "matchedLabel"),
  SkillSuggestion: fields(WITH_OBJECT, "skill", "matchedLabel", "isAlias", "confidence"),
  SkillPayload: fields(WITH_OBJECT, "skill", "userErrors"),
};
