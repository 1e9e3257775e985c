export type Variables = Readonly<Record<string, unknown>>;

/** A number, or how the variables make one. */
export type Amount = number | ((variables: Variables) => number);

/**
 * One field that costs something, in a tree of them that is made once per document: the variables make a number of it
 * before execution, and the answer makes one afterwards.
 */
export interface CostStep {
  /** The name in the answer. */
  readonly key: string;
  /** Points for each instance. */
  readonly weight: number;
  /** Points for the call, however many instances there are. */
  readonly call: Amount;
  /** How many instances there may be. */
  readonly size: Amount;
  /** What is within an instance; of several types it has one, so the dearest counts. */
  readonly inner: readonly (readonly CostStep[])[];
  /** Points for an instance with everything within it; undefined where that depends on variables. */
  readonly instance: number | undefined;
}

const pointsOf = (amount: Amount, variables: Variables): number =>
  typeof amount === "number" ? amount : amount(variables);

/** Completes a step with what an instance of it costs. */
export function stepOf(parts: Omit<CostStep, "instance">): CostStep {
  const isFixed = parts.inner.every((steps) =>
    steps.every(
      ({ size, call, instance }) =>
        typeof size === "number" && typeof call === "number" && instance !== undefined,
    ),
  );
  return { ...parts, instance: isFixed ? instanceOf(parts, {}) : undefined };
}

/** Points that an operation may take at most. */
export function requestedBy(steps: readonly CostStep[], variables: Variables): number {
  let sum = 0;
  for (const step of steps) {
    const each = step.instance ?? instanceOf(step, variables);
    // Clients can ask for infinitely many of what costs nothing, too.
    const all = each === 0 ? 0 : each * pointsOf(step.size, variables);
    sum += all + pointsOf(step.call, variables);
  }
  return sum;
}

function instanceOf({ weight, inner }: Pick<CostStep, "weight" | "inner">, variables: Variables): number {
  let dearest = 0;
  for (const steps of inner) dearest = Math.max(dearest, requestedBy(steps, variables));
  return weight + dearest;
}

/** Points that an operation took, by what its answer holds. */
export function takenBy(steps: readonly CostStep[], data: unknown, variables: Variables): number {
  if (data === null || typeof data !== "object") return 0;
  let sum = 0;
  for (const step of steps) {
    const value = (data as Record<string, unknown>)[step.key];
    if (value !== undefined) sum += pointsOf(step.call, variables) + takenByValue(step, value, variables);
  }
  return sum;
}

function takenByValue(step: CostStep, value: unknown, variables: Variables): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value)) {
    // Most lists end here, so this is what makes counting cheap.
    if (step.inner.length === 0) return step.weight * value.length;
    let sum = 0;
    for (const one of value) sum += takenByValue(step, one, variables);
    return sum;
  }
  let dearest = 0;
  for (const steps of step.inner) dearest = Math.max(dearest, takenBy(steps, value, variables));
  return step.weight + dearest;
}
