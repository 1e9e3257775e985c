import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { defineLoader, inOrder } from "../platform/graphql/loaders.js";
import type { BreakGlass } from "./break-glass.js";

const openGlass = {
  name: "break-glass.open",
  text: `select distinct worker_id as "workerId" from break_glass
    where admin = $1 and consortium_id = $2::uuid and expires_at > now() and ended_at is null`,
};

/** The workers whose data an administrator may see at this moment. */
export async function glassOpenTo(reads: Reads, user: User): Promise<string[]> {
  const rows = await reads.as(user).run<{ workerId: string }>(openGlass, [user.subject, user.consortiumId]);
  return rows.map(({ workerId }) => workerId);
}

const glassByIds = {
  name: "break-glass.by-ids",
  text: `select id, consortium_id as "consortiumId", worker_id as "workerId", admin, reason, opened_at as "openedAt",
      expires_at as "expiresAt", ended_at as "endedAt"
    from break_glass where id = any($1::uuid[])`,
};

/** An access by id, for the administrator whose it is; null when absent or another's. */
export const breakGlassById = defineLoader<string, BreakGlass | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<BreakGlass>(glassByIds, [ids])),
});
