import type { EntityManager } from "typeorm";
import { asSystem } from "../platform/database/viewer.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { Connection } from "./connection.js";

/**
 * A worker who took back what they disclosed is neither written to nor held to anything new.
 * @throws Refusal INVALID_TRANSITION when the consent of a connection is revoked or has expired
 */
export async function assertDiscloses(manager: EntityManager, { consentId }: Connection): Promise<void> {
  const holds = await asSystem(manager, () =>
    manager.query("select 1 from consent_grant where id = $1 and revoked_at is null and expires_at > now()", [
      consentId,
    ]),
  );
  if (holds.length === 0)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      ["input", "connectionId"],
      "The worker does not disclose themselves to the partner any more, which ended the conversation.",
    );
}
