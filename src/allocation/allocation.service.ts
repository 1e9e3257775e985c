import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { conflict, notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import type {
  ApproveAllocationInput,
  CancelAllocationInput,
  PlanAllocationInput,
} from "./allocation.inputs.js";
import { APPROVE_ALLOCATION, PLAN_ALLOCATION } from "./allocation-jobs.js";
import { AllocationPlan, AllocationStatus } from "./allocation-plan.js";

/** So many plans of a consortium wait to be worked out, or are, at a time. */
const MOST_UNFINISHED = 3;

const { QUEUED, RUNNING, READY, APPROVED, CANCELLED } = AllocationStatus;
const ID = ["input", "id"];

export interface PlanReference {
  readonly planId: string;
}

/** Use cases of those who plan for a consortium. */
export class AllocationService {
  constructor(private readonly commands: Commands) {}

  async plan(user: User, input: PlanAllocationInput): Promise<PlanReference> {
    if (input.minimumPerWorker > input.placesPerWorker)
      throw refuse(
        UserErrorCode.BAD_USER_INPUT,
        ["input", "minimumPerWorker"],
        "must be at most `placesPerWorker`",
      );
    return await this.commands.run(user, { name: "planAllocation", input }, async ({ manager }) => {
      await assertRoom(manager, user);
      const id = newId();
      const { goal, candidatesPerNeed, placesPerWorker, minimumPerWorker, minScore } = input;
      await manager.insert(AllocationPlan, {
        ...{ id, consortiumId: user.consortiumId, name: input.name.trim(), goal },
        ...{ candidatesPerNeed, placesPerWorker, minimumPerWorker, minScore },
      });
      await enqueueJob(manager, PLAN_ALLOCATION, { planId: id }, { key: `${PLAN_ALLOCATION} ${id}` });
      return { planId: id };
    });
  }

  /** The job that works it out notices, and ends. */
  async cancel(user: User, input: CancelAllocationInput): Promise<PlanReference> {
    return await this.commands.run(user, { name: "cancelAllocation", input }, async ({ manager }) => {
      const plan = await lockedPlan(manager, input.id);
      if (plan.status === CANCELLED) return { planId: plan.id };
      assertStatus(plan, [QUEUED, RUNNING, READY], "called off");
      await step(manager, plan, { status: CANCELLED, finishedAt: () => "now()" });
      return { planId: plan.id };
    });
  }

  async approve(user: User, input: ApproveAllocationInput): Promise<PlanReference> {
    return await this.commands.run(user, { name: "approveAllocation", input }, async ({ manager }) => {
      const plan = await lockedPlan(manager, input.id);
      if (plan.version !== input.expectedVersion) throw conflict(plan.version, input.expectedVersion);
      assertStatus(plan, [READY], "approved");
      const { subject } = user;
      await step(manager, plan, {
        ...{ status: APPROVED, approvedBy: subject, message: input.message ?? null },
        approvedAt: () => "now()",
      });
      await enqueueJob(
        manager,
        APPROVE_ALLOCATION,
        { planId: plan.id },
        { key: `${APPROVE_ALLOCATION} ${plan.id}` },
      );
      return { planId: plan.id };
    });
  }
}

const step = (manager: EntityManager, { id, version }: AllocationPlan, changes: object) =>
  manager.update(AllocationPlan, id, { version: version + 1, updatedAt: () => "now()", ...changes });

/** Counts one after the other what is planned at once. */
async function assertRoom(manager: EntityManager, { consortiumId }: User): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('allocation ' || $1, 0))", [
    consortiumId,
  ]);
  const [{ count }] = await manager.query(
    `select count(*)::int as count from allocation_plan where consortium_id = $1 and status in ('QUEUED', 'RUNNING')`,
    [consortiumId],
  );
  if (count >= MOST_UNFINISHED)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `${MOST_UNFINISHED} plans are being worked out already. Wait for one, or call it off.`,
    );
}

async function lockedPlan(manager: EntityManager, typedId: string): Promise<AllocationPlan> {
  const plan = await manager.findOne(AllocationPlan, {
    where: { id: uuidOf("plan", typedId, ID) },
    lock: { mode: "for_no_key_update" },
  });
  if (!plan) throw notFound(ID, "Your consortium has no plan with this id.");
  return plan;
}

function assertStatus({ status }: AllocationPlan, from: readonly AllocationStatus[], what: string): void {
  if (!from.includes(status))
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      ID,
      `A plan that is ${status} cannot be ${what}; it must be ${from.join(" or ")}.`,
    );
}
