import { type AccessTable, fields, USERS, WITH_OBJECT } from "../platform/graphql/access.js";

/** Who may ask for what of this domain: teams are made of a need's matches, so they are for whoever sees those. */
export const teamAccess: AccessTable = {
  Mutation: fields(USERS, "proposeTeam"),
  Need: fields(USERS, "teams"),
  NeedTeams: fields(WITH_OBJECT, "teams", "reason", "optimal", "lowerBound", "unmetMustHaves"),
  Team: fields(WITH_OBJECT, "members", "totalScore", "coverage", "overlap", "exceedsPlaces"),
  TeamMember: fields(WITH_OBJECT, "match", "covers", "growth", "goals"),
  TeamProposal: fields(WITH_OBJECT, "workerId", "connection", "userErrors"),
  ProposeTeamPayload: fields(WITH_OBJECT, "proposals", "userErrors"),
};
