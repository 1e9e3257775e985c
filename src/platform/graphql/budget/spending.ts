import { takenBy, type Variables } from "../cost/cost-plan.js";
import type { OperationPlan } from "../cost/plan-operation.js";
import type { KnownDocument } from "../limits/known-documents.js";
import type { Allowance } from "./budget.js";

/** What stands in `extensions.cost` of an answer, in points. */
export interface Cost {
  /** What the operation might have taken, which is what it was charged. */
  readonly requested: number;
  /** What the answer holds, counted in the same way. */
  readonly actual: number;
  /** What is left of the caller's budget. */
  readonly remaining: number;
}

/** What a request takes from its caller's budget. */
export class Spending {
  constructor(
    readonly requested: number,
    readonly allowance: Allowance,
    private readonly document: KnownDocument | null,
    private readonly plan: OperationPlan | null,
    private readonly variables: Variables,
  ) {}

  /** Counts what was answered; it was possible to execute the document then. */
  costOf(data: unknown): Cost {
    if (this.document) this.document.isExecuted = true;
    const actual = this.plan ? takenBy(this.plan.steps, data, this.variables) : 0;
    return { requested: this.requested, actual, remaining: this.allowance.remaining };
  }
}
