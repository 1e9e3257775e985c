import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import type { Connection, PageArgs } from "../platform/graphql/connection.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import type { WorkerFilter } from "./worker.inputs.js";
import { listWorkers } from "./worker.reads.js";
import type { ReadWorker, WorkerShape } from "./worker.shape.js";

/** Finds workers: a filter by a skill also finds those who have a narrower one. */
export class WorkerDirectory {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
  ) {}

  async list(
    user: User,
    filter: WorkerFilter,
    page: PageArgs,
    shape: WorkerShape,
  ): Promise<Connection<ReadWorker>> {
    const { libraryId, skillId, growthSkillId, ...others } = filter;
    const criteria = {
      ...others,
      libraryId: libraryId && uuidOf("library", libraryId, ["filter", "libraryId"]),
      skillIds: this.within(skillId, "skillId"),
      growthSkillIds: this.within(growthSkillId, "growthSkillId"),
    };
    return await listWorkers(this.reads.as(user), user, criteria, page, shape);
  }

  private within(typedId: string | null | undefined, field: string): string[] | null {
    if (!typedId) return null;
    const id = uuidOf("skill", typedId, ["filter", field]);
    return [...this.taxonomy.descendants(this.taxonomy.current(id)?.uuid ?? id)];
  }
}
