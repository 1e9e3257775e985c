import type { Principal } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import type { Connection, PageArgs } from "../platform/graphql/connection.js";
import type { Selection } from "../platform/graphql/look-ahead.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import type { NeedFilter } from "./need.inputs.js";
import { listNeeds } from "./need.reads.js";
import type { ReadNeed } from "./need.shape.js";
import type { NeedSkill } from "./need-skill.js";

/** Finds needs: a filter by a skill also finds those that ask for a narrower one. */
export class NeedDirectory {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** @param asked what the query asks of the needs; null for whole rows */
  async list(
    principal: Principal,
    filter: NeedFilter,
    page: PageArgs,
    asked: Selection | null,
  ): Promise<Connection<ReadNeed>> {
    const { partnerId, communityGoalId, skillId, ...others } = filter;
    const skill = skillId && uuidOf("skill", skillId, ["filter", "skillId"]);
    const criteria = {
      ...others,
      partnerId: partnerId && uuidOf("partner", partnerId, ["filter", "partnerId"]),
      communityGoalId:
        communityGoalId && uuidOf("community_goal", communityGoalId, ["filter", "communityGoalId"]),
      skillIds: skill ? [...this.taxonomy.descendants(this.taxonomy.current(skill)?.uuid ?? skill)] : null,
    };
    return await listNeeds(this.reads.as(principal), principal, criteria, page, asked);
  }

  /** The same skills, each with its concept. */
  withConcepts(skills: readonly NeedSkill[]): readonly NeedSkill[] {
    for (const asked of skills) asked.skill = this.taxonomy.get(asked.skillId);
    return skills;
  }
}
