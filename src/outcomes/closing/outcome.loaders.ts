import { userOf } from "../../platform/graphql/context.js";
import { defineLoader, inOrder } from "../../platform/graphql/loaders.js";
import { FEEDBACK_DAYS } from "./close-collaboration.js";
import type { Outcome } from "./outcome.js";

/** $1: ids of connections; $2 and $3: the viewer's worker and partner, who see their own words at once. */
const outcomes = {
  name: "outcomes.by-connections",
  text: `select c.id, c.id as "connectionId",
      (select coalesce(json_agg(json_build_object('id', f.id, 'side', f.side, 'answers', f.answers, 'createdAt', f.created_at)
          order by f.id), '[]') from outcome_feedback f where f.connection_id = c.id
        and ((f.side = 'WORKER' and c.worker_id = $2::uuid) or (f.side = 'PARTNER' and c.partner_id = $3::uuid)
          or (select count(*) = 2 from outcome_feedback b where b.connection_id = c.id)
          or f.created_at < now() - make_interval(days => ${FEEDBACK_DAYS}))) as feedback,
      (select coalesce(json_agg(json_build_object('skillId', s.skill_id, 'start', s.start, 'target', s.target,
          'byWorker', (select r.proficiency from skill_rating r where r.connection_id = c.id and r.skill_id = s.skill_id
            and r.source = 'SELF' order by r.id desc limit 1),
          'byPartner', (select r.proficiency from skill_rating r where r.connection_id = c.id and r.skill_id = s.skill_id
            and r.source = 'PARTNER' order by r.id desc limit 1)) order by s.skill_id), '[]')
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
