import type { Disclosure } from "../platform/auth/disclosure.js";
import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { asSystem } from "../platform/database/viewer.js";
import { ConsentGrant, type ConsentPurpose } from "./consent-grant.js";

/** A consent that follows from what a worker said, rather than from `grantConsent`. */
export interface ImpliedConsent {
  readonly workerId: string;
  readonly partnerId: string;
  readonly needId: string;
  readonly purpose: ConsentPurpose;
  readonly discloses: Disclosure[];
  readonly expiresAt: Date;
}

/**
 * Gives a consent in the name of a worker who said yes to it, whoever's step it follows from. It is as any other: the
 * worker sees it, and may revoke it.
 * @returns its id
 */
export async function issueConsent(
  { manager, changed }: Transaction,
  consent: ImpliedConsent,
): Promise<string> {
  const id = newId();
  await asSystem(manager, () => manager.insert(ConsentGrant, { id, ...consent }));
  changed("consent", consent.workerId);
  return id;
}

/**
 * Revokes a consent that does not hold any more, because what it was given for is over, or another one takes its place.
 * @returns whether it held until now; otherwise the worker has revoked it before
 */
export async function endConsent(
  { manager, changed }: Transaction,
  { workerId, consentId }: { readonly workerId: string; readonly consentId: string },
): Promise<boolean> {
  const [, ended] = await asSystem(manager, () =>
    manager.query(
      "update consent_grant set revoked_at = now(), version = version + 1 where id = $1 and revoked_at is null",
      [consentId],
    ),
  );
  changed("consent", workerId);
  return ended > 0;
}
