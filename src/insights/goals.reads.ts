import { CommunityGoal, communityGoalColumns } from "../partners/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";

const LIST = "consortium-goals";

/** The goals in use of the partners of the caller's consortium, the newest first. */
export async function listGoals(
  reads: Reads,
  user: User,
  page: PageArgs,
): Promise<Connection<CommunityGoal>> {
  const after = decodeCursor(LIST, page.after, [PARTS.id]);
  const where = new Conditions();
  where.add(`p.consortium_id = ${where.value(user.consortiumId)}::uuid and g.archived_at is null`);
  if (after) where.add(`g.id < ${where.value(after[0])}::uuid`);
  const text = `select ${communityGoalColumns} from community_goal g join partner p on p.id = g.partner_id
    where ${where} order by g.id desc limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<CommunityGoal>(statement("insights.goals", text), where.values);
  return pageOf(rows, LIST, page, ({ id }) => [id]);
}
