import { ConsentPurpose, grantByStep, isConsentValid, revokeByStep } from "../consent/index.js";
import { Disclosure } from "../platform/auth/disclosure.js";
import type { Transaction } from "../platform/database/commands.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { Connection } from "./connection.js";
import { ConnectionStatus } from "./connection-enums.js";

type Disclosing = Pick<Connection, "workerId" | "partnerId" | "needId" | "consentId" | "expiresAt">;

/** How long a partner sees who the worker is after both said yes, unless it is revoked or the connection ends before. */
const YEAR_MS = 365 * 86_400_000;

/** By a yes the worker shows the partner a profile without a name, until the introduction expires. */
export const discloseProfile = (
  transaction: Transaction,
  { workerId, partnerId, needId, expiresAt }: Disclosing,
): Promise<string> =>
  grantByStep(transaction, {
    ...{ workerId, partnerId, needId },
    purpose: ConsentPurpose.INTRODUCTION,
    discloses: [Disclosure.DISCOVERY],
    expiresAt: expiresAt!,
  });

/**
 * When everybody said yes, the partner sees who the worker is, and how to reach them.
 * @throws Refusal when the worker has meanwhile revoked what came with their yes
 */
export async function discloseIdentity(
  transaction: Transaction,
  { workerId, partnerId, needId, consentId }: Disclosing,
  field: readonly string[],
): Promise<string> {
  if (consentId) {
    if (!(await isConsentValid(transaction, consentId)))
      throw refuse(
        UserErrorCode.INVALID_TRANSITION,
        field,
        "The worker has revoked the consent that came with their yes. Decline or withdraw this introduction; a new one can be proposed.",
      );
    await revokeByStep(transaction, { id: consentId, workerId });
  }
  return await grantByStep(transaction, {
    ...{ workerId, partnerId, needId },
    purpose: ConsentPurpose.COLLABORATION,
    discloses: [Disclosure.DISCOVERY, Disclosure.IDENTITY, Disclosure.CONTACT],
    expiresAt: new Date(Date.now() + YEAR_MS),
  });
}

const ENDED_WITHOUT: readonly ConnectionStatus[] = [
  ConnectionStatus.DECLINED,
  ConnectionStatus.WITHDRAWN,
  ConnectionStatus.EXPIRED,
  ConnectionStatus.ENDED_EARLY,
];

/** A connection that ends without being completed takes with it what was disclosed for it. */
export async function concealAgain(
  transaction: Transaction,
  { consentId, workerId }: Disclosing,
  status: ConnectionStatus,
): Promise<void> {
  if (consentId && ENDED_WITHOUT.includes(status))
    await revokeByStep(transaction, { id: consentId, workerId });
}
