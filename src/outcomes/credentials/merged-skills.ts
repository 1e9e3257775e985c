import type { EntityManager } from "typeorm";
import type { Change } from "../../platform/database/outbox.js";
import { asSystem } from "../../platform/database/viewer.js";

/**
 * Credentials for a duplicate count for the skill that it was merged into, so that nobody claims a second one for the same
 * work; where there are two already, both stay. What is signed says what it said.
 */
export const credentialsSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, () => moveSkill(manager, fromId, intoId)),
};

async function moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> {
  const [moved] = await manager.query(
    `update credential gone set skill_id = $2 where skill_id = $1 and not exists (select from credential kept
       where kept.connection_id = gone.connection_id and kept.skill_id = $2 and kept.revoked_at is null)
     returning id`,
    [fromId, intoId],
  );
  return moved.length === 0 ? [] : [{ topic: "credential", ids: moved.map(({ id }: { id: string }) => id) }];
}
