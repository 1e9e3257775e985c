import { typedId } from "../platform/graphql/typed-id.js";

/**
 * What a worker is called by whoever may not see the name: always the same for a worker, and made of the random end of
 * the id, which whoever sees the worker knows anyway.
 */
export const pseudonymOf = (workerId: string): string =>
  `Candidate ${typedId("worker", workerId).slice(-6).toUpperCase()}`;
