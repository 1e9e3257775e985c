import type { GrowthEvidence, ShownGrowth } from "../credentials/index.js";

/** $1: connection; $2: skill */
const PRACTISED = `select r.proficiency, s.target as "targetProficiency", p.name as "partnerName",
    coalesce((select sum(h.hours) from hours_entry h where h.connection_id = c.id and h.archived_at is null), 0)::float8 as hours,
    to_char((select min(t.at) from connection_transition t where t.connection_id = c.id and t.event = 'START'), 'YYYY-MM-DD') as "from",
    to_char((select max(t.at) from connection_transition t where t.connection_id = c.id and t.event = 'COMPLETE'), 'YYYY-MM-DD') as "to"
  from connection c
    join partner p on p.id = c.partner_id
    join skill_rating r on r.connection_id = c.id and r.skill_id = $2 and r.source = 'PARTNER'
    join agreement a on a.connection_id = c.id and a.state = 'AGREED'
    join agreement_skill s on s.agreement_id = a.id and s.skill_id = $2
  where c.id = $1 and c.status = 'COMPLETED' order by r.id desc limit 1`;

/** What partners said of the skills that were practised with them: the ground on which credentials stand. */
export const practisedGrowth: GrowthEvidence = {
  evidenceFor: async (manager, connectionId, skillId) => {
    const [growth] = await manager.query(PRACTISED, [connectionId, skillId]);
    return (growth as ShownGrowth | undefined) ?? null;
  },
};
