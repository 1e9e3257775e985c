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
}

/**
 * The context of one request, in which the database is asked as its principal.
 * @param more what admission found out beside who asks
 */
export function createContext(
  { principal, reads }: LoaderSources,
  requestId: string,
  { spending, isGateway = false }: Partial<Pick<Context, "spending" | "isGateway">> = {},
): Context {
  const asking = principal.kind === "user" ? { ...principal, requestId } : principal;
  const loaders = new Loaders({ principal: asking, reads: reads.as(asking) });
  return { principal: asking, loaders, requestId, spending, isGateway };
}

/**
 * The caller, who must have sent a token.
 * @throws GraphQLError UNAUTHENTICATED
 */
export function userOf(principal: Principal): User {
  if (principal.kind === "anonymous") throw unauthenticated();
  return principal;
}
