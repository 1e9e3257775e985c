import { inTurns, type Matching, MatchOrder } from "../../matching/index.js";
import type { Need } from "../../needs/index.js";
import type { Entitle, User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";

/** From which score on, of 0 to 1, a need counts as matched. */
export const MATCHED_FROM = 0.3;

/** So many needs are looked at in one go, the ones that waited longest first. */
const AT_ONCE = 500;

interface Waiting {
  readonly id: string;
  readonly consortiumId: string;
  readonly partnerId: string;
}

/** Looks for the best worker for open needs as each need's partner would see it, and keeps how well that one fits. */
export async function lookForMatches(
  commands: Commands,
  matching: Matching,
  entitle: Entitle,
): Promise<void> {
  const waiting: Waiting[] = await commands.transact(({ manager }) =>
    manager.query(
      `select need_id as id, consortium_id as "consortiumId", partner_id as "partnerId" from insight_need
       where open and (looked_at is null or looked_at < now() - interval '6 hours')
       order by looked_at nulls first limit ${AT_ONCE}`,
    ),
  );
  const pause = inTurns();
  const scores: number[] = [];
  for (const need of waiting) {
    const partner = (await entitle(partnerOf(need))) as User;
    const best = { first: 1, after: null, orderBy: MatchOrder.SCORE, filter: {} };
    // The index has all that ranking needs to know of it.
    const { nodes } = await matching.workersFor(partner, { id: need.id } as Need, best);
    scores.push(nodes[0]?.exact.score ?? -1);
    await pause();
  }
  if (waiting.length === 0) return;
  await commands.transact(({ manager }) =>
    manager.query(
      `update insight_need n set best_score = s.score, looked_at = now(),
         matched_at = case when s.score >= $3 then coalesce(n.matched_at, now()) else n.matched_at end
       from unnest($1::uuid[], $2::double precision[]) as s(id, score) where n.need_id = s.id`,
      [waiting.map(({ id }) => id), scores, MATCHED_FROM],
    ),
  );
}

const partnerOf = ({ consortiumId, partnerId }: Waiting): User => ({
  kind: "user",
  subject: `insights:${partnerId}`,
  role: "PARTNER",
  consortiumId,
  partnerId,
});
