import type { EntityManager } from "typeorm";
import type { Change } from "../platform/database/outbox.js";

/** Moves what needs ask for in a duplicate to the skill that it was merged into; of two, the stricter demands stay. */
export const needsSkillReferences = {
  async moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> {
    const touched: { id: string }[] = await manager.query(
      "select need_id as id from need_skill where skill_id = $1",
      [fromId],
    );
    if (touched.length === 0) return [];
    await manager.query(
      `update need_skill kept set proficiency = greatest(kept.proficiency, gone.proficiency),
         importance = least(kept.importance, gone.importance), mentored = kept.mentored or gone.mentored
       from need_skill gone where kept.skill_id = $2 and gone.skill_id = $1 and kept.need_id = gone.need_id`,
      [fromId, intoId],
    );
    await manager.query(
      `delete from need_skill gone using need_skill kept
       where kept.skill_id = $2 and gone.skill_id = $1 and kept.need_id = gone.need_id`,
      [fromId, intoId],
    );
    await manager.query("update need_skill set skill_id = $2 where skill_id = $1", [fromId, intoId]);
    const ids = touched.map(({ id }) => id);
    await manager.query(
      "update need set version = version + 1, updated_at = now() where id = any($1::uuid[])",
      [ids],
    );
    return [{ topic: "need", ids }];
  },
};
