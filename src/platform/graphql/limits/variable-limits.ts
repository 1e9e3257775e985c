import { beyondLimit, LIMITS } from "./limits.js";

/**
 * Refuses variables that hold too many values, or too deep ones. Takes as long as reading so many values as are allowed.
 * @param variables as they came, which may be anything
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkVariables(variables: unknown): void {
  let values = 0;
  const check = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== "object") return;
    if (depth > LIMITS.variableDepth)
      throw beyondLimit(
        "variableDepth",
        `The variables are more than ${LIMITS.variableDepth} levels deep; ${LIMITS.variableDepth} are allowed.`,
      );
    const inner = Array.isArray(value) ? value : Object.values(value);
    values += inner.length;
    if (values > LIMITS.variableValues)
      throw beyondLimit(
        "variableValues",
        `The variables hold more than ${LIMITS.variableValues} values; ${LIMITS.variableValues} are allowed. Send less at a time.`,
      );
    for (const one of inner) check(one, depth + 1);
  };
  check(variables, 0);
}
