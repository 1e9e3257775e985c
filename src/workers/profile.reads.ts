import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import type { GrowthGoal } from "./growth-goal.js";
import type { WorkerSkill } from "./worker-skill.js";
import { WorkerView } from "./worker-view.js";

const skillColumns = `${versionedColumns("s")}, s.worker_id as "workerId", s.skill_id as "skillId", s.proficiency,
  s.evidence, s.last_used_on as "lastUsedOn", s.rating_source as "ratingSource", s.visibility`;

const goalColumns = `${versionedColumns("g")}, g.worker_id as "workerId", g.skill_id as "skillId", g.start, g.current,
  g.target, g.priority, g."by", g.why, g.status, g.visibility`;

/**
 * The first `limit` skills of each worker that the user may see, strongest first.
 * @param after position behind which to begin: proficiency and id
 */
export async function skillsOfWorkers(
  reads: Reads,
  user: User,
  workerIds: readonly string[],
  limit: number,
  after: readonly unknown[] | null,
): Promise<WorkerSkill[]> {
  const where = new Conditions();
  const workers = where.value(workerIds);
  const { sight, hasProfile } = new WorkerView(where, user);
  where.add("s.worker_id = w.id").add("s.archived_at is null").add(`s.visibility >= ${sight}`);
  if (after) {
    const [proficiency, id] = [where.value(after[0]), where.value(after[1])];
    where.add(
      `s.proficiency < ${proficiency}::proficiency or (s.proficiency = ${proficiency}::proficiency and s.id > ${id}::uuid)`,
    );
  }
  const text = `select page.* from worker w cross join lateral (
      select ${skillColumns} from worker_skill s where ${where}
      order by s.proficiency desc, s.id limit ${where.value(limit)}) page
    where w.id = any(${workers}::uuid[]) and (${hasProfile})`;
  return await reads.run(statement("worker-skills.by-workers", text), where.values);
}

/** The growth goals of each worker that the user may see, the most important first. */
export async function goalsOfWorkers(
  reads: Reads,
  user: User,
  workerIds: readonly string[],
): Promise<GrowthGoal[]> {
  const where = new Conditions();
  const { sight, hasProfile } = new WorkerView(where, user);
  where
    .add(`g.worker_id = any(${where.value(workerIds)}::uuid[])`)
    .add("g.archived_at is null")
    .add(`g.visibility >= ${sight}`)
    .add(hasProfile);
  const text = `select ${goalColumns} from growth_goal g join worker w on w.id = g.worker_id
    where ${where} order by g.priority desc, g.id`;
  return await reads.run(statement("growth-goals.by-workers", text), where.values);
}

/** Entries of profiles by id, as far as the user may see them; archived ones included. */
export async function visibleWorkerSkills(
  reads: Reads,
  user: User,
  ids: readonly string[],
): Promise<WorkerSkill[]> {
  const where = new Conditions();
  const { sight, hasProfile } = new WorkerView(where, user);
  where
    .add(`s.id = any(${where.value(ids)}::uuid[])`)
    .add(`s.visibility >= ${sight}`)
    .add(hasProfile);
  const text = `select ${skillColumns} from worker_skill s join worker w on w.id = s.worker_id where ${where}`;
  return await reads.run(statement("worker-skills.by-ids", text), where.values);
}

/** Growth goals by id, as far as the user may see them; archived ones included. */
export async function visibleGoals(reads: Reads, user: User, ids: readonly string[]): Promise<GrowthGoal[]> {
  const where = new Conditions();
  const { sight, hasProfile } = new WorkerView(where, user);
  where
    .add(`g.id = any(${where.value(ids)}::uuid[])`)
    .add(`g.visibility >= ${sight}`)
    .add(hasProfile);
  const text = `select ${goalColumns} from growth_goal g join worker w on w.id = g.worker_id where ${where}`;
  return await reads.run(statement("growth-goals.by-ids", text), where.values);
}
