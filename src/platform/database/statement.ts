import { createHash } from "node:crypto";

/** A named SQL statement; the name is what PostgreSQL keeps its plan under, so one name stands for one text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * Names a statement whose text depends on which conditions apply: one name for each text.
 * @param name what the statement is for, at most 40 characters
 */
export function statement(name: string, text: string): Statement {
  const known = named.get(text);
  if (known) return known;
  const made = { name: `${name}.${createHash("sha256").update(text).digest("hex").slice(0, 12)}`, text };
  named.set(text, made);
  return made;
}

/** The texts are few: each list has a handful of conditions. */
const named = new Map<string, Statement>();

/** Collects the conditions of a list together with their values. */
export class Conditions {
  private readonly conditions: string[] = [];
  readonly values: unknown[] = [];

  /** The placeholder ($1, $2 ...) of a value. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition; it is SQL of this code base, and values stand in it as placeholders. */
  add(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** Adds what `condition` makes of the value's placeholder, unless the value is absent. */
  addIf<Value>(value: Value | null | undefined, condition: (placeholder: string) => string): this {
    if (value === null || value === undefined) return this;
    return this.add(condition(this.value(value)));
  }

  /** The whole, for behind `where`. */
  toString(): string {
    return this.conditions.length === 0 ? "true" : this.conditions.map((one) => `(${one})`).join(" and ");
  }
}

/**
 * The condition that a label has a text in it, without regard to case, accents and punctuation.
 * @param text placeholder of the text; one of nothing but punctuation is in no label
 */
export const containsLabel = (column: string, text: string): string =>
  `normalize_label(${text}) <> '' and normalize_label(${column}) like '%' || (select normalize_label(${text})) || '%'`;
