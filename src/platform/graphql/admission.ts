import type { Authenticate } from "../auth/authenticate.js";
import type { Entitle } from "../auth/principal.js";
import type { Reads } from "../database/reads.js";
import { type Context, createContext } from "./context.js";
import { createDocumentGuard } from "./document-limits.js";

/** A request as it came, over whatever transport. */
export interface Asked {
  /** The text of the document; whatever is not a text is left to GraphQL to refuse. */
  readonly query: unknown;
  /** The `Authorization` header, or what stands for it where there are no headers. */
  readonly authorization: string | undefined;
  readonly requestId: string;
}

/**
 * Lets a request in: checks all that is checked before anything is done for it.
 * @throws GraphQLError that says what is wrong with the request
 */
export type Admit = (asked: Asked) => Promise<Context>;

export interface AdmissionParts {
  readonly authenticate: Authenticate;
  readonly entitle: Entitle;
  readonly reads: Reads;
}

/** The one way in: every transport asks it for the context of a request. */
export function createAdmission({ authenticate, entitle, reads }: AdmissionParts): Admit {
  const guard = createDocumentGuard();
  return async ({ query, authorization, requestId }) => {
    guard(query);
    const principal = await entitle(await authenticate(authorization));
    return createContext({ principal, reads }, requestId);
  };
}
