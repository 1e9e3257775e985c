import type { Reads } from "../../platform/database/reads.js";
import { proficiencyAt } from "../../skills/index.js";
import { type Revocation, revocationOf } from "./credential.reads.js";
import type { CredentialKeys } from "./credential-keys.js";
import type { OpenBadge } from "./open-badge.js";
import { openCredential } from "./sign-credential.js";
import { VerificationStatus, type VerifiedCredential } from "./verified-credential.js";

const UUID_AT_END = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks credentials that this service issued. It asks nobody else, so it can be made to fetch nothing. */
export class CredentialVerifier {
  constructor(
    private readonly reads: Reads,
    private readonly keys: CredentialKeys,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param jwt a compact JWS, as it is downloaded */
  async verify(jwt: string): Promise<VerifiedCredential> {
    const opened = await openCredential(jwt.trim(), await this.keys.verifying());
    if ("fault" in opened) return { ...NOTHING_SAID, status: VerificationStatus[opened.fault] };
    const { badge } = opened;
    const id = UUID_AT_END.exec(badge.id)?.[0];
    if (id === undefined) return { ...NOTHING_SAID, status: VerificationStatus.MALFORMED };
    const revocation = await revocationOf(this.reads, id);
    return { ...saidBy(badge, revocation), status: this.statusOf(badge, revocation) };
  }

  private statusOf(badge: OpenBadge, revocation: Revocation | null): VerificationStatus {
    if (revocation) return VerificationStatus.REVOKED;
    if (badge.validUntil !== undefined && Date.parse(badge.validUntil) <= this.now())
      return VerificationStatus.EXPIRED;
    return Date.parse(badge.validFrom) > this.now()
      ? VerificationStatus.NOT_YET_VALID
      : VerificationStatus.VALID;
  }
}

const NOTHING_SAID = {
  ...{ credential: null, issuerName: null, achievement: null, skillUri: null, proficiency: null },
  ...{ evidence: null, validFrom: null, validUntil: null, revokedAt: null, revocationReason: null },
};

function saidBy(
  { id, issuer, credentialSubject, evidence, validFrom, validUntil }: OpenBadge,
  revocation: Revocation | null,
): Omit<VerifiedCredential, "status"> {
  const { achievement, result } = credentialSubject;
  return {
    credential: id,
    issuerName: issuer.name,
    achievement: achievement.name,
    skillUri: achievement.alignment[0]?.targetUrl ?? null,
    proficiency: proficiencyAt(Number(result[0]?.value)),
    evidence: evidence[0]?.narrative ?? null,
    validFrom: new Date(validFrom),
    validUntil: validUntil === undefined ? null : new Date(validUntil),
    revokedAt: revocation?.revokedAt ?? null,
    revocationReason: revocation?.reason ?? null,
  };
}
