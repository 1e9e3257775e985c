import { type EntityManager, IsNull } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { levelOf, type Proficiency, type Taxonomy } from "../skills/index.js";
import { assignableSkill } from "../workers/index.js";
import type {
  CreatePartnerLearningGoalInput,
  RemovePartnerLearningGoalInput,
  UpdatePartnerLearningGoalInput,
} from "./learning-goal.inputs.js";
import { PartnerLearningGoal } from "./learning-goal.js";
import { editablePartner } from "./partner.service.js";

/** What is told when learning goals change; its records are the partners that have them. */
export const LEARNING_TOPIC = "learning";

/** So many learning goals has a partner at most. */
export const MOST_LEARNING_GOALS = 20;

export interface LearningGoalReference {
  readonly learningGoalId: string;
}

/** Use cases that change what the people of partners want to learn. */
export class LearningGoalService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  async create(user: User, input: CreatePartnerLearningGoalInput): Promise<LearningGoalReference> {
    const duplicates = {
      partner_learning_goal_partner_id_skill_id_idx: {
        field: "skillId",
        message: "The partner has a learning goal in this skill already. Update it instead.",
      },
    };
    const command = { name: "createPartnerLearningGoal", input, duplicates };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const field = ["input", "partnerId"];
      const partner = await editablePartner(manager, user, uuidOf("partner", input.partnerId, field), field);
      await assertRoom(manager, partner.id);
      assertAbove(input.current ?? null, input.target);
      const skillId = await assignableSkill(manager, this.taxonomy, input.skillId);
      const id = newId();
      await manager.insert(PartnerLearningGoal, {
        id,
        consortiumId: partner.consortiumId,
        partnerId: partner.id,
        skillId,
        current: input.current ?? null,
        target: input.target,
        priority: input.priority,
        learners: input.learners,
        note: input.note ?? "",
        by: input.by ?? null,
      });
      changed(LEARNING_TOPIC, partner.id);
      return { learningGoalId: id };
    });
  }

  async update(user: User, input: UpdatePartnerLearningGoalInput): Promise<LearningGoalReference> {
    const command = { name: "updatePartnerLearningGoal", input };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const goal = await editableGoal(manager, user, input.id);
      const { current, target, priority, learners, note, by } = input;
      assertAbove(current === undefined ? goal.current : current, target ?? goal.target);
      await updateRecord(manager, PartnerLearningGoal, goal.id, input.expectedVersion, {
        ...{ current, target, priority, learners, note, by },
      });
      changed(LEARNING_TOPIC, goal.partnerId);
      return { learningGoalId: goal.id };
    });
  }

  async remove(user: User, input: RemovePartnerLearningGoalInput): Promise<LearningGoalReference> {
    const command = { name: "removePartnerLearningGoal", input };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const goal = await editableGoal(manager, user, input.id);
      await archiveRecord(manager, PartnerLearningGoal, goal.id, input.expectedVersion);
      changed(LEARNING_TOPIC, goal.partnerId);
      return { learningGoalId: goal.id };
    });
  }
}

/** Refuses one goal too many; the partner's row is locked, so that two at once cannot both be the last. */
async function assertRoom(manager: EntityManager, partnerId: string): Promise<void> {
  await manager.query("select from partner where id = $1 for update", [partnerId]);
  const count = await manager.countBy(PartnerLearningGoal, { partnerId, archivedAt: IsNull() });
  if (count >= MOST_LEARNING_GOALS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input", "partnerId"],
      `A partner has at most ${MOST_LEARNING_GOALS} learning goals. Remove one first.`,
    );
}

function assertAbove(current: Proficiency | null, target: Proficiency): void {
  if (levelOf(current) >= levelOf(target))
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "target"],
      "must be above the current proficiency; remove a goal that was reached",
    );
}

async function editableGoal(
  manager: EntityManager,
  user: User,
  typedId: string,
): Promise<PartnerLearningGoal> {
  const field = ["input", "id"];
  const goal = await manager.findOneBy(PartnerLearningGoal, { id: uuidOf("learning_goal", typedId, field) });
  if (!goal || goal.archivedAt) throw notFound(field, "No learning goal in use has this id.");
  await editablePartner(manager, user, goal.partnerId, field);
  return goal;
}
