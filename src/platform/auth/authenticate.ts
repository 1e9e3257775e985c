import { type JWTPayload, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { unauthenticated } from "../graphql/errors.js";
import { AUDIENCE, DEVELOPMENT_ISSUER, type DevelopmentIssuer } from "./development-issuer.js";
import { ANONYMOUS, type Principal, ROLES } from "./principal.js";

/** Turns the `Authorization` header of a request into a principal. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

const CLOCK_TOLERANCE_S = 60;
const REMEMBERED_TOKENS = 10_000;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const claims = z.object({
  sub: z.string().min(1).max(200),
  role: z.enum(ROLES),
  consortiumId: uuid,
  libraryId: uuid.optional(),
  workerId: uuid.optional(),
  partnerId: uuid.optional(),
});

/**
 * Accepts the tokens of the development issuer; without an issuer every caller is anonymous.
 * A token that is present but not valid is refused, never taken for none.
 */
export function createAuthenticate(issuer: DevelopmentIssuer | null): Authenticate {
  // Checking a signature takes as long as ranking workers does.
  const accepted = new LRUCache<string, Accepted>({ max: REMEMBERED_TOKENS });
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return ANONYMOUS;
    const token = /^Bearer +([^ ]+)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated("The Authorization header must read `Bearer <token>`.");
    if (!issuer) throw unauthenticated("This service has no token issuer configured.");
    const known = accepted.get(token);
    if (known && Date.now() < known.until) return known.principal;
    const payload = await verified(token, issuer);
    const principal = principalOf(payload);
    accepted.set(token, { principal, until: (payload.exp! + CLOCK_TOLERANCE_S) * 1000 });
    return principal;
  };
}

/** A token that was found valid. */
interface Accepted {
  readonly principal: Principal;
  /** In milliseconds since 1970. */
  readonly until: number;
}

async function verified(token: string, issuer: DevelopmentIssuer): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, await issuer.publicKey(), {
      issuer: DEVELOPMENT_ISSUER,
      audience: AUDIENCE,
      algorithms: ["ES256"],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["exp", "sub"],
    });
    return payload;
  } catch (error) {
    const expired = (error as { code?: string }).code === "ERR_JWT_EXPIRED";
    throw unauthenticated(
      expired ? "The token has expired. Get a new one." : "The token is not valid for this service.",
    );
  }
}

function principalOf(payload: JWTPayload): Principal {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw unauthenticated("The token lacks claims that this service needs.");
  const { sub, ...rest } = parsed.data;
  return Object.freeze({ kind: "user", subject: sub, ...rest });
}
