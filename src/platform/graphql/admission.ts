import type { Authenticate } from "../auth/authenticate.js";
import type { RecogniseGateway } from "../auth/gateway.js";
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
  /** What a gateway proves itself by. */
  readonly gatewayCredential: string | undefined;
  readonly requestId: string;
}

/**
 * Lets a request in: checks all that is checked before anything is done for it.
 * @throws GraphQLError that says what is wrong with the request
 */
export type Admit = (asked: Asked) => Promise<Context>;

export interface Admission {
  readonly admit: Admit;
  /** Finds out anew who asks, with what they are entitled to now, for the next event of an operation that was let in. */
  readonly readmit: Admit;
}

export interface AdmissionParts {
  readonly authenticate: Authenticate;
  readonly entitle: Entitle;
  readonly recogniseGateway: RecogniseGateway;
  readonly reads: Reads;
}

/** The one way in: every transport asks it for the context of a request. */
export function createAdmission(parts: AdmissionParts): Admission {
  const { authenticate, entitle, recogniseGateway, reads } = parts;
  const guard = createDocumentGuard();
  const readmit: Admit = async ({ authorization, gatewayCredential, requestId }) => {
    const { principal } = await authenticate(authorization);
    const sources = { principal: await entitle(principal), reads };
    return createContext(sources, requestId, recogniseGateway(gatewayCredential));
  };
  return {
    readmit,
    admit: async (asked) => {
      guard(asked.query);
      return await readmit(asked);
    },
  };
}
