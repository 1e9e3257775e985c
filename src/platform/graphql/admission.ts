import type { Authenticate } from "../auth/authenticate.js";
import type { RecogniseGateway } from "../auth/gateway.js";
import { ANONYMOUS, type Entitle } from "../auth/principal.js";
import type { Reads } from "../database/reads.js";
import type { TraceHeaders } from "../observability/tracing.js";
import type { Budget, Caller } from "./budget/budget.js";
import { Spending } from "./budget/spending.js";
import { type Context, createContext } from "./context.js";
import { requestedBy, type Variables } from "./cost/cost-plan.js";
import type { OperationPlan } from "./cost/plan-operation.js";
import { type KnownDocument, type KnownDocuments, largest } from "./limits/known-documents.js";
import { beyondLimit, LIMITS } from "./limits/limits.js";
import { checkVariables } from "./limits/variable-limits.js";
import type { PersistedQueries } from "./persisted-queries.js";

/** A request as it came, over whatever transport. */
export interface Asked {
  /** The text of the document; whatever is not a text is left to GraphQL to refuse. */
  readonly query: unknown;
  readonly variables: unknown;
  /** GraphQL's `extensions`, where a persisted query stands. */
  readonly extensions?: unknown;
  /** The `Authorization` header, or what stands for it where there are no headers. */
  readonly authorization: string | undefined;
  /** What a gateway proves itself by. */
  readonly gatewayCredential: string | undefined;
  /** The IP address that it came from, behind the proxies that are trusted. */
  readonly address: string;
  readonly requestId: string;
  /** The trace that it belongs to, where the transport does not see to that by itself. */
  readonly trace?: TraceHeaders;
}

/**
 * Lets a request in: checks all that is checked before anything is done for it. An event of a subscription comes in like
 * the request that it answers.
 * @throws GraphQLError that says what is wrong with the request
 */
export type Admit = (asked: Asked) => Promise<Context>;

export interface AdmissionParts {
  readonly authenticate: Authenticate;
  readonly entitle: Entitle;
  readonly recogniseGateway: RecogniseGateway;
  readonly reads: Reads;
  readonly documents: KnownDocuments;
  readonly budget: Budget;
  readonly persisted: PersistedQueries;
}

/** What every request takes at least: as much as HTTP, a token and a log line cost. */
const LEAST_POINTS = 10;
/** What a request takes that is refused: it was read all the same. */
const REFUSED_POINTS = 50;

/** What each field of a document takes that was not executed here before: it has to be validated and compiled. */
const NEW_FIELD_POINTS = 5;

/** The one way in: every transport asks it for the context of a request. */
export function createAdmission(parts: AdmissionParts): Admit {
  const { authenticate, entitle, recogniseGateway, reads, budget, persisted, documents } = parts;
  /** What comes of a check, or the fault, which costs the caller something, too. */
  const orCharge = async <Result>(caller: Caller, check: () => Result): Promise<Awaited<Result>> => {
    try {
      return await check();
    } catch (fault) {
      await budget.take(caller, REFUSED_POINTS);
      throw fault;
    }
  };
  return async ({ query, variables, extensions, authorization, gatewayCredential, address, requestId }) => {
    const nobody = { principal: ANONYMOUS, address };
    const { principal } = await orCharge(nobody, () => authenticate(authorization));
    const caller = { principal, address };
    const request = await orCharge(caller, () => {
      const text = persisted.textFor(query, extensions);
      return weigh(text === undefined ? null : documents.read(text), variables);
    });
    const allowance = await budget.take(caller, request.charged);
    const spending = new Spending(
      request.requested,
      allowance,
      request.document,
      request.plan,
      request.variables,
    );
    const isGateway = recogniseGateway(gatewayCredential);
    return createContext({ principal: await entitle(principal), reads }, requestId, { spending, isGateway });
  };
}

interface Weighed {
  readonly document: KnownDocument | null;
  readonly plan: OperationPlan | null;
  readonly variables: Variables;
  readonly requested: number;
  /** What the budget pays: of a document that was never executed here also reading, validating and compiling it. */
  readonly charged: number;
}

/** @throws GraphQLError LIMIT_EXCEEDED */
function weigh(document: KnownDocument | null, given: unknown): Weighed {
  checkVariables(given);
  const variables = isRecord(given) ? given : {};
  // What is no GraphQL is refused by whoever would execute it.
  if (!document) return { document, plan: null, variables, requested: LEAST_POINTS, charged: REFUSED_POINTS };
  const plan = document.planFor(variables);
  const representations = largest(plan.representations, variables);
  if (representations > LIMITS.representations)
    throw beyondLimit(
      "representations",
      `_entities is given ${representations} representations; ${LIMITS.representations} are allowed. Ask in steps.`,
    );
  const cost = requestedBy(plan.steps, variables);
  if (cost > LIMITS.cost)
    throw beyondLimit(
      "cost",
      `The operation may cost ${cost} points; ${LIMITS.cost} are allowed. Ask for shorter pages (\`first\`), or split it.`,
      { cost: Number.isFinite(cost) ? cost : null },
    );
  const requested = Math.max(LEAST_POINTS, cost);
  return {
    document,
    plan,
    variables,
    requested,
    charged: requested + (document.isExecuted ? 0 : document.selections * NEW_FIELD_POINTS),
  };
}

const isRecord = (value: unknown): value is Variables =>
  value !== null && typeof value === "object" && !Array.isArray(value);
