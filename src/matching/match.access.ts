import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/**
 * Who may ask for what of this domain. A match is about a person, so it is for users only, on a need that everybody
 * sees too; `match.policy.ts` says who sees which.
 */
export const matchAccess: AccessTable = {
  Query: fields(USERS, "match"),
  Need: fields(USERS, "matches"),
  Worker: fields(USERS, "matches"),
  Match: {
    ...fields(WITH_OBJECT, "need", "worker", "score", "growth", "coverage", "noScoreReason", "obstacles"),
    ...fields(WITH_OBJECT, "explanation", "unmetMustHaves", "scoringVersion", "affinityVersion"),
  },
  ...connectionAccess("Match"),
  MatchExplanation: fields(WITH_OBJECT, "score", "growth", "coverage", "skills", "goals", "improvements"),
  SkillContribution: {
    ...fields(
      WITH_OBJECT,
      "skill",
      "importance",
      "required",
      "mentored",
      "matchedBy",
      "matchedSkill",
      "link",
    ),
    ...fields(WITH_OBJECT, "current", "held", "gap", "missingLevels", "stretch", "rarity", "weight"),
    ...fields(WITH_OBJECT, "coverage", "contribution"),
  },
  GoalContribution: {
    ...fields(WITH_OBJECT, "skill", "current", "target", "priority", "matchedSkill", "link"),
    ...fields(WITH_OBJECT, "gap", "stretch", "reach", "strength", "contribution"),
  },
  SkillLink: fields(WITH_OBJECT, "kind", "value", "path"),
  MatchImprovement: fields(WITH_OBJECT, "side", "kind", "skill", "from", "to", "score", "gain"),
};
