import type { EntityManager } from "typeorm";
import type { Change } from "../platform/database/outbox.js";
import { asSystem } from "../platform/database/viewer.js";

/**
 * Where a worker has both skills, one entry stays, with the better proficiency; if that comes from the other entry, no
 * more people may see it than could see it there.
 */
const entries = [
  `update worker_skill kept set proficiency = greatest(kept.proficiency, gone.proficiency),
     visibility = case when gone.proficiency > kept.proficiency then least(kept.visibility, gone.visibility)
       else kept.visibility end,
     version = kept.version + 1, updated_at = now()
   from worker_skill gone
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.worker_id = gone.worker_id
     and kept.archived_at is null and gone.archived_at is null`,
  `update worker_skill gone set archived_at = now(), version = gone.version + 1, updated_at = now()
   from worker_skill kept
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.worker_id = gone.worker_id
     and kept.archived_at is null and gone.archived_at is null`,
];

/** Where a worker has goals in both, the active one stays; of two alike the one in the surviving skill. */
const goals = [
  `update growth_goal kept set archived_at = now(), version = kept.version + 1, updated_at = now()
   from growth_goal gone
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.worker_id = gone.worker_id
     and kept.archived_at is null and gone.archived_at is null and kept.status <> 'ACTIVE' and gone.status = 'ACTIVE'`,
  `update growth_goal gone set archived_at = now(), version = gone.version + 1, updated_at = now()
   from growth_goal kept
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.worker_id = gone.worker_id
     and kept.archived_at is null and gone.archived_at is null`,
];

/** Moves what workers have, had and want in a duplicate to the skill that it was merged into, whoever may see it. */
export const workersSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, () => moveSkill(manager, fromId, intoId)),
};

async function moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> {
  const touched: { id: string }[] = await manager.query(
    `select worker_id as id from worker_skill where skill_id = $1
       union select worker_id from growth_goal where skill_id = $1
       union select worker_id from skill_rating where skill_id = $1`,
    [fromId],
  );
  for (const statement of [...entries, ...goals]) await manager.query(statement, [fromId, intoId]);
  for (const table of ["worker_skill", "growth_goal"]) {
    await manager.query(
      `update ${table} set skill_id = $2, version = version + 1, updated_at = now() where skill_id = $1`,
      [fromId, intoId],
    );
  }
  await manager.query("update skill_rating set skill_id = $2 where skill_id = $1", [fromId, intoId]);
  return touched.length === 0 ? [] : [{ topic: "worker", ids: touched.map(({ id }) => id) }];
}
