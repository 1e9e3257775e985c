import type { Principal } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, containsLabel, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader, grouped, inOrder, type LoaderDefinition } from "../platform/graphql/loaders.js";
import type { Selection } from "../platform/graphql/look-ahead.js";
import type { Modality, Need, NeedStatus } from "./need.js";
import { visibleNeedsSql } from "./need.policy.js";
import { type NeedShape, needShape, needsIn, type ReadNeed } from "./need.shape.js";
import type { NeedSkill } from "./need-skill.js";

/** Need by id in a shape, archived ones included; null when absent or hidden. */
const needByIdIn = (shape: NeedShape) =>
  defineLoader<string, ReadNeed | null>({
    batch: async ({ reads, principal }, ids) => {
      const where = new Conditions();
      where.add(`n.id = any(${where.value(ids)}::uuid[])`).add(visibleNeedsSql(where, principal, "n"));
      const partner = shape.hasPartner ? "join partner p on p.id = n.partner_id" : "";
      const text = `select ${shape.columns} from need n ${partner} where ${where}`;
      const rows = await reads.run<Need>(statement("needs.by-ids", text), where.values);
      return inOrder(ids, needsIn(rows, shape));
    },
  });

const WHOLE = needShape(null);

/** Need by id, archived ones included; null when absent or hidden. */
export const needById = needByIdIn(WHOLE);

const byShape = new Map([[WHOLE.name, needById]]);

/** `needById` for no more, and no less, than a query asks of the need. */
export function needByIdFor(asked: Selection | null): LoaderDefinition<string, ReadNeed | null> {
  const shape = needShape(asked);
  const loader = byShape.get(shape.name) ?? needByIdIn(shape);
  byShape.set(shape.name, loader);
  return loader;
}

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

/**
 * The needs in use that the caller may see, newest first.
 * @param asked what the query asks of them; null for whole rows
 */
export async function listNeeds(
  reads: Reads,
  principal: Principal,
  criteria: NeedCriteria,
  page: PageArgs,
  asked: Selection | null,
): Promise<Connection<ReadNeed>> {
  const shape = needShape(asked);
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
  const text = `select ${shape.columns} from need n join partner p on p.id = n.partner_id
    where ${where} order by n.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.run<Need>(statement("needs.list", text), where.values);
  return pageOf(needsIn(rows, shape), LIST, page, (need) => [need.id]);
}
