import type { EntityManager } from "typeorm";
import type { Change } from "../../platform/database/outbox.js";
import { asSystem } from "../../platform/database/viewer.js";

/** Lets alerts on expertise seek the skill that a duplicate was merged into. */
export const expertiseSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, async () => {
      await manager.query("update expertise_alert set skill_id = $2 where skill_id = $1", [fromId, intoId]);
      return [];
    }),
};
