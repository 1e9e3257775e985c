import type { EntityManager } from "typeorm";
import { maySeeNeed, Need, NeedStatus } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import type { User } from "../platform/auth/principal.js";
import { notFound } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { visibleWorker } from "../workers/index.js";
import { ConnectionSide } from "./connection-enums.js";

const NEED = ["input", "needId"];
const WORKER = ["input", "workerId"];

/** What a proposal needs to know of the worker. */
export interface ProposedWorker {
  readonly id: string;
  readonly libraryId: string | null;
}

/**
 * The need of a proposal.
 * @throws Refusal unless it is open, has a place, and belongs to the consortium of whoever asks
 */
export async function proposedNeed(manager: EntityManager, user: User, typedId: string): Promise<Need> {
  const need = await manager.findOneBy(Need, { id: uuidOf("need", typedId, NEED) });
  const partner = need && (await manager.findOneBy(Partner, { id: need.partnerId }));
  if (!need || need.archivedAt || !partner || partner.archivedAt || !maySeeNeed(user, need))
    throw notFound(NEED, "No need that you may see has this id.");
  if (need.consortiumId !== user.consortiumId)
    throw refuse(UserErrorCode.FORBIDDEN, NEED, "Introductions are made within a consortium.");
  if (need.status !== NeedStatus.OPEN)
    throw refuse(UserErrorCode.INVALID_TRANSITION, NEED, `A need that is ${need.status} takes nobody.`);
  if (need.placesTaken >= need.capacity)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      NEED,
      "All places of the need are taken. Choose another need, or wait until one becomes free.",
    );
  return need;
}

/** On whose behalf a user proposes: workers themselves, partners for their needs, managers for their staff. */
export function proposingSide(user: User, need: Need, workerId: string | null): ConnectionSide {
  if (user.workerId && (workerId === null || workerId === user.workerId)) return ConnectionSide.WORKER;
  if (user.role === "PARTNER") {
    if (user.partnerId !== need.partnerId)
      throw refuse(UserErrorCode.FORBIDDEN, NEED, "Only members of the need's partner may propose workers.");
  } else if (user.role !== "MANAGER" || !user.libraryId)
    throw refuse(
      UserErrorCode.FORBIDDEN,
      ["input"],
      "Workers propose themselves, partners workers for their needs, and managers their staff.",
    );
  if (workerId === null)
    throw refuse(UserErrorCode.BAD_USER_INPUT, WORKER, "Say which worker: only workers leave it out.");
  return user.role === "PARTNER" ? ConnectionSide.PARTNER : ConnectionSide.LIBRARY;
}

/**
 * The worker of a proposal, if whoever proposes may see them.
 * @throws Refusal NOT_FOUND when absent or hidden: the two look the same
 */
export async function proposedWorker(
  manager: EntityManager,
  user: User,
  { side, need, workerId }: { readonly side: ConnectionSide; readonly need: Need; readonly workerId: string },
): Promise<ProposedWorker> {
  if (side === ConnectionSide.PARTNER) return await foundByPartner(manager, need, workerId);
  const absent = side === ConnectionSide.WORKER ? "Your profile is not in use." : undefined;
  const worker = await visibleWorker(manager, user, workerId, WORKER, absent);
  if (side === ConnectionSide.LIBRARY && worker.libraryId !== user.libraryId)
    throw refuse(UserErrorCode.FORBIDDEN, WORKER, "Managers propose the staff of their own library only.");
  return worker;
}

/** A worker whom the partner finds for the need: because partners find them, or because they disclosed themselves to it. */
async function foundByPartner(manager: EntityManager, need: Need, workerId: string): Promise<ProposedWorker> {
  const [worker] = await manager.query(
    `select w.id, w.library_id as "libraryId" from worker w
      where w.id = $1 and w.consortium_id = $2 and w.archived_at is null and (w.discoverability >= 'PARTNERS' or exists (
        select from consent_grant c where c.worker_id = w.id and c.partner_id = $3 and c.revoked_at is null
          and c.expires_at > now() and 'DISCOVERY' = any(c.discloses) and (c.need_id is null or c.need_id = $4)))`,
    [workerId, need.consortiumId, need.partnerId, need.id],
  );
  if (!worker) throw notFound(WORKER, "No worker in use has this id.");
  return worker;
}

/**
 * Keeps a worker from having more introductions open than anybody can answer. The worker's row is locked, so that two at
 * once cannot both be the last.
 */
export async function assertFewOpen(manager: EntityManager, workerId: string, most: number): Promise<void> {
  const count = await asSystem(manager, async () => {
    await manager.query("select from worker where id = $1 for no key update", [workerId]);
    const [row] = await manager.query(
      "select count(*)::int as count from connection where worker_id = $1 and status in ('PROPOSED', 'ACCEPTED_BY_ONE')",
      [workerId],
    );
    return row.count as number;
  });
  if (count >= most)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `A worker has at most ${most} introductions open at a time. Wait until one of them is answered.`,
    );
}
