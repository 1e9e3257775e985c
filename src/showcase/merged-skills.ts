import type { EntityManager } from "typeorm";
import type { Change } from "../platform/database/outbox.js";
import { asSystem } from "../platform/database/viewer.js";

/** Moves what cards show in a duplicate to the skill that it was merged into; of two, the better level stays. */
export const showcaseSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, () => moveSkill(manager, fromId, intoId)),
};

const moves = [
  `update showcase_card_skill kept set level = greatest(kept.level, gone.level)
   from showcase_card_skill gone
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.card_id = gone.card_id`,
  `delete from showcase_card_skill gone using showcase_card_skill kept
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.card_id = gone.card_id`,
  "update showcase_card_skill set skill_id = $2 where skill_id = $1",
];

async function moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> {
  const touched: { id: string }[] = await manager.query(
    "select card_id as id from showcase_card_skill where skill_id = $1",
    [fromId],
  );
  if (touched.length === 0) return [];
  for (const statement of moves) await manager.query(statement, [fromId, intoId]);
  const ids = touched.map(({ id }) => id);
  await manager.query(
    "update showcase_card set version = version + 1, updated_at = now() where id = any($1::uuid[])",
    [ids],
  );
  return [{ topic: "showcase_card", ids }];
}
