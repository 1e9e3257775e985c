import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { notFound } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { BreakGlass } from "./break-glass.js";
import type { BreakGlassInput, EndBreakGlassInput } from "./privacy.inputs.js";
import { mayBreakGlass } from "./privacy.policy.js";

/** So many workers an administrator may see at the same time. */
const MOST_OPEN = 5;

export interface BreakGlassReference {
  readonly breakGlassId: string;
}

/** Use cases by which administrators get to see personal data: for a reason, for a time, on record. */
export class BreakGlassService {
  constructor(private readonly commands: Commands) {}

  async open(user: User, input: BreakGlassInput): Promise<BreakGlassReference> {
    return await this.commands.run(user, { name: "breakGlass", input }, async ({ manager, record }) => {
      const field = ["input", "workerId"];
      assertAdministrator(user, field);
      const workerId = uuidOf("worker", input.workerId, field);
      await assertOwnWorker(manager, user, workerId, field);
      await assertFew(manager, user);
      const id = newId();
      await manager.insert(BreakGlass, {
        id,
        consortiumId: user.consortiumId,
        workerId,
        admin: user.subject,
        reason: input.reason.trim(),
        expiresAt: () => `now() + interval '${Math.trunc(input.minutes)} minutes'`,
      });
      record({ reason: input.reason.trim(), workerIds: [workerId] });
      return { breakGlassId: id };
    });
  }

  /** Ends an access before its time; one that is over stays as it is. */
  async end(user: User, input: EndBreakGlassInput): Promise<BreakGlassReference> {
    return await this.commands.run(user, { name: "endBreakGlass", input }, async ({ manager, record }) => {
      const field = ["input", "id"];
      assertAdministrator(user, field);
      const id = uuidOf("break_glass", input.id, field);
      const own = await manager.findOneBy(BreakGlass, { id, admin: user.subject });
      if (!own || own.consortiumId !== user.consortiumId)
        throw notFound(field, "No access of yours has this id.");
      await manager.query(
        "update break_glass set ended_at = now() where id = $1 and ended_at is null and expires_at > now()",
        [id],
      );
      record({ workerIds: [own.workerId] });
      return { breakGlassId: id };
    });
  }
}

function assertAdministrator(user: User, field: readonly string[]): void {
  if (!mayBreakGlass(user)) throw refuse(UserErrorCode.FORBIDDEN, field, "Only administrators may do this.");
}

/** An administrator sees no worker beforehand; what is asked here is only whether there is one. */
async function assertOwnWorker(
  manager: EntityManager,
  { consortiumId }: User,
  workerId: string,
  field: readonly string[],
): Promise<void> {
  const found = await asSystem(manager, () =>
    manager.query("select 1 from worker where id = $1 and consortium_id = $2", [workerId, consortiumId]),
  );
  if (found.length === 0) throw notFound(field, "No worker of your consortium has this id.");
}

async function assertFew(manager: EntityManager, { subject }: User): Promise<void> {
  const [{ open }] = await manager.query(
    `select count(distinct worker_id)::int as open from break_glass
     where admin = $1 and expires_at > now() and ended_at is null`,
    [subject],
  );
  if (open >= MOST_OPEN)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input", "workerId"],
      `You may see ${MOST_OPEN} workers at a time. End one of these accesses first.`,
    );
}
