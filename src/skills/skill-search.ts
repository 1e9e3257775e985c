import { createHash } from "node:crypto";
import type { Reads } from "../platform/database/reads.js";
import {
  type Connection,
  decodeCursor,
  type Edge,
  encodeCursor,
  PARTS,
  type PageArgs,
} from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { labelLikeness } from "./label-likeness.js";
import { type Reading, readingsOf } from "./readings.js";
import {
  type HitPosition,
  type LikeLabel,
  LOOSE,
  readLabelsLike,
  type SearchHit,
  type SearchPage,
  searchLiterally,
  searchLoosely,
} from "./search.reads.js";
import type { SkillFilter } from "./skill.inputs.js";
import { CurationStatus, SkillKind } from "./skill.js";
import type { SkillNode, Taxonomy } from "./taxonomy.js";
import { corrections, readTypedWords } from "./typed-words.js";

/** An entry of a search's page. */
export interface FoundEdge extends Edge<SkillNode> {
  readonly matchedLabel: string;
}

/** A concept that a free text may stand for. */
export interface Suggestion {
  readonly skill: SkillNode;
  readonly matchedLabel: string;
  readonly isAlias: boolean;
  /** 0 to 1 */
  readonly confidence: number;
}

const MOST_WORDS = 8;
const CANDIDATES = 60;
/** Below this the first suggestion for real typed texts was wrong more often than right. */
const LEAST_CONFIDENCE = 0.7;
const ALIAS = 0.95;

/** Finds concepts by what people type. */
export class SkillSearch {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** A page of the concepts whose labels fit a text, the best first; word order and slips matter only if need be. */
  async search(text: string, filter: SkillFilter, page: PageArgs): Promise<Connection<SkillNode>> {
    const list = `skills ${createHash("sha256").update(text.trim().toLowerCase()).digest("hex").slice(0, 16)}`;
    const wanted: SearchPage = {
      text,
      filter: {
        ...filter,
        withinId: filter.within ? uuidOf("skill", filter.within, ["filter", "within"]) : null,
      },
      after: positionIn(list, page.after),
      limit: page.first + 1,
    };
    const literal = wanted.after && wanted.after[0] >= LOOSE ? [] : await searchLiterally(this.reads, wanted);
    const loose = literal.length < wanted.limit ? await this.searchLoosely(wanted) : [];
    return this.pageOf([...literal, ...loose], list, page);
  }

  private async searchLoosely(page: SearchPage): Promise<SearchHit[]> {
    const words = (await readTypedWords(this.reads, page.text)).slice(0, MOST_WORDS);
    const meant = words.map((word) => (word.begins ? [word.word] : corrections(word)));
    if (meant.length === 0 || meant.some((alternatives) => alternatives.length === 0)) return [];
    if (words.length === 1 && words[0]!.begins) return [];
    return await searchLoosely(this.reads, page, meant);
  }

  private pageOf(hits: readonly SearchHit[], list: string, page: PageArgs): Connection<SkillNode> {
    const edges = hits.slice(0, page.first).flatMap((hit): FoundEdge[] => {
      const node = this.taxonomy.get(hit.id);
      const cursor = encodeCursor(list, [hit.rank, hit.normalizedLabel, hit.id]);
      return node ? [{ node, cursor, matchedLabel: hit.label }] : [];
    });
    return {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: hits.length > page.first,
        hasPreviousPage: page.after !== null && page.after !== undefined,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }

  /**
   * The concepts that a free text may stand for, the likeliest first. None when nothing is likely.
   * @param most 1 to 20
   */
  async suggest(text: string, most: number): Promise<Suggestion[]> {
    const words = await readTypedWords(this.reads, text);
    const readings = readingsOf(words);
    if (readings.length === 0) return [];
    const texts = readings.map(({ words }) => words.join(" "));
    const labels = await readLabelsLike(this.reads, texts, CANDIDATES);
    const best = new Map<string, Suggestion>();
    for (const suggestion of labels.flatMap((label) => this.suggestionOf(label, readings))) {
      const known = best.get(suggestion.skill.uuid);
      if (!known || known.confidence < suggestion.confidence) best.set(suggestion.skill.uuid, suggestion);
    }
    return [...best.values()].sort(likeliestFirst).slice(0, most);
  }

  private suggestionOf(label: LikeLabel, readings: readonly Reading[]): Suggestion[] {
    const skill = this.taxonomy.get(label.skillId);
    if (!skill || !isOffered(skill)) return [];
    const labelWords = label.normalizedLabel.split(" ");
    const likeness = Math.max(
      ...readings.map(({ words, trust }) => trust * labelLikeness(words, labelWords)),
    );
    const confidence = Math.round(likeness * (label.isAlias ? ALIAS : 1) * 100) / 100;
    if (confidence < LEAST_CONFIDENCE) return [];
    return [{ skill, matchedLabel: label.label, isAlias: label.isAlias, confidence }];
  }
}

const isOffered = ({ kind, status, archivedAt }: SkillNode): boolean =>
  kind !== SkillKind.GROUP &&
  (status === CurationStatus.ACCEPTED || status === CurationStatus.PROPOSED) &&
  archivedAt === null;

const likeliestFirst = (one: Suggestion, other: Suggestion): number =>
  other.confidence - one.confidence ||
  Number(one.isAlias) - Number(other.isAlias) ||
  one.matchedLabel.length - other.matchedLabel.length ||
  (one.skill.uuid < other.skill.uuid ? -1 : 1);

const positionIn = (list: string, cursor: string | null | undefined): HitPosition | null =>
  decodeCursor(list, cursor, [Number.isSafeInteger, PARTS.text, PARTS.id]) as HitPosition | null;
