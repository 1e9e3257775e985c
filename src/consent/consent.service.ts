import type { EntityManager } from "typeorm";
import { maySeeNeed, Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { visibleWorker, type Worker } from "../workers/index.js";
import type { GrantConsentInput, RevokeConsentInput } from "./consent.inputs.js";
import { consentingWorker, expiryFault } from "./consent.policy.js";
import { ConsentGrant } from "./consent-grant.js";

/** So many consents of a worker may be valid at a time. */
export const MAX_CONSENTS = 100;

export interface ConsentReference {
  readonly consentId: string;
}

/** Use cases in which a worker discloses something to a partner, or ends that. */
export class ConsentService {
  constructor(private readonly commands: Commands) {}

  async grant(user: User, input: GrantConsentInput): Promise<ConsentReference> {
    return await this.commands.run(
      user,
      { name: "grantConsent", input },
      async ({ manager, changed, record }) => {
        const worker = await self(manager, user);
        const fault = expiryFault(input.expiresAt, new Date());
        if (fault) throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "expiresAt"], fault);
        const partnerId = await partnerNamed(manager, user, input.partnerId);
        const needId = input.needId ? await needNamed(manager, user, partnerId, input.needId) : null;
        await assertRoom(manager, worker.id);
        const id = newId();
        const { purpose, discloses, expiresAt } = input;
        await manager.insert(ConsentGrant, {
          id,
          workerId: worker.id,
          ...{ partnerId, needId, purpose, discloses, expiresAt },
        });
        changed("consent", worker.id);
        record({ workerIds: [worker.id] });
        return { consentId: id };
      },
    );
  }

  async revoke(user: User, input: RevokeConsentInput): Promise<ConsentReference> {
    return await this.commands.run(
      user,
      { name: "revokeConsent", input },
      async ({ manager, changed, record }) => {
        const field = ["input", "id"];
        const id = uuidOf("consent", input.id, field);
        const workerId = consentingWorker(user);
        const consent = workerId && (await manager.findOneBy(ConsentGrant, { id, workerId }));
        if (!consent) throw notFound(field, "You gave no consent that has this id.");
        await manager.query(
          "update consent_grant set revoked_at = now(), version = version + 1 where id = $1 and revoked_at is null",
          [id],
        );
        changed("consent", consent.workerId);
        record({ workerIds: [consent.workerId] });
        return { consentId: id };
      },
    );
  }
}

async function self(manager: EntityManager, user: User): Promise<Worker> {
  const workerId = consentingWorker(user);
  if (!workerId)
    throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only workers give consents, each their own.");
  return await visibleWorker(manager, user, workerId, ["input"], "Your profile is not in use.");
}

async function partnerNamed(manager: EntityManager, user: User, typedId: string): Promise<string> {
  const field = ["input", "partnerId"];
  const partner = await manager.findOneBy(Partner, { id: uuidOf("partner", typedId, field) });
  if (!partner || partner.archivedAt || partner.consortiumId !== user.consortiumId)
    throw notFound(field, "No partner of your consortium has this id.");
  return partner.id;
}

async function needNamed(
  manager: EntityManager,
  user: User,
  partnerId: string,
  typedId: string,
): Promise<string> {
  const field = ["input", "needId"];
  const need = await manager.findOneBy(Need, { id: uuidOf("need", typedId, field), partnerId });
  if (!need || need.archivedAt || !maySeeNeed(user, need))
    throw notFound(field, "No need of this partner has this id.");
  return need.id;
}

/** The worker's row is locked, so that two at once cannot both be the last. */
async function assertRoom(manager: EntityManager, workerId: string): Promise<void> {
  await manager.query("select from worker where id = $1 for update", [workerId]);
  const [{ count }] = await manager.query(
    "select count(*)::int as count from consent_grant where worker_id = $1 and revoked_at is null and expires_at > now()",
    [workerId],
  );
  if (count >= MAX_CONSENTS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `At most ${MAX_CONSENTS} consents are valid at a time. Revoke one first.`,
    );
}
