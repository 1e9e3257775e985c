import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import { LRUCache } from "lru-cache";
import type { Amount, Variables } from "../cost/cost-plan.js";
import { conditionsIn, type OperationPlan, planOperation } from "../cost/plan-operation.js";
import { SchemaCosts } from "../cost/schema-costs.js";
import { type CheckedDocument, checkDocument } from "./document-limits.js";
import { beyondLimit, LIMITS } from "./limits.js";

/** Characters of the texts that are remembered; what is known of a text takes a few times as much. */
const REMEMBERED_CHARACTERS = 1_000_000;
/** Conditions can be combined in many ways, of which clients use few. */
const PLANS = 16;

/** A document within the limits, with what it costs. */
export class KnownDocument {
  /** Whether it was executed before; what it took to validate and to compile it is not taken again then. */
  isExecuted = false;
  /** It with its positions, once it was found valid. */
  valid?: DocumentNode;
  private readonly conditions: readonly string[];
  private readonly plans = new Map<string, OperationPlan>();

  constructor(
    private readonly costs: SchemaCosts,
    private readonly checked: CheckedDocument,
  ) {
    this.conditions = conditionsIn(checked.document);
  }

  /** Fields, with every fragment counted wherever it is spread. */
  get selections(): number {
    return this.checked.selections;
  }

  /** The plan for what the variables include and skip. */
  planFor(variables: Variables): OperationPlan {
    const key = this.conditions.map((name) => String(variables[name])).join();
    const known = this.plans.get(key);
    if (known) return known;
    const plan = planOperation(this.costs, this.checked, variables);
    if (this.plans.size < PLANS) this.plans.set(key, plan);
    return plan;
  }
}

/** Documents by their texts, each checked when it is first seen. */
export class KnownDocuments {
  private readonly costs: SchemaCosts;
  private readonly known = new LRUCache<string, KnownDocument>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, text) => text.length + 100,
  });

  constructor(schema: GraphQLSchema) {
    this.costs = new SchemaCosts(schema);
  }

  /**
   * @returns null when it is no GraphQL, which those say better who parse it to execute it
   * @throws GraphQLError LIMIT_EXCEEDED
   */
  read(text: string): KnownDocument | null {
    const known = this.known.get(text);
    if (known) return known;
    const document = parsed(text);
    if (!document) return null;
    const read = new KnownDocument(this.costs, checkDocument(document));
    this.known.set(text, read);
    return read;
  }
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: LIMITS.tokens, noLocation: true });
  } catch (error) {
    if (/more that \d+ tokens/.test((error as Error).message))
      throw beyondLimit(
        "tokens",
        `The document has more than ${LIMITS.tokens} tokens; ${LIMITS.tokens} are allowed. Split it.`,
      );
    return null;
  }
}

/** The largest of some amounts; 0 without any. */
export const largest = (amounts: readonly Amount[], variables: Variables): number =>
  Math.max(0, ...amounts.map((amount) => (typeof amount === "number" ? amount : amount(variables))));
