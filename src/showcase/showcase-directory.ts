import type { Affinities } from "../matching/index.js";
import type { Principal } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import type { Connection, PageArgs } from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import type { ShownCard } from "./card-view.js";
import type { Impressions } from "./exposure/impressions.js";
import { type AskedSkill, publishedCards, type ShowcaseCriteria } from "./published-cards.reads.js";
import type { ShowcaseFilter } from "./showcase.inputs.js";

/** Finds cards in the showcase, and counts that they were shown. */
export class ShowcaseDirectory {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
    private readonly affinities: () => Affinities,
    private readonly impressions: Impressions,
  ) {}

  async list(principal: Principal, filter: ShowcaseFilter, page: PageArgs): Promise<Connection<ShownCard>> {
    const found = await publishedCards(this.reads, principal, this.criteriaOf(filter), page);
    this.impressions.count(principal, found.nodes);
    return found;
  }

  /** What a filter means. @throws InvalidInput for ids of the wrong type */
  criteriaOf({ skillId, libraryId, ...others }: ShowcaseFilter): ShowcaseCriteria {
    return {
      ...others,
      libraryId: libraryId && uuidOf("library", libraryId, ["filter", "libraryId"]),
      skill: skillId ? this.asked(uuidOf("skill", skillId, ["filter", "skillId"])) : null,
    };
  }

  /** What answers a skill: the concept that stands for it today, and its neighbours. */
  private asked(id: string): AskedSkill {
    const skillId = this.taxonomy.current(id)?.uuid ?? id;
    return { skillId, answeredBy: [[skillId, 1], ...this.affinities().neighbours(skillId)] };
  }
}
