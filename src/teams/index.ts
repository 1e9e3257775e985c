import { type IntroductionRules, ProposeConnection } from "../connections/index.js";
import type { Matching } from "../matching/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Taxonomy } from "../skills/index.js";
import { ProposeTeam } from "./propose-team.js";
import {
  NeedTeamsResolver,
  NeedTeamsSkillsResolver,
  ProposeTeamResolver,
  TeamMemberResolver,
} from "./team.resolver.js";
import { TeamFinder } from "./team-finder.js";

export { teamAccess } from "./team.access.js";

/** The resolvers of this domain. */
export const teamResolvers = (
  commands: Commands,
  matching: Pick<Matching, "coverersFor" | "pair">,
  taxonomy: Taxonomy,
  rules: IntroductionRules,
): object[] => [
  new NeedTeamsResolver(new TeamFinder(matching)),
  new NeedTeamsSkillsResolver(taxonomy),
  new TeamMemberResolver(taxonomy),
  new ProposeTeamResolver(new ProposeTeam(new ProposeConnection(commands, matching, rules))),
];
