import { type ClassType, createMethodMiddlewareDecorator, Mutation } from "type-graphql";
import type { Context } from "./context.js";
import { Cost } from "./cost/cost.decorators.js";
import { InvalidInput } from "./errors.js";
import { Refusal, UserErrorCode } from "./user-errors.js";

/** A transaction with its outbox row takes ten times as long as a read. */
const MUTATION_POINTS = 50;

/**
 * A mutation of this API: answers expected refusals as `userErrors`, and lets what follows in the
 * request read the changed records.
 */
export function Mutate(returns: () => ClassType, options: { description: string }): MethodDecorator {
  const mutation = Mutation(returns, options);
  const cost = Cost(MUTATION_POINTS);
  const guard = createMethodMiddlewareDecorator<Context>(async ({ context }, next) => {
    try {
      return { userErrors: [], ...(await next()) };
    } catch (error) {
      if (error instanceof Refusal) return { userErrors: error.userErrors };
      if (error instanceof InvalidInput)
        return {
          userErrors: error.faults.map((fault) => ({ code: UserErrorCode.BAD_USER_INPUT, ...fault })),
        };
      throw error;
    } finally {
      context.loaders.clear();
    }
  });
  return (target, property, descriptor) => {
    mutation(target, property, descriptor);
    cost(target, property, descriptor);
    guard(target, property, descriptor as TypedPropertyDescriptor<unknown>);
  };
}
