import type { Reads } from "../platform/database/reads.js";
import { typedId } from "../platform/graphql/typed-id.js";
import type { Skill } from "./skill.js";
import { SkillKind } from "./skill.js";
import { allSkills, skillsAndNeighbours } from "./taxonomy.reads.js";

/** A concept with its labels and its edges; what the GraphQL type `Skill` is resolved from. */
export interface SkillNode extends Omit<Skill, "id"> {
  /** As PostgreSQL knows it, and whatever refers to it there. */
  readonly uuid: string;
  /** As clients know it: made once here, and not for each of the hundred skills of an answer. */
  readonly id: string;
  readonly alternativeLabels: readonly string[];
  readonly broaderIds: readonly string[];
  readonly narrowerIds: readonly string[];
  readonly relatedIds: readonly string[];
}

/** Its `id` is PostgreSQL's. */
type SkillRow = Omit<SkillNode, "uuid">;

const nodeOf = (row: SkillRow): SkillNode => ({ ...row, uuid: row.id, id: typedId("skill", row.id) });

/**
 * The whole taxonomy in memory: some ten thousand concepts that every request touches and that rarely change.
 * PostgreSQL is the truth; this follows the changes of topic "skill".
 */
export class Taxonomy {
  private nodes = new Map<string, SkillNode>();
  private idsByUri = new Map<string, string>();
  private changes = 0;
  private reloaded: Promise<void> = Promise.resolve();

  constructor(private readonly reads: Pick<Reads, "run">) {}

  /** Reads concepts anew: those given with their neighbours, or all when the list is empty. */
  reload(ids: readonly string[] = []): Promise<void> {
    // One after the other: an answer that was read earlier must not replace a later one.
    const reloading = this.reloaded.then(() => this.readAgain(ids));
    this.reloaded = reloading.catch(() => {});
    return reloading;
  }

  private async readAgain(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) {
      const rows = await this.reads.run<SkillRow>(allSkills);
      this.nodes = new Map(rows.map((row) => [row.id, nodeOf(row)]));
      this.idsByUri = new Map(rows.map((row) => [row.uri, row.id]));
    } else {
      // Whoever was a neighbour before the change may not be one any more: read those too.
      const before = ids.flatMap((id) => {
        const node = this.nodes.get(id);
        return node ? [...node.broaderIds, ...node.narrowerIds, ...node.relatedIds] : [];
      });
      for (const row of await this.reads.run<SkillRow>(skillsAndNeighbours, [ids, before])) {
        const old = this.nodes.get(row.id);
        if (old && old.uri !== row.uri) this.idsByUri.delete(old.uri);
        this.nodes.set(row.id, nodeOf(row));
        this.idsByUri.set(row.uri, row.id);
      }
    }
    this.changes += 1;
  }

  /** Grows with every reload, so that what is computed from the taxonomy knows when to start over. */
  get revision(): number {
    return this.changes;
  }

  get size(): number {
    return this.nodes.size;
  }

  get(id: string): SkillNode | null {
    return this.nodes.get(id) ?? null;
  }

  byUri(uri: string): SkillNode | null {
    const id = this.idsByUri.get(uri);
    return id === undefined ? null : this.get(id);
  }

  all(): Iterable<SkillNode> {
    return this.nodes.values();
  }

  /** The concept that stands for this one today: itself, or what it was merged into. Null when unknown. */
  current(id: string): SkillNode | null {
    let node = this.get(id);
    while (node?.mergedIntoId) node = this.get(node.mergedIntoId);
    return node;
  }

  /** The concept to store when somebody names `id` as a skill to have, want or look for; null when it cannot be one. */
  assignable(id: string): SkillNode | null {
    const node = this.current(id);
    return node && node.kind !== SkillKind.GROUP && node.archivedAt === null ? node : null;
  }

  /** Whether `ancestorId` is `id` itself or above it. */
  isWithin(id: string, ancestorId: string): boolean {
    const seen = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === ancestorId) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(this.get(next)?.broaderIds ?? []));
    }
    return false;
  }

  /** `id` and everything below it. */
  descendants(id: string): Set<string> {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(this.get(next)?.narrowerIds ?? []));
    }
    return found;
  }
}
