import type { EntityManager } from "typeorm";
import type { Change } from "../../platform/database/outbox.js";
import { asSystem } from "../../platform/database/viewer.js";

/** Moves what collaborations practise in a duplicate to the skill that it was merged into; of two, the higher target stays. */
export const connectionsSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, () => moveSkill(manager, fromId, intoId)),
};

const moves = [
  `update agreement_skill kept set target = greatest(kept.target, gone.target)
   from agreement_skill gone
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.agreement_id = gone.agreement_id`,
  `delete from agreement_skill gone using agreement_skill kept
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.agreement_id = gone.agreement_id`,
  "update agreement_skill set skill_id = $2 where skill_id = $1",
];

async function moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> {
  const touched: { id: string }[] = await manager.query(
    `select distinct a.connection_id as id from agreement_skill s join agreement a on a.id = s.agreement_id
     where s.skill_id = $1`,
    [fromId],
  );
  if (touched.length === 0) return [];
  for (const statement of moves) await manager.query(statement, [fromId, intoId]);
  return [{ topic: "connection", ids: touched.map(({ id }) => id) }];
}
