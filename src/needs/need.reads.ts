import type { Principal } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, containsLabel, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import type { Modality, Need, NeedStatus } from "./need.js";
import { visibleNeedsSql } from "./need.policy.js";
import type { NeedSkill } from "./need-skill.js";

const columns = `${versionedColumns("n")}, n.consortium_id as "consortiumId", n.partner_id as "partnerId",
  n.community_goal_id as "communityGoalId", n.external_id as "externalId", n.title, n.description, n.status, n.capacity,
  n.hours_per_week as "hoursPerWeek", n.modality, n.country, n.region, n.languages, n.starts_on as "startsOn",
  n.ends_on as "endsOn"`;

/** Need by id, archived ones included; null when absent or hidden. */
export const needById = defineLoader<string, Need | null>({
  batch: async ({ reads, principal }, ids) => {
    const where = new Conditions();
    where.add(`n.id = any(${where.value(ids)}::uuid[])`).add(visibleNeedsSql(where, principal, "n"));
    const byIds = statement("needs.by-ids", `select ${columns} from need n where ${where}`);
    return inOrder(ids, await reads.run<Need>(byIds, where.values));
  },
});

const skillsByNeeds = {
  name: "need-skills.by-needs",
  text: `select k.need_id as "needId", k.skill_id as "skillId", k.importance, k.proficiency, k.mentored
    from need_skill k where k.need_id = any($1::uuid[]) order by k.importance, k.skill_id`,
};

/** The skills that a need asks for, the needed ones first. The need itself must be visible to the caller. */
export const skillsByNeed = defineLoader<string, NeedSkill[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<NeedSkill>(skillsByNeeds, [ids]), (skill) => skill.needId),
});

/** A `NeedFilter` with its ids looked up. */
export interface NeedCriteria {
  readonly statuses?: readonly NeedStatus[] | null;
  readonly search?: string | null;
  readonly partnerId?: string | null;
  readonly communityGoalId?: string | null;
  /** Any of these skills. */
  readonly skillIds?: readonly string[] | null;
  readonly modality?: Modality | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly maxHoursPerWeek?: number | null;
}

const LIST = "needs";

/** The needs in use that the caller may see, newest first. */
export async function listNeeds(
  reads: Reads,
  principal: Principal,
  criteria: NeedCriteria,
  page: PageArgs,
): Promise<Connection<Need>> {
  const after = decodeCursor(LIST, page.after, [PARTS.id]);
  const where = new Conditions();
  where
    .add("n.archived_at is null and p.archived_at is null")
    .add(visibleNeedsSql(where, principal, "n"))
    .addIf(criteria.statuses, (statuses) => `n.status = any(${statuses}::need_status[])`)
    .addIf(criteria.search, (text) => containsLabel("n.title", text))
    .addIf(criteria.partnerId, (id) => `n.partner_id = ${id}::uuid`)
    .addIf(criteria.communityGoalId, (id) => `n.community_goal_id = ${id}::uuid`)
    .addIf(
      criteria.skillIds,
      (ids) =>
        `exists (select from need_skill k where k.need_id = n.id and k.skill_id = any(${ids}::uuid[]))`,
    )
    .addIf(criteria.modality, (modality) => `n.modality = ${modality}::modality`)
    .addIf(criteria.country, (country) => `n.country = ${country}`)
    .addIf(criteria.region, (region) => `n.region = ${region}`)
    .addIf(criteria.maxHoursPerWeek, (hours) => `n.hours_per_week <= ${hours}`);
  if (after) where.add(`n.id < ${where.value(after[0])}::uuid`);
  const text = `select ${columns} from need n join partner p on p.id = n.partner_id
    where ${where} order by n.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<Need>(statement("needs.list", text), where.values);
  return pageOf(rows, LIST, page, (need) => [need.id]);
}
