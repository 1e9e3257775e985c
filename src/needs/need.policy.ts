import type { Principal } from "../platform/auth/principal.js";
import type { Conditions } from "../platform/database/statement.js";
import { type Need, NeedStatus } from "./need.js";

/**
 * Whether somebody may see a need: everybody the open ones, the partner all of its own, the consortium all but drafts.
 * `visibleNeedsSql` says the same to PostgreSQL.
 */
export function maySeeNeed(
  principal: Principal,
  need: Pick<Need, "status" | "partnerId" | "consortiumId">,
): boolean {
  if (need.status === NeedStatus.OPEN) return true;
  if (principal.kind === "anonymous") return false;
  if (principal.partnerId === need.partnerId) return true;
  return (
    principal.consortiumId === need.consortiumId &&
    (need.status !== NeedStatus.DRAFT || principal.role === "ADMIN")
  );
}

/** `maySeeNeed` as an SQL condition over a row of `need`. */
export function visibleNeedsSql(conditions: Conditions, principal: Principal, need: string): string {
  if (principal.kind === "anonymous") return `${need}.status = 'OPEN'`;
  const partner = conditions.value(principal.partnerId ?? null);
  const consortium = conditions.value(principal.consortiumId);
  const drafts = principal.role === "ADMIN" ? "" : ` and ${need}.status <> 'DRAFT'`;
  return `${need}.status = 'OPEN' or ${need}.partner_id = ${partner}::uuid or (${need}.consortium_id = ${consortium}::uuid${drafts})`;
}
