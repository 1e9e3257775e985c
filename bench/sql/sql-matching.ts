import type { Matching } from "../../src/matching/index.js";
import type { MatchArgs } from "../../src/matching/match.inputs.js";
import type { Match } from "../../src/matching/match.js";
import { maySeeCandidates } from "../../src/matching/match.policy.js";
import { matchPage, pageOfMatches } from "../../src/matching/match-page.js";
import type { Need } from "../../src/needs/index.js";
import type { Principal } from "../../src/platform/auth/principal.js";
import type { Connection } from "../../src/platform/graphql/connection.js";
import { userOf } from "../../src/platform/graphql/context.js";
import type { SqlContender } from "./sql-contender.js";

/** What stands in the place of `Matcher` when the API is to rank by SQL: the first workers for a need, by score. */
export class SqlMatching implements Matching {
  constructor(private readonly sql: SqlContender) {}

  async workersFor(principal: Principal, need: Need, args: MatchArgs): Promise<Connection<Match>> {
    const page = matchPage(`workers-for:${need.id}`, args);
    if (!maySeeCandidates(userOf(principal), need)) return pageOfMatches([], page);
    const ranked = await this.sql.rankFor(need.id, page.query.first);
    const placed = ranked.map(({ workerId: id, score }) => ({
      id,
      rank: score,
      match: matchOf(need, id, score),
    }));
    return pageOfMatches(placed, page);
  }

  needsFor(): never {
    throw new Error("Needs for a worker are not ranked by SQL.");
  }

  pair(): never {
    throw new Error("Pairs are not scored by SQL.");
  }

  coverersFor(): never {
    throw new Error("Who covers what is not found by SQL.");
  }
}

const matchOf = (need: Need, workerId: string, score: number): Match => ({
  needId: need.id,
  workerId,
  needRow: need,
  exact: { score, growth: null, coverage: null, noScoreReason: null },
  affinityVersion: 0,
  explain: notBySql,
  improve: notBySql,
  exchange: notBySql,
  obstacles: [],
});

const notBySql = (): never => {
  throw new Error("SQL gives scores only.");
};
