import { randomBytes, randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Transaction } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { notFound } from "../../platform/database/update-record.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { type Proficiency, type SkillNode, SkillScheme, type Taxonomy } from "../../skills/index.js";
import { Consortium, Library, type Worker } from "../../workers/index.js";
import type { CredentialAddresses } from "./addresses.js";
import { Credential } from "./credential.js";
import type { CredentialKeys } from "./credential-keys.js";
import { type BadgeIssuer, type BadgeSkill, type BadgeWork, openBadgeOf } from "./open-badge.js";
import { signCredential } from "./sign-credential.js";

/** What a credential is issued on. */
export interface CredentialFacts {
  readonly worker: Pick<Worker, "id" | "name" | "consortiumId" | "libraryId">;
  readonly connectionId: string | null;
  readonly partnerId: string | null;
  readonly skillId: string;
  readonly proficiency: Proficiency;
  readonly work: BadgeWork;
  /** Whether it names its holder, which is the worker's own decision. */
  readonly withName: boolean;
  readonly validUntil?: Date | null;
}

/** The skill as a badge names it. */
export const badgeSkillOf = (skill: SkillNode): BadgeSkill => ({
  id: skill.uuid,
  uri: skill.uri,
  isEsco: skill.scheme === SkillScheme.ESCO,
  name: skill.preferredLabel,
  description: skill.description,
});

/** Issues credentials in the name of the worker's library, or of the consortium for workers without one. */
export class CredentialIssuer {
  constructor(
    private readonly keys: CredentialKeys,
    private readonly addresses: CredentialAddresses,
    private readonly taxonomy: Taxonomy,
  ) {}

  /**
   * Signs and stores a credential, and tells of it.
   * @returns its UUID
   * @throws Refusal where this service has no key
   */
  async issue(transaction: Transaction, facts: CredentialFacts): Promise<string> {
    const key = await this.keys.signing();
    if (!key)
      throw refuse(
        UserErrorCode.FORBIDDEN,
        ["input"],
        "This service issues no credentials. Whoever runs it has to set CREDENTIAL_KEYS_FILE.",
      );
    const { worker, connectionId, partnerId, withName, proficiency, validUntil = null } = facts;
    const skill = this.taxonomy.current(facts.skillId);
    if (!skill) throw notFound(["input", "skillId"], "No skill has this id.");
    const id = newId();
    const validFrom = new Date();
    const badge = openBadgeOf(
      {
        ...{ id, proficiency, validFrom, validUntil, work: facts.work },
        ...{ holderId: randomUUID(), evidenceId: randomUUID() },
        holder: withName ? { name: worker.name, salt: randomBytes(16).toString("hex") } : null,
        issuer: await issuerFor(transaction.manager, worker),
        skill: badgeSkillOf(skill),
      },
      this.addresses,
    );
    const { consortiumId, libraryId } = worker;
    await transaction.manager.insert(Credential, {
      ...{ id, validUntil, consortiumId, libraryId, connectionId, proficiency, withName },
      ...{ issuedAt: validFrom, workerId: worker.id, skillId: skill.uuid },
      jwt: await signCredential(badge, key, this.addresses),
    });
    transaction.happened({
      kind: "credential.issued",
      ...{ consortiumId, workerId: worker.id, libraryId, partnerId, connectionId },
      data: { credentialId: id, skillId: skill.uuid },
    });
    return id;
  }
}

async function issuerFor(
  manager: EntityManager,
  { libraryId, consortiumId }: CredentialFacts["worker"],
): Promise<BadgeIssuer> {
  if (libraryId === null) return await manager.findOneByOrFail(Consortium, { id: consortiumId });
  return await manager.findOneByOrFail(Library, { id: libraryId });
}
