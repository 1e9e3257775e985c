import type { Taxonomy } from "../skills/index.js";

/** Tells which concepts a skill counts for: itself, and everything broader. */
export class SkillsAbove {
  private known = new Map<string, readonly string[]>();
  private revision = -1;

  constructor(private readonly taxonomy: Taxonomy) {}

  /** The skill that stands for `skillId` today comes first. */
  of(skillId: string): readonly string[] {
    if (this.revision !== this.taxonomy.revision) {
      this.known = new Map();
      this.revision = this.taxonomy.revision;
    }
    const known = this.known.get(skillId);
    if (known) return known;
    const found = new Set([this.taxonomy.current(skillId)?.uuid ?? skillId]);
    // A set gives what is added while it is walked, too.
    for (const id of found) for (const above of this.taxonomy.get(id)?.broaderIds ?? []) found.add(above);
    const above = [...found];
    this.known.set(skillId, above);
    return above;
  }
}
