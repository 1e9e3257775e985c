import type { EntityManager } from "typeorm";
import { Connection, ConnectionStatus } from "../../connections/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { notFound } from "../../platform/database/update-record.js";
import { asSystem } from "../../platform/database/viewer.js";
import { uuidOf } from "../../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { levelOf } from "../../skills/index.js";
import { visibleWorker } from "../../workers/index.js";
import type {
  ClaimCredentialInput,
  RevokeCredentialInput,
  ShareCredentialInput,
} from "./credential.inputs.js";
import { Credential } from "./credential.js";
import { answersFor, holds } from "./credential.policy.js";
import type { CredentialIssuer } from "./credential-issuer.js";
import type { GrowthEvidence, ShownGrowth } from "./growth-evidence.js";

export interface CredentialReference {
  readonly credentialId: string;
}

const DUPLICATES = {
  credential_connection_id_skill_id_idx: {
    field: "skillId",
    message: "You have a credential for this skill and this collaboration already.",
  },
};

/** Use cases about credentials. */
export class CredentialService {
  constructor(
    private readonly commands: Commands,
    private readonly issuer: CredentialIssuer,
    private readonly evidence: GrowthEvidence,
  ) {}

  async claim(user: User, input: ClaimCredentialInput): Promise<CredentialReference> {
    const command = { name: "claimCredential", input, duplicates: DUPLICATES };
    return await this.commands.run(user, command, async (transaction) => {
      const { manager } = transaction;
      if (!user.workerId)
        throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only workers claim credentials, each their own.");
      const worker = await visibleWorker(
        manager,
        user,
        user.workerId,
        ["input"],
        "Your profile is not in use.",
      );
      const connection = await completed(manager, worker.id, input.connectionId);
      const skillId = uuidOf("skill", input.skillId, ["input", "skillId"]);
      const { proficiency, ...work } = reached(
        await this.evidence.evidenceFor(manager, connection.id, skillId),
      );
      const credentialId = await this.issuer.issue(transaction, {
        ...{ worker, skillId, proficiency, work, withName: input.withName },
        ...{ connectionId: connection.id, partnerId: connection.partnerId },
      });
      transaction.changed("credential", credentialId);
      transaction.record({ workerIds: [worker.id] });
      return { credentialId };
    });
  }

  async share(user: User, input: ShareCredentialInput): Promise<CredentialReference> {
    const command = { name: "shareCredential", input };
    return await this.commands.run(user, command, async ({ manager, changed, record }) => {
      const credential = await found(manager, input.id, (one) => holds(user, one));
      await manager.query(
        "update credential set shared = $2, version = version + 1 where id = $1 and shared <> $2",
        [credential.id, input.shared],
      );
      changed("credential", credential.id);
      record({ workerIds: [credential.workerId] });
      return { credentialId: credential.id };
    });
  }

  async revoke(user: User, input: RevokeCredentialInput): Promise<CredentialReference> {
    const command = { name: "revokeCredential", input };
    return await this.commands.run(user, command, async ({ manager, changed, happened, record }) => {
      // Whoever answers for a credential need not see it, nor who has it.
      const credential = await asSystem(manager, async () => {
        const one = await found(manager, input.id, (it) => holds(user, it) || answersFor(user, it));
        if (!one.revokedAt) await revoke(manager, one, input);
        return one;
      });
      const { id, workerId, consortiumId, libraryId, connectionId, skillId } = credential;
      changed("credential", id);
      record({ workerIds: [workerId], reason: input.reason });
      if (!credential.revokedAt)
        happened({
          kind: "credential.revoked",
          ...{ consortiumId, workerId, libraryId, connectionId },
          data: { credentialId: id, skillId, reason: input.reason },
        });
      return { credentialId: id };
    });
  }
}

async function completed(manager: EntityManager, workerId: string, typedId: string): Promise<Connection> {
  const field = ["input", "connectionId"];
  const id = uuidOf("connection", typedId, field);
  const connection = await manager.findOneBy(Connection, { id, workerId });
  if (!connection) throw notFound(field, "You have no connection with this id.");
  if (connection.status !== ConnectionStatus.COMPLETED)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field,
      "Credentials are for collaborations that were completed. Complete it first.",
    );
  return connection;
}

/** What was shown, as far as it reaches the level that both agreed on. */
function reached(shown: ShownGrowth | null): Omit<ShownGrowth, "targetProficiency"> {
  const field = ["input", "skillId"];
  if (!shown)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field,
      "The partner has not rated this skill. Ask the partner to close the collaboration with a rating of it.",
    );
  const { targetProficiency, ...growth } = shown;
  if (levelOf(growth.proficiency) < levelOf(targetProficiency))
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field,
      "The partner's rating does not reach the level that you agreed on.",
    );
  return growth;
}

/** @param isTheirs what is not is answered like what is not there */
async function found(
  manager: EntityManager,
  typedId: string,
  isTheirs: (credential: Credential) => boolean,
): Promise<Credential> {
  const field = ["input", "id"];
  const credential = await manager.findOne(Credential, {
    where: { id: uuidOf("credential", typedId, field) },
    lock: { mode: "pessimistic_write" },
  });
  if (!credential || !isTheirs(credential))
    throw notFound(field, "There is no credential with this id that is yours to change.");
  return credential;
}

async function revoke(
  manager: EntityManager,
  { id, libraryId, consortiumId }: Credential,
  { reason }: RevokeCredentialInput,
): Promise<void> {
  await manager.query(
    "update credential set revoked_at = now(), revocation_reason = $2, version = version + 1 where id = $1",
    [id, reason],
  );
  await manager.query(
    "insert into credential_revocation (credential_id, issuer_id, reason) values ($1, $2, $3)",
    [id, libraryId ?? consortiumId, reason],
  );
}
