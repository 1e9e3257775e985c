import type { EntityManager } from "typeorm";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { Refusal, refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { SkillBroader, SkillRelated, SkillRelationKind } from "./skill.js";

/**
 * The concepts that typed ids in an input stand for, each once; for a merged one, what it was merged into.
 * @param field the list's name in the input
 * @throws Refusal NOT_FOUND for every id that is unknown or archived, with its place
 */
export async function linkedSkills(
  manager: EntityManager,
  field: string,
  ids: readonly string[],
): Promise<string[]> {
  const uuids = ids.map((id, index) => uuidOf("skill", id, ["input", field, String(index)]));
  const rows: { id: string; current: string }[] = await manager.query(
    `select s.id, t.id as current from skill s join skill t on t.id = coalesce(s.merged_into_id, s.id)
     where s.id = any($1::uuid[]) and t.archived_at is null`,
    [uuids],
  );
  const current = new Map(rows.map((row) => [row.id, row.current]));
  const missing = uuids.flatMap((uuid, index) => (current.has(uuid) ? [] : [index]));
  if (missing.length > 0)
    throw new Refusal(
      ...missing.flatMap(
        (index) => notFound(["input", field, String(index)], "No concept in use has this id.").userErrors,
      ),
    );
  return [...new Set(uuids.map((uuid) => current.get(uuid)!))];
}

/**
 * Gives a concept these next broader ones instead of those it has; the transaction holds the lock of `lockLinks`.
 * @returns the concepts that are linked no more or newly
 * @throws Refusal BAD_USER_INPUT with the labels along the circle that would close
 */
export async function replaceBroader(
  manager: EntityManager,
  skillId: string,
  broaderIds: readonly string[],
): Promise<string[]> {
  const circle = await circleThrough(manager, skillId, broaderIds);
  if (circle)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "broaderIds", String(broaderIds.indexOf(circle.broaderId))],
      `This would close a circle of ever broader concepts: ${circle.labels.join(" > ")}.`,
    );
  const removed: [{ id: string }[]] = await manager.query(
    "delete from skill_broader where skill_id = $1 and broader_id <> all($2::uuid[]) returning broader_id as id",
    [skillId, broaderIds],
  );
  const rows = broaderIds.map((broaderId) => ({ skillId, broaderId }));
  if (rows.length > 0)
    await manager.createQueryBuilder().insert().into(SkillBroader).values(rows).orIgnore().execute();
  return [...removed[0].map(({ id }) => id), ...broaderIds];
}

/** Every link upwards from the given concepts; those of `$1` itself are about to be replaced. */
const upwards = `
  with recursive up (id, via) as (
    select broader_id, $1::uuid from unnest($2::uuid[]) broader_id
    union
    select b.broader_id, b.skill_id from up join skill_broader b on b.skill_id = up.id where up.id <> $1
  )
  select up.id, up.via, s.preferred_label as label from up join skill s on s.id = up.id`;

async function circleThrough(
  manager: EntityManager,
  skillId: string,
  broaderIds: readonly string[],
): Promise<{ broaderId: string; labels: string[] } | null> {
  const links: { id: string; via: string; label: string }[] = await manager.query(upwards, [
    skillId,
    broaderIds,
  ]);
  const closing = links.find(({ id }) => id === skillId);
  if (!closing) return null;
  const labels = [closing.label];
  let link = closing;
  while (link.via !== skillId) {
    link = links.find(({ id }) => id === link.via)!;
    labels.unshift(link.label);
  }
  return { broaderId: link.id, labels: [closing.label, ...labels] };
}

/**
 * Gives a concept these related ones instead of those it has in either direction; links that stay keep their kind.
 * @returns the concepts that are linked no more or newly
 * @throws Refusal BAD_USER_INPUT when it is among them itself
 */
export async function replaceRelated(
  manager: EntityManager,
  skillId: string,
  relatedIds: readonly string[],
): Promise<string[]> {
  if (relatedIds.includes(skillId))
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "relatedIds", String(relatedIds.indexOf(skillId))],
      "A concept is not related to itself.",
    );
  const [removed]: [{ skill_id: string; related_id: string }[]] = await manager.query(
    `delete from skill_related where skill_id = $1 and related_id <> all($2::uuid[])
       or related_id = $1 and skill_id <> all($2::uuid[]) returning skill_id, related_id`,
    [skillId, relatedIds],
  );
  const kept: { id: string }[] = await manager.query(
    "select skill_id as id from skill_related where related_id = $1",
    [skillId],
  );
  const rows = relatedIds
    .filter((relatedId) => !kept.some(({ id }) => id === relatedId))
    .map((relatedId) => ({ skillId, relatedId, kind: SkillRelationKind.RELATED }));
  if (rows.length > 0)
    await manager.createQueryBuilder().insert().into(SkillRelated).values(rows).orIgnore().execute();
  return [...removed.flatMap((row) => [row.skill_id, row.related_id]), ...relatedIds];
}
