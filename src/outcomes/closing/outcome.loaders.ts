import { userOf } from "../../platform/graphql/context.js";
import { defineLoader, inOrder } from "../../platform/graphql/loaders.js";
import { FEEDBACK_DAYS } from "./close-collaboration.js";
import type { Outcome } from "./outcome.js";

/** What a side said is told to that side at once, and to the other once both have spoken or the time for that is over. */
const mayHear = (side: "WORKER" | "PARTNER") => `(${
  side === "WORKER" ? "c.worker_id = $2::uuid" : "c.partner_id = $3::uuid"
} or (select count(*) = 2 or min(b.created_at) < now() - make_interval(days => ${FEEDBACK_DAYS})
    from outcome_feedback b where b.connection_id = c.id))`;

/** The level that a side gave at the end. */
const levelBy = (source: "SELF" | "PARTNER") => `(select r.proficiency from skill_rating r
  where r.connection_id = c.id and r.skill_id = s.skill_id and r.source = '${source}'
    and ${mayHear(source === "SELF" ? "WORKER" : "PARTNER")} order by r.id desc limit 1)`;

/** $1: ids of connections; $2 and $3: the viewer's worker and partner. */
const outcomes = {
  name: "outcomes.by-connections",
  text: `select c.id, c.id as "connectionId",
      (select coalesce(json_agg(json_build_object('id', f.id, 'side', f.side, 'answers', f.answers, 'createdAt', f.created_at)
          order by f.id), '[]') from outcome_feedback f where f.connection_id = c.id
        and case f.side when 'WORKER' then ${mayHear("WORKER")} else ${mayHear("PARTNER")} end) as feedback,
      (select coalesce(json_agg(json_build_object('skillId', s.skill_id, 'start', s.start, 'target', s.target,
          'byWorker', ${levelBy("SELF")}, 'byPartner', ${levelBy("PARTNER")}) order by s.skill_id), '[]')
        from agreement a join agreement_skill s on s.agreement_id = a.id
        where a.connection_id = c.id and a.state = 'AGREED') as skills,
      (select json_build_object('before', v.before, 'value', v.value, 'measuredAt', v.measured_at)
        from indicator_value v where v.connection_id = c.id order by v.id desc limit 1) as indicator,
      (select coalesce(sum(h.hours), 0)::float8 from hours_entry h
        where h.connection_id = c.id and h.archived_at is null) as hours
    from connection c where c.id = any($1::uuid[]) and c.status = 'COMPLETED'
      and (c.worker_id = $2::uuid or c.partner_id = $3::uuid)`,
};

/** What came of a connection; null before it is completed, and for whoever is not one of the two. */
export const outcomeByConnection = defineLoader<string, Outcome | null>({
  batch: async ({ reads, principal }, ids) => {
    const { workerId = null, partnerId = null, role } = userOf(principal);
    const values = [ids, workerId, role === "PARTNER" ? partnerId : null];
    const rows = await reads.run<Outcome & { id: string }>(outcomes, values);
    for (const { feedback, indicator } of rows) {
      for (const each of feedback) each.createdAt = new Date(each.createdAt);
      if (indicator) indicator.measuredAt = new Date(indicator.measuredAt);
    }
    return inOrder(ids, rows);
  },
});
