import type { JWTVerifyGetKey } from "jose";

/** What a token may be signed with: a private key that the issuer alone has. Never `none`, never a shared secret. */
export const SIGNATURE_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** Somebody whose tokens are accepted. */
export interface Issuer {
  /** What its tokens bear as `iss`. */
  readonly name: string;
  /** What its tokens must bear as `aud`, alone or among others. */
  readonly audience: string;
  /** What its tokens may be signed with. */
  readonly algorithms: readonly SignatureAlgorithm[];
  /** What stands in front of the names of this service's claims; often empty. */
  readonly claimPrefix: string;
  /**
   * The public key that a token must be signed with.
   * @throws IssuerUnavailable when that cannot be told now
   */
  readonly key: JWTVerifyGetKey;
  /**
   * Changes whenever its keys may have changed: what was verified before has to be verified again.
   * @throws IssuerUnavailable when the keys at hand are too old to be believed
   */
  keysAsOf(): Promise<number>;
}

/** An issuer that does not answer, or with nonsense: its tokens can be judged later, not now. */
export class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
}
