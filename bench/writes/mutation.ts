import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import type { Recorded } from "./recording.js";

/** A mutation that is measured, and what it sends to PostgreSQL. */
export interface Mutation {
  readonly name: "createNeed" | "updateWorker";
  /** Whose token it comes with. */
  readonly user: User;
  readonly query: string;
  /** What is the same every time. */
  readonly input: Readonly<Record<string, unknown>>;
  /** UUIDs of the records to change, one for each that asks at a time; none where each makes its own. */
  readonly targets: readonly string[];
}

/** What was sent for the same mutation of the same record, twice in a row. */
export interface Recording {
  readonly first: readonly Recorded[];
  readonly second: readonly Recorded[];
}

/** One who asks, again and again. */
export interface Slot {
  /** UUID of the record to change. */
  readonly target: string | null;
  /** That the record has now. */
  version: number;
}

/** The variables of the next request of a slot, under an idempotency key of its own. */
export function variablesFor({ input }: Mutation, { target, version }: Slot): Record<string, unknown> {
  const which = target === null ? {} : { id: typedId("worker", target), expectedVersion: version };
  return { input: { ...input, ...which, idempotencyKey: randomUUID() } };
}
