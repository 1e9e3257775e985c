import type { EntityManager } from "typeorm";
import type { Change } from "../platform/database/outbox.js";
import { asSystem } from "../platform/database/viewer.js";
import { LEARNING_TOPIC } from "./learning-goal.service.js";

/** Of two goals of a partner the survivor's stays, and takes over what reaches further: $1 is the duplicate, $2 the survivor. */
const joined = [
  `update partner_learning_goal kept set
     current = case when kept.current is null or gone.current is null then null
       else least(kept.current, gone.current) end,
     target = greatest(kept.target, gone.target), priority = greatest(kept.priority, gone.priority),
     learners = greatest(kept.learners, gone.learners), version = kept.version + 1, updated_at = now()
   from partner_learning_goal gone
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.partner_id = gone.partner_id
     and kept.archived_at is null and gone.archived_at is null`,
  `update partner_learning_goal gone set archived_at = now(), version = gone.version + 1, updated_at = now()
   from partner_learning_goal kept
   where kept.skill_id = $2 and gone.skill_id = $1 and kept.partner_id = gone.partner_id
     and kept.archived_at is null and gone.archived_at is null`,
  `update partner_learning_goal set skill_id = $2, version = version + 1, updated_at = now() where skill_id = $1`,
];

/** Moves what the people of partners want to learn in a duplicate to the skill that it was merged into. */
export const partnersSkillReferences = {
  moveSkill: (manager: EntityManager, fromId: string, intoId: string): Promise<Change[]> =>
    asSystem(manager, async () => {
      const touched: { id: string }[] = await manager.query(
        "select distinct partner_id as id from partner_learning_goal where skill_id = $1",
        [fromId],
      );
      if (touched.length === 0) return [];
      for (const statement of joined) await manager.query(statement, [fromId, intoId]);
      return [{ topic: LEARNING_TOPIC, ids: touched.map(({ id }) => id) }];
    }),
};
