/** How the worker's skill bears on the need's: BROADER says that the worker's is the broader one. */
export type AffinityLinkKind = "SAME" | StoredLinkKind;

/** The kinds of links between two skills; of two equally strong links the one that stands first here is named. */
export const STORED_LINK_KINDS = ["BROADER", "NARROWER", "RELATED", "SIBLING", "LEXICAL", "LEARNED"] as const;
export type StoredLinkKind = (typeof STORED_LINK_KINDS)[number];

/** Why a skill of a worker counts for a skill that a need asks for. */
export interface AffinityLink {
  readonly kind: AffinityLinkKind;
  /** 0.1 to 1; 1 for the same skill only. */
  readonly value: number;
  /** Ids of 1 to 3 skills, from the worker's to the need's; that of siblings leads over the concept they share. */
  readonly path: readonly string[];
}

/** One entry of a required skill's list: another skill that stands in for it. */
export interface ListedLink {
  /** Id of the worker's skill. */
  readonly from: string;
  readonly kind: StoredLinkKind;
  /** 0.1 to below 1 */
  readonly value: number;
  /** Id of the concept that siblings share; null for other kinds. */
  readonly via: string | null;
}

/** Weaker links do not count. */
export const LEAST_AFFINITY = 0.1;
/** So many links of a required skill count: the strongest. */
export const MOST_NEIGHBOURS = 30;

/** The strongest first, equal ones by id. */
export const byStrength = (
  one: Pick<ListedLink, "from" | "value">,
  other: Pick<ListedLink, "from" | "value">,
): number => other.value - one.value || (one.from < other.from ? -1 : Number(one.from > other.from));

/** Whether two lists are the same to the last bit. */
export const sameLinks = (one: readonly ListedLink[], other: readonly ListedLink[]): boolean =>
  one.length === other.length &&
  one.every((link, index) => {
    const { from, kind, value, via } = other[index]!;
    return link.from === from && link.kind === kind && link.value === value && link.via === via;
  });
