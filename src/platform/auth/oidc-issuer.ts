import { z } from "zod";
import type { Issuer, SignatureAlgorithm } from "./issuer.js";
import { IssuerKeys, KEY_TIMES, type KeyTimes } from "./issuer-keys.js";

/** Whose tokens are accepted, as it is configured. */
export interface OidcSettings {
  /** The issuer's address, exactly as it stands in its tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; undefined asks the issuer itself. */
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly claimPrefix: string;
}

const DISCOVERY = "/.well-known/openid-configuration";
const discovered = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * An identity provider that speaks OpenID Connect. Nothing is fetched before the first token comes.
 * @param report is told why the issuer did not give its keys
 */
export function oidcIssuer(
  settings: OidcSettings,
  report: (reason: unknown) => void,
  times: KeyTimes = KEY_TIMES,
): Issuer {
  const { issuer, audience, algorithms, claimPrefix, jwksUrl } = settings;
  const keys = new IssuerKeys(
    async (signal) => (jwksUrl === undefined ? await discover(issuer, signal) : new URL(jwksUrl)),
    report,
    times,
  );
  return { name: issuer, audience, algorithms, claimPrefix, key: keys.key, keysAsOf: () => keys.asOf() };
}

/** Asks the issuer where its keys are (OpenID Connect Discovery 1.0, section 4). */
async function discover(issuer: string, signal: AbortSignal): Promise<URL> {
  const response = await fetch(issuer.replace(/\/$/, "") + DISCOVERY, { redirect: "error", signal });
  if (!response.ok) throw new Error(`Discovery answered ${response.status}.`);
  const found = discovered.parse(await response.json());
  // Section 4.3: whoever answers for the issuer must be the issuer.
  if (found.issuer !== issuer) throw new Error("Discovery answered for another issuer.");
  const url = new URL(found.jwks_uri);
  if (!isTrustworthy(url)) throw new Error("Discovery names keys that anybody on the way could exchange.");
  return url;
}

/** Whether what comes from an address is what was sent there: over TLS, or not over a network at all. */
export const isTrustworthy = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
