import { glassBroken } from "../platform/auth/visibility.js";
import type { Context } from "../platform/graphql/context.js";
import { workerById } from "../workers/index.js";

/**
 * PostgreSQL puts on record whatever it gives under broken glass, but not what the index gives: who looks at a pair in
 * that way has the worker read first.
 * @returns whether the pair may be looked at
 */
export async function isOnRecord({ principal, loaders }: Context, workerId: string): Promise<boolean> {
  if (principal.kind === "anonymous" || !glassBroken(principal).includes(workerId)) return true;
  return (await loaders.load(workerById, workerId)) !== null;
}
