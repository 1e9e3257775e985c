import { defineLoader } from "../platform/graphql/loaders.js";
import type { SkillDemand } from "./growth-advice.js";

/** So long ago demand is compared with. */
const DAYS = 90;

interface DemandRow {
  readonly skillId: string;
  readonly now: number;
  readonly before: number;
}

/** $1: ids of skills; $2: the consortium */
const demandBySkills = {
  name: "advice.demand",
  text: `select k.skill_id as "skillId", count(*) filter (where n.ended_at is null)::integer as now,
      count(*) filter (where n.opened_at <= then_.at and (n.ended_at is null or n.ended_at > then_.at))::integer as before
    from need_skill k join need n on n.id = k.need_id,
      (select now() - make_interval(days => ${DAYS}) as at) then_
    where k.skill_id = any($1::uuid[]) and n.consortium_id = $2::uuid and n.opened_at is not null
    group by k.skill_id`,
};

/** How many needs of the caller's consortium ask for a skill now and did 90 days ago. */
export const demandBySkill = defineLoader<string, SkillDemand>({
  batch: async ({ reads, principal }, ids) => {
    const consortiumId = principal.kind === "user" ? principal.consortiumId : null;
    const rows = await reads.run<DemandRow>(demandBySkills, [ids, consortiumId]);
    const bySkill = new Map(rows.map((row) => [row.skillId, row]));
    return ids.map((id) => {
      const { now, before } = bySkill.get(id) ?? { now: 0, before: 0 };
      return { now, before, change: now - before };
    });
  },
});
