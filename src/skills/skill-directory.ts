import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { InvalidInput } from "../platform/graphql/errors.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { SkillFilter } from "./skill.inputs.js";
import { CurationStatus } from "./skill.js";
import type { SkillNode, Taxonomy } from "./taxonomy.js";

const LIST = "skills";
const MOST_BROADER = 100;

/** Finds concepts by id, by filter and along their links, out of the taxonomy in memory. */
export class SkillDirectory {
  private sorted: { readonly revision: number; readonly nodes: readonly SkillNode[] } | undefined;

  constructor(private readonly taxonomy: Taxonomy) {}

  /**
   * @param key exactly one of a typed id and a URI
   * @throws InvalidInput naming both otherwise
   */
  find({ id, uri }: { readonly id?: string | null; readonly uri?: string | null }): SkillNode | null {
    const hasId = id !== null && id !== undefined;
    const hasUri = uri !== null && uri !== undefined;
    if (hasId === hasUri) {
      const message = "give exactly one of `id` and `uri`";
      throw new InvalidInput([
        { field: ["id"], message },
        { field: ["uri"], message },
      ]);
    }
    return hasId ? this.taxonomy.get(uuidOf("skill", id)) : this.taxonomy.byUri(uri as string);
  }

  /** The concepts in use that a filter lets through, by label. */
  list(filter: SkillFilter, page: PageArgs): Connection<SkillNode> {
    const fits = this.filterOf(filter);
    return pageByLabel(LIST, page, this.inOrder(), fits);
  }

  broader(skill: SkillNode): SkillNode[] {
    return this.inUse(skill.broaderIds).slice(0, MOST_BROADER);
  }

  narrower(skill: SkillNode, page: PageArgs): Connection<SkillNode> {
    return pageByLabel(`narrower ${skill.uuid}`, page, this.inUse(skill.narrowerIds));
  }

  related(skill: SkillNode, page: PageArgs): Connection<SkillNode> {
    return pageByLabel(`related ${skill.uuid}`, page, this.inUse(skill.relatedIds));
  }

  mergedInto(skill: SkillNode): SkillNode | null {
    return skill.mergedIntoId === null ? null : this.taxonomy.current(skill.mergedIntoId);
  }

  private inUse(ids: readonly string[]): SkillNode[] {
    return ids
      .map((id) => this.taxonomy.get(id))
      .filter((node): node is SkillNode => node !== null && node.archivedAt === null)
      .sort(byLabel);
  }

  private filterOf({ kind, scheme, status, within }: SkillFilter): (node: SkillNode) => boolean {
    const inside = within ? this.taxonomy.descendants(uuidOf("skill", within, ["filter", "within"])) : null;
    return (node) =>
      node.archivedAt === null &&
      (status ? node.status === status : node.status !== CurationStatus.MERGED) &&
      (!kind || node.kind === kind) &&
      (!scheme || node.scheme === scheme) &&
      (!inside || inside.has(node.uuid));
  }

  private inOrder(): readonly SkillNode[] {
    const { revision } = this.taxonomy;
    if (this.sorted?.revision !== revision)
      this.sorted = { revision, nodes: [...this.taxonomy.all()].sort(byLabel) };
    return this.sorted.nodes;
  }
}

const { compare } = new Intl.Collator("en");

interface Labelled {
  readonly preferredLabel: string;
  readonly uuid: string;
}

const byLabel = (one: Labelled, other: Labelled): number =>
  compare(one.preferredLabel, other.preferredLabel) ||
  (one.uuid < other.uuid ? -1 : one.uuid > other.uuid ? 1 : 0);

function pageByLabel(
  list: string,
  page: PageArgs,
  inOrder: readonly SkillNode[],
  fits: (node: SkillNode) => boolean = () => true,
): Connection<SkillNode> {
  const after = decodeCursor(list, page.after, [PARTS.text, PARTS.id]);
  const position = after && { preferredLabel: String(after[0]), uuid: String(after[1]) };
  const rows: SkillNode[] = [];
  for (const node of inOrder) {
    if (rows.length > page.first) break;
    if (fits(node) && (!position || byLabel(node, position) > 0)) rows.push(node);
  }
  return pageOf(rows, list, page, (node) => [node.preferredLabel, node.uuid]);
}
