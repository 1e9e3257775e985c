import type { EntityManager, EntityTarget } from "typeorm";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../../platform/database/update-record.js";
import { type IdType, typedId, uuidOf } from "../../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { ConnectionSide, ConnectionStatus } from "../connection.js";
import type { ConnectionReference } from "../propose-connection.js";
import { aboutConnection, openConnection } from "../take-step.js";
import { HoursEntry } from "./hours-entry.js";
import { Milestone } from "./milestone.js";
import type {
  AddMilestoneInput,
  ArchiveHoursInput,
  ArchiveMilestoneInput,
  LogHoursInput,
  UpdateHoursInput,
  UpdateMilestoneInput,
} from "./progress.inputs.js";

export const MAX_MILESTONES = 50;
const MAX_HOURS = 2000;

/** Use cases of those who work together. */
export class ProgressService {
  constructor(
    private readonly commands: Commands,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
  ) {}

  async addMilestone(user: User, input: AddMilestoneInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "addMilestone", input }, async (transaction) => {
      const { manager, changed, record } = transaction;
      const { connection } = await openWork(manager, user, input.connectionId);
      const { id: connectionId, workerId } = connection;
      await assertRoom(manager, "milestone", connectionId, MAX_MILESTONES);
      const { title, dueOn = null } = input;
      await manager.insert(Milestone, { id: newId(), connectionId, workerId, title: title.trim(), dueOn });
      changed("connection", connectionId);
      record({ workerIds: [workerId] });
      return { connectionId };
    });
  }

  async updateMilestone(user: User, input: UpdateMilestoneInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "updateMilestone", input }, async (transaction) => {
      const { manager, changed, happened, record } = transaction;
      const { entry, connection } = await openEntry(manager, user, Milestone, "milestone", input.id);
      const { title, dueOn, reached } = input;
      const reachedAt = reached === undefined ? undefined : reached ? () => "now()" : null;
      await updateRecord(manager, Milestone, entry.id, input.expectedVersion, {
        ...{ title: title?.trim(), dueOn, reachedAt },
      });
      changed("connection", connection.id);
      record({ workerIds: [connection.workerId] });
      if (reached && !entry.reachedAt)
        happened({ ...aboutConnection(connection), kind: "milestone.reached" });
      return { connectionId: connection.id };
    });
  }

  async archiveMilestone(user: User, input: ArchiveMilestoneInput): Promise<ConnectionReference> {
    return await this.archive(user, "archiveMilestone", Milestone, "milestone", input);
  }

  async logHours(user: User, input: LogHoursInput): Promise<ConnectionReference> {
    this.assertPast(input.workedOn);
    return await this.commands.run(user, { name: "logHours", input }, async (transaction) => {
      const { manager, changed, happened, record } = transaction;
      const { connection, side } = await openWork(manager, user, input.connectionId);
      const { id: connectionId, workerId } = connection;
      await assertRoom(manager, "hours_entry", connectionId, MAX_HOURS);
      const { workedOn, hours, note = null } = input;
      await manager.insert(HoursEntry, { id: newId(), connectionId, workerId, workedOn, hours, note, side });
      changed("connection", connectionId);
      record({ workerIds: [workerId] });
      happened({ ...aboutConnection(connection), kind: "hours.logged", data: { side, hours } });
      return { connectionId };
    });
  }

  async updateHours(user: User, input: UpdateHoursInput): Promise<ConnectionReference> {
    if (input.workedOn) this.assertPast(input.workedOn);
    return await this.commands.run(
      user,
      { name: "updateHours", input },
      async ({ manager, changed, record }) => {
        const { entry, connection } = await openEntry(manager, user, HoursEntry, "hours", input.id);
        const { workedOn, hours, note } = input;
        await updateRecord(manager, HoursEntry, entry.id, input.expectedVersion, { workedOn, hours, note });
        changed("connection", connection.id);
        record({ workerIds: [connection.workerId] });
        return { connectionId: connection.id };
      },
    );
  }

  async archiveHours(user: User, input: ArchiveHoursInput): Promise<ConnectionReference> {
    return await this.archive(user, "archiveHours", HoursEntry, "hours", input);
  }

  private async archive(
    user: User,
    name: string,
    kind: EntityTarget<Milestone | HoursEntry>,
    type: IdType,
    input: ArchiveMilestoneInput,
  ): Promise<ConnectionReference> {
    return await this.commands.run(user, { name, input }, async ({ manager, changed, record }) => {
      const { entry, connection } = await openEntry(manager, user, kind, type, input.id);
      await archiveRecord(manager, kind, entry.id, input.expectedVersion);
      changed("connection", connection.id);
      record({ workerIds: [connection.workerId] });
      return { connectionId: connection.id };
    });
  }

  private assertPast(day: string): void {
    if (day > this.today())
      throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "workedOn"], "must not be in the future");
  }
}

/** The connection, if the user is one of the two and they work together. */
async function openWork(manager: EntityManager, user: User, typed: string, field?: readonly string[]) {
  const opened = await openConnection(manager, user, typed, field);
  if (opened.side === ConnectionSide.LIBRARY)
    throw refuse(
      UserErrorCode.FORBIDDEN,
      field ?? ["input", "connectionId"],
      "This is for the worker and the partner.",
    );
  if (opened.connection.status !== ConnectionStatus.COLLABORATING)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field ?? ["input", "connectionId"],
      `The two do not collaborate: the connection is ${opened.connection.status}.`,
    );
  return opened;
}

/** An entry of a connection, locked with it. */
async function openEntry<Entry extends Milestone | HoursEntry>(
  manager: EntityManager,
  user: User,
  kind: EntityTarget<Entry>,
  type: IdType,
  typed: string,
) {
  const field = ["input", "id"];
  const id = uuidOf(type, typed, field);
  const entry = (await manager.findOneBy(kind as EntityTarget<Milestone>, { id })) as Entry | null;
  if (!entry || entry.archivedAt) throw notFound(field);
  const { connection } = await openWork(manager, user, typedId("connection", entry.connectionId), field);
  return { entry, connection };
}

/** The connection is locked, so that two at once cannot both be the last. */
async function assertRoom(
  manager: EntityManager,
  table: string,
  connectionId: string,
  most: number,
): Promise<void> {
  const [{ count }] = await manager.query(
    `select count(*)::int as count from ${table} where connection_id = $1 and archived_at is null`,
    [connectionId],
  );
  if (count >= most)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input", "connectionId"],
      `A collaboration has at most ${most} of these.`,
    );
}
