import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { asSystem } from "../platform/database/viewer.js";
import type { Proficiency } from "../skills/index.js";
import { SkillRating } from "./skill-rating.js";
import { RatingSource } from "./worker-skill.js";
import { moveGoals } from "./worker-skill.service.js";

/** A level that somebody gives a worker. */
export interface Rating {
  readonly workerId: string;
  readonly consortiumId: string;
  readonly skillId: string;
  readonly proficiency: Proficiency;
  readonly source: RatingSource;
  readonly connectionId: string | null;
}

/** Puts a level into the history of a worker's skill; what the profile says stays as it is. */
export async function recordRating({ manager, changed }: Transaction, rating: Rating): Promise<string> {
  const id = newId();
  await manager
    .createQueryBuilder()
    .insert()
    .into(SkillRating)
    .values({ id, ...rating })
    .updateEntity(false)
    .execute();
  changed("worker", rating.workerId);
  return id;
}

/**
 * Lets the profile say the level of a rating; the level before goes into the history, and growth goals follow. A skill that
 * the profile does not have yet is added, seen by the worker alone.
 */
export async function applyRating({ manager, changed }: Transaction, rating: Rating): Promise<void> {
  const { workerId, skillId, proficiency, source } = rating;
  await asSystem(manager, async () => {
    const [, updated] = await manager.query(
      `update worker_skill set proficiency = $3::proficiency, rating_source = $4::rating_source,
         last_used_on = current_date, version = version + 1, updated_at = now()
       where worker_id = $1 and skill_id = $2 and archived_at is null`,
      [workerId, skillId, proficiency, source],
    );
    if (updated === 0)
      await manager.query(
        `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility, last_used_on)
         values ($1, $2, $3, $4::proficiency, $5::rating_source, 'PRIVATE', current_date)`,
        [newId(), workerId, skillId, proficiency, source],
      );
  });
  await moveGoals(manager, workerId, skillId, proficiency);
  changed("worker", workerId);
}
