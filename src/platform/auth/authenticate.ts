import { decodeJwt, type JWTPayload, type JWTVerifyResult, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { unauthenticated, unavailable } from "../graphql/errors.js";
import { type Issuer, IssuerUnavailable } from "./issuer.js";
import { ANONYMOUS, type Principal, ROLES } from "./principal.js";

/** Who asks, and for how long that is known. */
export interface Identity {
  readonly principal: Principal;
  /** In milliseconds since 1970; infinite without a token. */
  readonly until: number;
}

/**
 * Turns the `Authorization` header of a request into who asks.
 * @throws GraphQLError UNAUTHENTICATED for a token that is not valid, SERVICE_UNAVAILABLE when its issuer does not answer
 */
export type Authenticate = (authorization: string | undefined) => Promise<Identity>;

const CLOCK_TOLERANCE_S = 60;
const REMEMBERED_TOKENS = 10_000;
const MOST_TOKEN_CHARACTERS = 8192;
/** Access tokens (RFC 9068) and plain ones; what an issuer signs for other ends, such as `logout+jwt`, is no token. */
const TYPES = /^(application\/)?(at\+)?jwt$/i;
const ISSUER_RETRY_S = 5;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const claims = z.object({
  role: z.enum(ROLES),
  consortiumId: uuid,
  libraryId: uuid.optional(),
  workerId: uuid.optional(),
  partnerId: uuid.optional(),
});
const CLAIMS = Object.keys(claims.shape);
/** PostgreSQL is told who asks, and takes no NUL in a text. */
const subject = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\u0000"));

const NOBODY: Identity = Object.freeze({ principal: ANONYMOUS, until: Number.POSITIVE_INFINITY });

/**
 * Accepts the tokens of some issuers; without one every caller is anonymous.
 * A token that is present but not valid is refused, never taken for none.
 */
export function createAuthenticate(issuers: readonly Issuer[]): Authenticate {
  // Checking a signature takes as long as ranking workers does.
  const accepted = new LRUCache<string, Accepted>({ max: REMEMBERED_TOKENS });
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return NOBODY;
    const token = /^Bearer +([^ ]+)$/i.exec(authorization)?.[1];
    if (!token) throw unauthenticated("The Authorization header must read `Bearer <token>`.");
    if (issuers.length === 0) throw unauthenticated("This service has no token issuer configured.");
    const known = accepted.get(token);
    const issuer = known?.issuer ?? issuerOf(token, issuers);
    const keysAsOf = await available(issuer.keysAsOf());
    if (known?.keysAsOf === keysAsOf && Date.now() < known.until) return known;
    const payload = await verified(token, issuer);
    const until = (payload.exp! + CLOCK_TOLERANCE_S) * 1000;
    const identity = { principal: principalOf(payload, issuer.claimPrefix), until, issuer, keysAsOf };
    // Before the first keys there was nothing to remember the token by.
    if (keysAsOf > 0) accepted.set(token, identity);
    return identity;
  };
}

/** A token that was found valid. */
interface Accepted extends Identity {
  readonly issuer: Issuer;
  /** Which keys of the issuer it was found valid by: once there are others it must be so again. */
  readonly keysAsOf: number;
}

const invalid = () => unauthenticated("The token is not valid for this service.");

/** The issuer that a token says it is of, which is not proven yet. */
function issuerOf(token: string, issuers: readonly Issuer[]): Issuer {
  if (token.length > MOST_TOKEN_CHARACTERS) throw invalid();
  let name: string | undefined;
  try {
    name = decodeJwt(token).iss;
  } catch {
    throw invalid();
  }
  const issuer = issuers.find((one) => one.name === name);
  if (!issuer) throw invalid();
  return issuer;
}

async function verified(token: string, issuer: Issuer): Promise<JWTPayload> {
  try {
    const result = await jwtVerify(token, issuer.key, {
      issuer: issuer.name,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["exp", "sub"],
    });
    assertIsToken(result);
    return result.payload;
  } catch (error) {
    if (error instanceof IssuerUnavailable) throw issuerUnavailable();
    const expired = (error as { code?: string }).code === "ERR_JWT_EXPIRED";
    throw expired ? unauthenticated("The token has expired. Get a new one.") : invalid();
  }
}

/** What jose leaves to its users: what the token is for, and when it was made. */
function assertIsToken({ protectedHeader: { typ }, payload: { iat } }: JWTVerifyResult): void {
  if (typ !== undefined && !(typeof typ === "string" && TYPES.test(typ))) throw invalid();
  if (iat !== undefined && iat > Date.now() / 1000 + CLOCK_TOLERANCE_S) throw invalid();
}

async function available<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof IssuerUnavailable ? issuerUnavailable() : error;
  }
}

const issuerUnavailable = () =>
  unavailable("Tokens cannot be checked now. Try again in a moment.", ISSUER_RETRY_S);

function principalOf(payload: JWTPayload, prefix: string): Principal {
  const own = Object.fromEntries(CLAIMS.map((name) => [name, payload[prefix + name] ?? undefined]));
  const parsed = claims.safeParse(own);
  const sub = subject.safeParse(payload.sub);
  if (!parsed.success || !sub.success)
    throw unauthenticated("The token lacks claims that this service needs.");
  return Object.freeze({ kind: "user", subject: sub.data, ...parsed.data });
}
