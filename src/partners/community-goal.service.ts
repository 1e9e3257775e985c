import { type EntityManager, IsNull } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type {
  ArchiveCommunityGoalInput,
  CreateCommunityGoalInput,
  IndicatorInput,
  UpdateCommunityGoalInput,
} from "./community-goal.inputs.js";
import { CommunityGoal, type Indicator } from "./community-goal.js";
import { keepValue } from "./indicator-value.js";
import { editablePartner } from "./partner.service.js";

export interface CommunityGoalReference {
  readonly communityGoalId: string;
}

/** Use cases that change what partners want to achieve. */
export class CommunityGoalService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreateCommunityGoalInput): Promise<CommunityGoalReference> {
    return await this.commands.run(
      user,
      { name: "createCommunityGoal", input },
      async ({ manager, changed }) => {
        const partnerId = uuidOf("partner", input.partnerId);
        await editablePartner(manager, user, partnerId, ["input", "partnerId"]);
        await assertRoom(manager, partnerId);
        const id = newId();
        await manager.insert(CommunityGoal, {
          id,
          partnerId,
          title: input.title.trim(),
          description: input.description ?? "",
          indicator: indicatorOf(input.indicator),
          by: input.by ?? null,
        });
        changed("community_goal", id);
        return { communityGoalId: id };
      },
    );
  }

  async update(user: User, input: UpdateCommunityGoalInput): Promise<CommunityGoalReference> {
    return await this.commands.run(
      user,
      { name: "updateCommunityGoal", input },
      async ({ manager, changed }) => {
        const goal = await editableGoal(manager, user, input.id);
        const { title, description, by } = input;
        const indicator = input.indicator && indicatorOf(input.indicator);
        await updateRecord(manager, CommunityGoal, goal.id, input.expectedVersion, {
          title: title?.trim(),
          description,
          indicator,
          by,
        });
        const before = goal.indicator.current;
        if (indicator && indicator.current !== before)
          await keepValue({ manager }, { ...moved(goal, indicator), before });
        changed("community_goal", goal.id);
        return { communityGoalId: goal.id };
      },
    );
  }

  async archive(user: User, input: ArchiveCommunityGoalInput): Promise<CommunityGoalReference> {
    return await this.commands.run(
      user,
      { name: "archiveCommunityGoal", input },
      async ({ manager, changed }) => {
        const goal = await editableGoal(manager, user, input.id);
        await archiveRecord(manager, CommunityGoal, goal.id, input.expectedVersion);
        changed("community_goal", goal.id);
        return { communityGoalId: goal.id };
      },
    );
  }
}

const MAX_GOALS = 20;

/** Refuses one goal too many; the partner's row is locked, so that two at once cannot both be the last. */
async function assertRoom(manager: EntityManager, partnerId: string): Promise<void> {
  await manager.query("select from partner where id = $1 for update", [partnerId]);
  if ((await manager.countBy(CommunityGoal, { partnerId, archivedAt: IsNull() })) >= MAX_GOALS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input", "partnerId"],
      `A partner has at most ${MAX_GOALS} goals in use. Archive one first.`,
    );
}

/** What is kept of an indicator that a member of the partner moved. */
const moved = ({ id }: CommunityGoal, { current }: Indicator) => ({
  communityGoalId: id,
  value: current,
  connectionId: null,
});

async function editableGoal(manager: EntityManager, user: User, typedId: string): Promise<CommunityGoal> {
  const field = ["input", "id"];
  const goal = await manager.findOneBy(CommunityGoal, { id: uuidOf("community_goal", typedId) });
  if (!goal || goal.archivedAt) throw notFound(field, "No community goal in use has this id.");
  await editablePartner(manager, user, goal.partnerId, field);
  return goal;
}

function indicatorOf(input: IndicatorInput): Indicator {
  if (input.target === input.baseline)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "indicator", "target"],
      "must differ from the baseline, or there is no progress to measure",
    );
  const { name, unit, baseline, target } = input;
  return { name, unit, baseline, target, current: input.current ?? baseline };
}
