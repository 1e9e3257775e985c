import { versionedColumns } from "../platform/database/versioned.js";

export const communityGoalColumns = `${versionedColumns("g")}, g.partner_id as "partnerId", g.title, g.description, g."by",
  json_build_object('name', g.indicator_name, 'unit', g.indicator_unit, 'baseline', g.indicator_baseline,
    'target', g.indicator_target, 'current', g.indicator_current) as indicator`;

/** $1: ids */
export const communityGoalsByIds = {
  name: "community-goals.by-ids",
  text: `select ${communityGoalColumns} from community_goal g where g.id = any($1::uuid[])`,
};

/** $1: ids of partners */
export const communityGoalsByPartners = {
  name: "community-goals.by-partners",
  text: `select ${communityGoalColumns} from community_goal g
    where g.partner_id = any($1::uuid[]) and g.archived_at is null order by g.id`,
};
