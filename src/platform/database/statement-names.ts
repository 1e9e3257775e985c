import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** How often a text is seen before it gets a name. */
const OFTEN = 3;
/** What is prepared takes memory of each connection, some 20 kB: no more texts than this get a name. */
const MOST = 200;

/**
 * Names the statements that are sent again and again, so that PostgreSQL reads and plans each once a connection. TypeORM
 * names none, and its texts depend on which columns and how many rows are given: those that come seldom stay without.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private readonly seen = new LRUCache<string, number>({ max: 500 });

  /** The name of a text; undefined while it has none. */
  nameOf(text: string): string | undefined {
    const name = this.names.get(text);
    if (name !== undefined || this.names.size >= MOST) return name;
    const times = (this.seen.get(text) ?? 0) + 1;
    this.seen.set(text, times);
    if (times < OFTEN) return undefined;
    const given = `write.${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
    this.names.set(text, given);
    return given;
  }
}
