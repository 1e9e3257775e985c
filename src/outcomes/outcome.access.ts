import {
  type AccessTable,
  connectionAccess,
  fields,
  USERS,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain; the two of a collaboration say, and see, what came of it. */
export const outcomeAccess: AccessTable = {
  Query: fields(USERS, "outcomeQuestions"),
  Mutation: {
    ...fields(USERS, "completeCollaboration", "giveFeedback", "setCareerEntry"),
    setOutcomeQuestions: ["ADMIN"],
  },
  OutcomeQuestion: fields(WITH_OBJECT, "position", "text"),
  OutcomeQuestionsPayload: fields(WITH_OBJECT, "userErrors"),
  Connection: fields(WITH_OBJECT, "outcome"),
  Outcome: fields(WITH_OBJECT, "feedback", "skills", "indicator", "hours"),
  OutcomeFeedback: fields(WITH_OBJECT, "side", "answers", "createdAt"),
  OutcomeAnswer: fields(WITH_OBJECT, "question", "rating", "comment"),
  SkillGrowth: fields(WITH_OBJECT, "skill", "start", "target", "byWorker", "byPartner"),
  Worker: fields(WITH_OBJECT, "careerRecord"),
  CareerRecord: fields(WITH_OBJECT, "hours", "ratings", "collaborations", "credentials"),
  CareerEntry: fields(
    WITH_OBJECT,
    "connectionId",
    "partner",
    "needTitle",
    "startedOn",
    "endedOn",
    "hours",
    "shown",
  ),
  ...connectionAccess("CareerEntry"),
};
