import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { asSystem } from "../platform/database/viewer.js";
import { ConsentGrant } from "./consent-grant.js";

/** What a worker discloses by a step that they took, such as saying yes to an introduction. */
export type DisclosedByStep = Pick<
  ConsentGrant,
  "workerId" | "partnerId" | "needId" | "purpose" | "discloses" | "expiresAt"
>;

/**
 * Writes a consent that came with a step of the worker's, whoever's transaction it is. The worker can revoke it like any
 * other. There are as many as a worker has connections, so their number is not limited here.
 * @returns its id
 */
export async function grantByStep(
  { manager, changed }: Transaction,
  disclosed: DisclosedByStep,
): Promise<string> {
  const id = newId();
  await asSystem(manager, () => manager.insert(ConsentGrant, { id, ...disclosed }));
  changed("consent", disclosed.workerId);
  return id;
}

/** Ends a consent that came with a step; one that is over already stays as it is. */
export async function revokeByStep(
  { manager, changed }: Transaction,
  consent: { readonly id: string; readonly workerId: string },
): Promise<void> {
  await asSystem(manager, () =>
    manager.query(
      "update consent_grant set revoked_at = now(), version = version + 1 where id = $1 and revoked_at is null",
      [consent.id],
    ),
  );
  changed("consent", consent.workerId);
}

/** Whether a consent is valid: neither revoked nor expired. */
export async function isConsentValid({ manager }: Transaction, id: string): Promise<boolean> {
  const found = await asSystem(manager, () =>
    manager.query(
      "select 1 from consent_grant where id = $1 and revoked_at is null and expires_at > now() for share",
      [id],
    ),
  );
  return found.length > 0;
}
