import type { Principal, User } from "../auth/principal.js";
import type { Spending } from "./budget/spending.js";
import { unauthenticated } from "./errors.js";
import { type LoaderSources, Loaders } from "./loaders.js";

/** What every resolver receives. */
export interface Context {
  readonly principal: Principal;
  readonly loaders: Loaders;
  /** Stands in the logs and in errors, so that one can be found from the other. */
  readonly requestId: string;
  /** What the request takes from its caller's budget; undefined for what did not come through admission. */
  readonly spending?: Spending;
  /** Whether a gateway of the federation asks; for whom, the principal says. */
  readonly isGateway: boolean;
  /** Whether what is asked for may be read ahead of the fields that ask; without it each reads its own, to the same answer. */
  readonly lookAhead: boolean;
}

/**
 * The context of one request, in which the database is asked as its principal.
 * @param more what admission found out beside who asks
 */
export function createContext(
  { principal, reads }: LoaderSources,
  requestId: string,
  {
    spending,
    isGateway = false,
    lookAhead = true,
  }: Partial<Pick<Context, "spending" | "isGateway" | "lookAhead">> = {},
): Context {
  const asking = principal.kind === "user" ? { ...principal, requestId } : principal;
  const loaders = new Loaders({ principal: asking, reads: reads.as(asking) });
  return { principal: asking, loaders, requestId, spending, isGateway, lookAhead };
}

/**
 * The caller, who must have sent a token.
 * @throws GraphQLError UNAUTHENTICATED
 */
export function userOf(principal: Principal): User {
  if (principal.kind === "anonymous") throw unauthenticated();
  return principal;
}
