import type { Principal, User } from "../auth/principal.js";
import { unauthenticated } from "./errors.js";
import { type LoaderSources, Loaders } from "./loaders.js";
import type { Spending } from "./spending.js";

/** What every resolver receives. */
export interface Context {
  readonly principal: Principal;
  readonly loaders: Loaders;
  /** Stands in the logs and in errors, so that one can be found from the other. */
  readonly requestId: string;
  /** What the request takes from its caller's budget; undefined for what did not come through admission. */
  readonly spending?: Spending;
}

export const createContext = (sources: LoaderSources, requestId: string, spending?: Spending): Context => ({
  principal: sources.principal,
  loaders: new Loaders(sources),
  requestId,
  spending,
});

/**
 * The caller, who must have sent a token.
 * @throws GraphQLError UNAUTHENTICATED
 */
export function userOf(principal: Principal): User {
  if (principal.kind === "anonymous") throw unauthenticated();
  return principal;
}
