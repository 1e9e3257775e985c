import type { EntityManager } from "typeorm";
import { ask } from "../platform/database/transaction.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { holdSkills, type Taxonomy } from "../skills/index.js";
import type { ShowcaseSkillInput } from "./showcase.inputs.js";
import { ShowcaseSkill } from "./showcase-card.js";

const fieldOf = (index: number, name = "skillId") => ["input", "skills", String(index), name];

/**
 * Lets a card show these skills and no others.
 * @param workerId whose card it is; null for a library's
 * @throws Refusal for a skill that nobody can have, or that the worker does not have or keeps from partners
 */
export async function setCardSkills(
  manager: EntityManager,
  taxonomy: Taxonomy,
  cardId: string,
  workerId: string | null,
  inputs: readonly ShowcaseSkillInput[],
): Promise<void> {
  const named = inputs.map(({ skillId }, index) => {
    const skill = taxonomy.assignable(uuidOf("skill", skillId, fieldOf(index)));
    if (!skill) throw notFound(fieldOf(index), "No skill in use has this id; headings cannot be shown.");
    return skill.uuid;
  });
  const current = await ask(manager, holdSkills(named));
  const rows = inputs.map(({ level }, index) => ({
    ...{ cardId, skillId: current.get(named[index]!)!, level: level ?? null },
  }));
  assertEachOnce(rows.map(({ skillId }) => skillId));
  if (workerId) await assertShowable(manager, workerId, rows);
  await manager.query("delete from showcase_card_skill where card_id = $1", [cardId]);
  if (rows.length > 0) await manager.insert(ShowcaseSkill, rows);
}

function assertEachOnce(ids: readonly string[]): void {
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      fieldOf(twice),
      "must not name a skill twice; two of these were merged into one",
    );
}

/** When somebody looks this is asked again; here it tells the worker what nobody would see. */
async function assertShowable(
  manager: EntityManager,
  workerId: string,
  rows: readonly Pick<ShowcaseSkill, "skillId" | "level">[],
): Promise<void> {
  const levelled = rows.findIndex(({ level }) => level !== null);
  if (levelled >= 0)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      fieldOf(levelled, "level"),
      "On a worker's card the level is that of the profile; leave it out.",
    );
  const held: { id: string }[] = await manager.query(
    `select skill_id as id from worker_skill where worker_id = $1 and skill_id = any($2::uuid[])
      and archived_at is null and visibility >= 'PARTNERS'`,
    [workerId, rows.map(({ skillId }) => skillId)],
  );
  const missing = rows.findIndex(({ skillId }) => held.every(({ id }) => id !== skillId));
  if (missing >= 0)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      fieldOf(missing),
      "Your profile does not show this skill to partners. Add it with the visibility PARTNERS or PUBLIC first.",
    );
}
