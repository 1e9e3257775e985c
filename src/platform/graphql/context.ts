import type { Principal, User } from "../auth/principal.js";
import { unauthenticated } from "./errors.js";
import { type LoaderSources, Loaders } from "./loaders.js";

/** What every resolver receives. */
export interface Context {
  readonly principal: Principal;
  readonly loaders: Loaders;
  /** Stands in the logs and in errors, so that one can be found from the other. */
  readonly requestId: string;
  /** Whether a gateway of the federation asks; for whom, the principal says. */
  readonly isGateway: boolean;
}

export const createContext = (sources: LoaderSources, requestId: string, isGateway = false): Context => ({
  principal: sources.principal,
  loaders: new Loaders(sources),
  requestId,
  isGateway,
});

/**
 * The caller, who must have sent a token.
 * @throws GraphQLError UNAUTHENTICATED
 */
export function userOf(principal: Principal): User {
  if (principal.kind === "anonymous") throw unauthenticated();
  return principal;
}
