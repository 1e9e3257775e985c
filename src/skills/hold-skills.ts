import type { Question } from "../platform/database/transaction.js";

/**
 * Keeps skills from being merged until the transaction ends, so that no reference to a duplicate slips in behind a merge.
 * The answer is for each the id to refer to: its own, or that of the survivor of a merge that was faster.
 * @param ids skills that exist
 */
export const holdSkills = (ids: readonly string[]): Question<ReadonlyMap<string, string>> => ({
  text: "select id, coalesce(merged_into_id, id) as current from skill where id = any($1::uuid[]) order by id for share",
  values: [ids],
  answerIn: (rows) => new Map((rows as HeldSkill[]).map(({ id, current }) => [id, current])),
});

interface HeldSkill {
  readonly id: string;
  readonly current: string;
}
