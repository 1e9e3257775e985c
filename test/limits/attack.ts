import { createHash } from "node:crypto";

/** A request that means no good. */
export interface Attack {
  readonly name: string;
  readonly init: RequestInit;
  /** What stands behind /graphql in the address. */
  readonly search?: string;
  readonly status: number;
  /** `extensions.code` of the first error; null when there must be none. */
  readonly code: string | null;
  /** What the message must contain. */
  readonly says?: string;
}

const JSON_TYPE = { "content-type": "application/json" };

type Expected = Pick<Attack, "status" | "code" | "says">;

/** An answer to what is beyond a limit. */
export const beyond = (says: string): Expected => ({ status: 400, code: "LIMIT_EXCEEDED", says });

/** A document and its variables, as clients send them. */
export const asks = (name: string, query: string, expected: Expected, variables?: unknown): Attack =>
  sends(name, JSON.stringify({ query, variables }), expected);

/** Any body. */
export const sends = (
  name: string,
  body: string | Buffer,
  expected: Expected,
  headers: Record<string, string> = JSON_TYPE,
): Attack => ({ name, init: { method: "POST", headers, body: body as string }, ...expected });

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** So many different things, one after the other. */
export const many = (count: number, each: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => each(index)).join(between);

/** Something within itself. */
export const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);
