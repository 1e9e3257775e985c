import { type EntityManager, IsNull } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import { isVisible, sightOf } from "../platform/auth/visibility.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { levelOf, type Proficiency, type Taxonomy } from "../skills/index.js";
import { GrowthGoal, GrowthGoalStatus } from "./growth-goal.js";
import type {
  ArchiveGrowthGoalInput,
  CreateGrowthGoalInput,
  UpdateGrowthGoalInput,
} from "./profile.inputs.js";
import type { Worker } from "./worker.js";
import { mayEditGrowthGoals } from "./worker.policy.js";
import { visibleWorker } from "./worker.service.js";
import { WorkerSkill } from "./worker-skill.js";
import { assertRoom, assignableSkill } from "./worker-skill.service.js";

export const MAX_GOALS = 20;

export interface GrowthGoalReference {
  readonly goalId: string;
}

/** Use cases that change what a worker wants to grow in. */
export class GrowthGoalService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  async create(user: User, input: CreateGrowthGoalInput): Promise<GrowthGoalReference> {
    const duplicates = {
      growth_goal_worker_id_skill_id_idx: {
        field: "skillId",
        message: "The worker has a growth goal in this skill already. Update it instead.",
      },
    };
    const command = { name: "createGrowthGoal", input, duplicates };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const field = ["input", "workerId"];
      const worker = await visibleWorker(manager, user, uuidOf("worker", input.workerId, field), field);
      assertEditable(user, worker, field);
      const sight = sightOf(user, { ...worker, workerId: worker.id });
      await assertRoom(manager, worker.id, "growth_goal", MAX_GOALS, sight);
      const skillId = await assignableSkill(manager, this.taxonomy, input.skillId);
      const current =
        input.current === undefined ? await heldProficiency(manager, user, worker, skillId) : input.current;
      assertAbove(current, input.target);
      const id = newId();
      await manager.insert(GrowthGoal, {
        id,
        workerId: worker.id,
        skillId,
        start: current,
        current,
        target: input.target,
        priority: input.priority,
        by: input.by ?? null,
        why: input.why ?? null,
        visibility: input.visibility,
      });
      changed("worker", worker.id);
      return { goalId: id };
    });
  }

  async update(user: User, input: UpdateGrowthGoalInput): Promise<GrowthGoalReference> {
    return await this.commands.run(
      user,
      { name: "updateGrowthGoal", input },
      async ({ manager, changed }) => {
        const { goal, worker } = await editableGoal(manager, user, input.id);
        const current = input.current === undefined ? goal.current : input.current;
        const target = input.target ?? goal.target;
        const { priority, by, why, visibility } = input;
        await updateRecord(manager, GrowthGoal, goal.id, input.expectedVersion, {
          current: input.current,
          target: input.target,
          status: statusAfter(input.status ?? goal.status, current, target),
          priority,
          by,
          why,
          visibility,
        });
        changed("worker", worker.id);
        return { goalId: goal.id };
      },
    );
  }

  async archive(user: User, input: ArchiveGrowthGoalInput): Promise<GrowthGoalReference> {
    return await this.commands.run(
      user,
      { name: "archiveGrowthGoal", input },
      async ({ manager, changed }) => {
        const { goal, worker } = await editableGoal(manager, user, input.id);
        await archiveRecord(manager, GrowthGoal, goal.id, input.expectedVersion);
        changed("worker", worker.id);
        return { goalId: goal.id };
      },
    );
  }
}

/** What is asked for, except that reaching the target is what achieves a goal, and falling below takes that back. */
function statusAfter(
  asked: GrowthGoalStatus,
  current: Proficiency | null,
  target: Proficiency,
): GrowthGoalStatus {
  if (asked === GrowthGoalStatus.ABANDONED) return asked;
  return levelOf(current) >= levelOf(target) ? GrowthGoalStatus.ACHIEVED : GrowthGoalStatus.ACTIVE;
}

function assertAbove(current: Proficiency | null, target: Proficiency): void {
  if (levelOf(current) >= levelOf(target))
    throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "target"], "must be above the current proficiency");
}

/** How well the worker masters the skill, as far as the user may know. */
async function heldProficiency(
  manager: EntityManager,
  user: User,
  worker: Worker,
  skillId: string,
): Promise<Proficiency | null> {
  const held = await manager.findOneBy(WorkerSkill, { workerId: worker.id, skillId, archivedAt: IsNull() });
  const sight = sightOf(user, { ...worker, workerId: worker.id });
  return held && isVisible(held.visibility, sight) ? held.proficiency : null;
}

function assertEditable(user: User, worker: Worker, field: readonly string[]): void {
  if (!mayEditGrowthGoals(user, worker))
    throw refuse(
      UserErrorCode.FORBIDDEN,
      field,
      "Growth goals are the worker's own: only the worker may do this.",
    );
}

async function editableGoal(
  manager: EntityManager,
  user: User,
  typedId: string,
): Promise<{ goal: GrowthGoal; worker: Worker }> {
  const field = ["input", "id"];
  const goal = await manager.findOneBy(GrowthGoal, { id: uuidOf("goal", typedId, field) });
  if (!goal || goal.archivedAt) throw notFound(field, "No growth goal has this id.");
  const worker = await visibleWorker(manager, user, goal.workerId, field, "No growth goal has this id.");
  if (!isVisible(goal.visibility, sightOf(user, { ...worker, workerId: worker.id })))
    throw notFound(field, "No growth goal has this id.");
  assertEditable(user, worker, field);
  return { goal, worker };
}
