import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import { isVisible, type Sight, sightOf, Visibility } from "../platform/auth/visibility.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { ask } from "../platform/database/transaction.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { holdSkills, type Proficiency, type Taxonomy } from "../skills/index.js";
import type {
  AddWorkerSkillInput,
  RemoveWorkerSkillInput,
  UpdateWorkerSkillInput,
} from "./profile.inputs.js";
import type { Worker } from "./worker.js";
import { mayEditWorker, maySetVisibility } from "./worker.policy.js";
import { visibleWorker } from "./worker.service.js";
import { RatingSource, WorkerSkill } from "./worker-skill.js";

export const MAX_SKILLS = 100;

export interface WorkerSkillReference {
  readonly workerSkillId: string;
}

/** Use cases that change which skills a worker has. */
export class WorkerSkillService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  async add(user: User, input: AddWorkerSkillInput): Promise<WorkerSkillReference> {
    const duplicates = {
      worker_skill_worker_id_skill_id_idx: {
        field: "skillId",
        message: "The worker has this skill already. Update it instead.",
      },
    };
    const command = { name: "addWorkerSkill", input, duplicates };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const field = ["input", "workerId"];
      const worker = await visibleWorker(manager, user, uuidOf("worker", input.workerId, field), field);
      assertEditable(user, worker, field);
      const sight = sightOf(user, { ...worker, workerId: worker.id });
      await assertRoom(manager, worker.id, "worker_skill", MAX_SKILLS, sight);
      const skillId = await assignableSkill(manager, this.taxonomy, input.skillId);
      await supersedeHidden(manager, worker.id, skillId, sight);
      const id = newId();
      await manager.insert(WorkerSkill, {
        id,
        workerId: worker.id,
        skillId,
        proficiency: input.proficiency,
        evidence: input.evidence ?? null,
        lastUsedOn: input.lastUsedOn ?? null,
        ratingSource: sourceOf(user, worker),
        visibility: chosenVisibility(user, worker, input.visibility),
      });
      await moveGoals(manager, worker.id, skillId, input.proficiency);
      changed("worker", worker.id);
      return { workerSkillId: id };
    });
  }

  async update(user: User, input: UpdateWorkerSkillInput): Promise<WorkerSkillReference> {
    return await this.commands.run(
      user,
      { name: "updateWorkerSkill", input },
      async ({ manager, changed }) => {
        const { entry, worker } = await editableEntry(manager, user, input.id);
        const { proficiency, evidence, lastUsedOn, visibility } = input;
        if (visibility !== undefined && !maySetVisibility(user, worker))
          throw refuse(
            UserErrorCode.FORBIDDEN,
            ["input", "visibility"],
            "Only the worker decides who may see what.",
          );
        await updateRecord(manager, WorkerSkill, entry.id, input.expectedVersion, {
          proficiency,
          ratingSource: proficiency && sourceOf(user, worker),
          evidence,
          lastUsedOn,
          visibility,
        });
        if (proficiency) await moveGoals(manager, worker.id, entry.skillId, proficiency);
        changed("worker", worker.id);
        return { workerSkillId: entry.id };
      },
    );
  }

  async remove(user: User, input: RemoveWorkerSkillInput): Promise<WorkerSkillReference> {
    return await this.commands.run(
      user,
      { name: "removeWorkerSkill", input },
      async ({ manager, changed }) => {
        const { entry, worker } = await editableEntry(manager, user, input.id);
        await archiveRecord(manager, WorkerSkill, entry.id, input.expectedVersion);
        changed("worker", worker.id);
        return { workerSkillId: entry.id };
      },
    );
  }
}

/** The skill to store for what the input names: the concept itself, or what it was merged into. */
export async function assignableSkill(
  manager: EntityManager,
  taxonomy: Taxonomy,
  typedId: string,
): Promise<string> {
  const field = ["input", "skillId"];
  const skill = taxonomy.assignable(uuidOf("skill", typedId, field));
  const current = skill && (await ask(manager, holdSkills([skill.uuid]))).get(skill.uuid);
  if (!current) throw notFound(field, "No skill in use has this id; headings cannot be had.");
  return current;
}

/** How far somebody who adds an entry opens it: no further than the worker is open, or to the consortium. */
function chosenVisibility(user: User, worker: Worker, asked: Visibility | null | undefined): Visibility {
  const chosen = asked ?? worker.discoverability;
  if (maySetVisibility(user, worker) || !isVisible(chosen, Visibility.PARTNERS)) return chosen;
  if (isVisible(worker.discoverability, chosen)) return chosen;
  throw refuse(
    UserErrorCode.FORBIDDEN,
    ["input", "visibility"],
    "Only the worker opens a profile to partners. Choose CONSORTIUM or narrower.",
  );
}

/**
 * Archives the worker's own entry in a skill where whoever adds one may not see it. To refuse the second one as a
 * duplicate would tell of the first; so the rating that the library can account for takes its place, and the answer is
 * the same as if there had been none.
 */
async function supersedeHidden(
  manager: EntityManager,
  workerId: string,
  skillId: string,
  sight: Sight,
): Promise<void> {
  await asSystem(manager, () =>
    manager.query(
      `update worker_skill set archived_at = now(), version = version + 1, updated_at = now()
       where worker_id = $1 and skill_id = $2 and archived_at is null and visibility < $3::visibility`,
      [workerId, skillId, sight],
    ),
  );
}

/**
 * Refuses one more than `most` of those that the user may see, because others must not be counted either; the worker's
 * row is locked, so that two at once cannot both be the last.
 */
export async function assertRoom(
  manager: EntityManager,
  workerId: string,
  table: "worker_skill" | "growth_goal",
  most: number,
  sight: Sight,
): Promise<void> {
  await manager.query("select from worker where id = $1 for update", [workerId]);
  const [{ count }] = await manager.query(
    `select count(*)::int as count from ${table}
     where worker_id = $1 and archived_at is null and visibility >= $2::visibility`,
    [workerId, sight],
  );
  if (count >= most)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input", "workerId"],
      `A profile has at most ${most} of these. Remove one first.`,
    );
}

/**
 * A growth goal in the skill follows the new proficiency, also one that the user may not see; it is achieved as long as
 * that reaches its target.
 */
export async function moveGoals(
  manager: EntityManager,
  workerId: string,
  skillId: string,
  proficiency: Proficiency,
): Promise<void> {
  await asSystem(manager, () =>
    manager.query(
      `update growth_goal set "current" = $3::proficiency, version = version + 1, updated_at = now(),
       status = case when $3::proficiency >= target then 'ACHIEVED' else 'ACTIVE' end::growth_goal_status
     where worker_id = $1 and skill_id = $2 and status <> 'ABANDONED' and archived_at is null
       and "current" is distinct from $3::proficiency`,
      [workerId, skillId, proficiency],
    ),
  );
}

const sourceOf = (user: User, worker: Worker): RatingSource =>
  user.workerId === worker.id ? RatingSource.SELF : RatingSource.MANAGER;

function assertEditable(user: User, worker: Worker, field: readonly string[]): void {
  if (!mayEditWorker(user, worker))
    throw refuse(UserErrorCode.FORBIDDEN, field, "Only the worker and the library's manager may do this.");
}

async function editableEntry(
  manager: EntityManager,
  user: User,
  typedId: string,
): Promise<{ entry: WorkerSkill; worker: Worker }> {
  const field = ["input", "id"];
  const entry = await manager.findOneBy(WorkerSkill, { id: uuidOf("worker_skill", typedId, field) });
  if (!entry || entry.archivedAt) throw notFound(field, "No skill of a profile has this id.");
  const worker = await visibleWorker(
    manager,
    user,
    entry.workerId,
    field,
    "No skill of a profile has this id.",
  );
  if (!isVisible(entry.visibility, sightOf(user, { ...worker, workerId: worker.id })))
    throw notFound(field, "No skill of a profile has this id.");
  assertEditable(user, worker, field);
  return { entry, worker };
}
