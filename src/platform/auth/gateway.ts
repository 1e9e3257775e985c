import { createHash, timingSafeEqual } from "node:crypto";

/** The header in which a gateway of the federation proves itself; `Authorization` is its user's. */
export const GATEWAY_HEADER = "x-gateway-credential";

/** Whether a request is the gateway's, by what it sends in `GATEWAY_HEADER`. */
export type RecogniseGateway = (credential: string | undefined) => boolean;

/**
 * Recognises the gateway by a secret that it shares with this service.
 * @param secret at least 32 characters; without one everybody is taken for the gateway, but nobody in production
 */
export function createRecogniseGateway(secret: string | undefined, mode: string): RecogniseGateway {
  if (secret === undefined) return () => mode !== "production";
  const expected = digest(secret);
  // Digests are of one length, so that comparing them tells nothing, not even the secret's length.
  return (credential) => credential !== undefined && timingSafeEqual(digest(credential), expected);
}

const digest = (text: string) => createHash("sha256").update(text).digest();
