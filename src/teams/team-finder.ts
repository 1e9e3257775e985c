import {
  type Coverers,
  inSlices,
  type Match,
  type MatchFilter,
  type Matching,
  MET,
  shownExplanation,
  shownScore,
} from "../matching/index.js";
import type { Need } from "../needs/index.js";
import type { Principal } from "../platform/auth/principal.js";
import { unavailable } from "../platform/graphql/errors.js";
import { inSpan } from "../platform/observability/tracing.js";
import { type NeedTeams, NeedTeamsReason, type Team, type TeamMember } from "./need-teams.js";
import { type SkillSet, skillsIn } from "./skill-sets.js";
import { smallestTeams } from "./smallest-teams.js";
import type { Team as FoundTeam } from "./team.js";

/** Which teams are asked for. */
export interface TeamQuestion {
  /** How many, 1 or more. */
  readonly first: number;
  readonly filter?: MatchFilter | null;
}

/** Finds teams for needs, among the matches that the caller sees. */
export class TeamFinder {
  constructor(private readonly matching: Pick<Matching, "coverersFor" | "pair">) {}

  /**
   * The smallest teams that cover a need's must-haves.
   * @throws GraphQLError SERVICE_UNAVAILABLE when those found have all changed meanwhile
   */
  async teamsFor(principal: Principal, need: Need, { first, filter }: TeamQuestion): Promise<NeedTeams> {
    // Of those who cover the same, more than there are teams to list are in none of them.
    const coverers = await this.matching.coverersFor(principal, need.id, filter, first);
    if (!coverers) return noTeams(NeedTeamsReason.NO_CANDIDATES, []);
    const { musts, workers } = coverers;
    if (musts.length === 0) return noTeams(NeedTeamsReason.NO_MUST_HAVES, []);
    const choice = await inSpan("choose teams", () => inSlices(smallestTeams(workers, first)));
    if (choice.teams.length === 0) return noTeams(NeedTeamsReason.NO_CANDIDATES, musts);
    const teams = choice.teams.flatMap((team) => this.shown(principal, need, coverers, team) ?? []);
    if (teams.length === 0) throw unavailable("These teams have just changed. Ask again in a moment.", 1);
    return {
      teams,
      reason: choice.teams[0]!.workers.length === 1 ? NeedTeamsReason.ONE_IS_ENOUGH : null,
      optimal: choice.optimal,
      lowerBound: choice.lowerBound,
      unmet: musts.filter((_, place) => !((choice.covered >>> place) & 1)),
    };
  }

  /** A team as it is now; null when a member changed since it was found, or cannot be found any more. */
  private shown(principal: Principal, need: Need, { musts }: Coverers, found: FoundTeam): Team | null {
    const members: TeamMember[] = [];
    const best: number[] = [];
    let total = 0;
    for (const worker of found.workers) {
      const match = this.matching.pair(principal, need.id, worker.workerId);
      if (!match) return null;
      const covers = coveredBy(match);
      if (covers.join() !== idsIn(worker.musts, musts).join()) return null;
      match.explain().skills.forEach(({ contribution }, place) => {
        best[place] = Math.max(best[place] ?? 0, contribution);
      });
      total += match.exact.score ?? 0;
      members.push({
        match: { ...match, needRow: need },
        covers,
        growth: shownScore(match.exact.growth)!,
        goals: shownExplanation(match).goals.filter(({ strength }) => strength > 0),
      });
    }
    const placesLeft = need.capacity - need.placesTaken;
    return {
      members,
      totalScore: shownScore(total)!,
      coverage: shownScore(best.reduce((sum, contribution) => sum + contribution, 0))!,
      overlap: found.overlap,
      exceedsPlaces: members.length > placesLeft,
    };
  }
}

const noTeams = (reason: NeedTeamsReason, unmet: readonly string[]): NeedTeams => ({
  teams: [],
  reason,
  optimal: true,
  lowerBound: 0,
  unmet,
});

/** Ids of the must-haves that a worker covers, in the need's order. */
const coveredBy = ({ explain }: Match): string[] =>
  explain()
    .skills.filter(({ importance, coverage }) => importance === "MUST" && coverage >= MET)
    .map(({ skillId }) => skillId);

const idsIn = (set: SkillSet, musts: readonly string[]): string[] => skillsIn(set).map((at) => musts[at]!);
