import { CompactSign, compactVerify, decodeProtectedHeader, errors } from "jose";
import type { CredentialAddresses } from "./addresses.js";
import { imported } from "./credential-keys.js";
import type { StoredKey } from "./key-file.js";
import type { OpenBadge } from "./open-badge.js";

/**
 * Signs a credential as Open Badges 3.0 has it in its section about JSON Web Token proofs: the payload is the credential
 * itself, with the registered claims that repeat parts of it, and `kid` is an address at which the public key is found.
 * @returns a compact JWS
 */
export async function signCredential(
  badge: OpenBadge,
  key: StoredKey,
  addresses: CredentialAddresses,
): Promise<string> {
  const payload = { ...badge, ...claimsOf(badge) };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.alg, kid: addresses.key(key.kid), typ: "JWT" })
    .sign(await imported(key));
}

/** The part of a badge that is repeated in claims. */
type Claimed = Pick<OpenBadge, "id" | "validFrom"> & {
  readonly validUntil?: string;
  readonly issuer: { readonly id: string };
  readonly credentialSubject: { readonly id: string };
};

const claimsOf = ({ id, issuer, credentialSubject, validFrom, validUntil }: Claimed) => ({
  iss: issuer.id,
  jti: id,
  sub: credentialSubject.id,
  nbf: Date.parse(validFrom) / 1000,
  ...(validUntil !== undefined && { exp: Date.parse(validUntil) / 1000 }),
});

export type SignatureFault = "MALFORMED" | "UNKNOWN_ISSUER" | "BAD_SIGNATURE";

/**
 * The credential in a compact JWS, when one of the keys signed it.
 * @param keys the public keys of this service; nothing else is trusted, and nothing is fetched
 */
export async function openCredential(
  jwt: string,
  keys: readonly StoredKey[],
): Promise<{ readonly badge: OpenBadge } | { readonly fault: SignatureFault }> {
  const thumbprint = thumbprintIn(jwt);
  if (thumbprint === undefined) return { fault: "MALFORMED" };
  const key = keys.find(({ kid }) => kid === thumbprint);
  if (!key) return { fault: "UNKNOWN_ISSUER" };
  try {
    const { payload } = await compactVerify(jwt, await imported(key), { algorithms: [key.alg] });
    const badge = JSON.parse(new TextDecoder().decode(payload));
    return agrees(badge) ? { badge } : { fault: "MALFORMED" };
  } catch (error) {
    if (error instanceof errors.JWSInvalid || error instanceof SyntaxError) return { fault: "MALFORMED" };
    if (error instanceof errors.JOSEError) return { fault: "BAD_SIGNATURE" };
    throw error;
  }
}

/** The last part of the address of the key: the service may have moved since. Empty where it is named otherwise. */
function thumbprintIn(jwt: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(jwt);
    if (typeof alg !== "string" || jwt.split(".").length !== 3) return undefined;
    return typeof kid === "string" ? kid.slice(kid.lastIndexOf("/") + 1) : "";
  } catch {
    return undefined;
  }
}

/** A verifier has to refuse a credential whose claims say something else than it does. */
function agrees(badge: OpenBadge & Record<string, unknown>): boolean {
  try {
    const expected: Record<string, unknown> = claimsOf(badge);
    return ["iss", "jti", "sub", "nbf", "exp"].every((claim) => badge[claim] === expected[claim]);
  } catch {
    return false;
  }
}
