import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import type { Change } from "../platform/database/outbox.js";
import { updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { lockLinks } from "./lock-links.js";
import type { MergeSkillsInput } from "./skill.inputs.js";
import { CurationStatus, Skill, SkillKind } from "./skill.js";
import { changeableSkill, refuseUnlessCurator, type SkillReference } from "./skill.service.js";

/** A later domain whose records refer to skills. */
export interface SkillReferences {
  /**
   * Makes everything that refers to one skill refer to another, within the transaction of `manager`.
   * @returns the records that changed, by topic
   */
  moveSkill(manager: EntityManager, fromId: string, intoId: string): Promise<readonly Change[]>;
}

/** The use case that makes one concept of two. */
export class SkillMerging {
  /** @param references every later domain whose records refer to skills */
  constructor(
    private readonly commands: Commands,
    private readonly references: readonly SkillReferences[],
  ) {}

  /** Merges a duplicate into a survivor, which takes over its labels, its links and everything that refers to it. */
  async merge(user: User, input: MergeSkillsInput): Promise<SkillReference> {
    refuseUnlessCurator(user);
    const duplicateId = uuidOf("skill", input.duplicateId);
    const survivorId = uuidOf("skill", input.survivorId);
    return await this.commands.run(user, { name: "mergeSkills", input }, async ({ manager, changed }) => {
      await lockLinks(manager);
      await checkPair(manager, duplicateId, survivorId);
      await updateRecord(manager, Skill, duplicateId, input.expectedVersion, {
        status: CurationStatus.MERGED,
        mergedIntoId: survivorId,
      });
      changed("skill", duplicateId, survivorId, ...(await moveConcept(manager, duplicateId, survivorId)));
      for (const references of this.references) {
        for (const { topic, ids } of await references.moveSkill(manager, duplicateId, survivorId))
          if (ids.length > 0) changed(topic, ...ids);
      }
      return { skillId: survivorId };
    });
  }
}

async function checkPair(manager: EntityManager, duplicateId: string, survivorId: string): Promise<void> {
  if (duplicateId === survivorId)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "survivorId"],
      "Name another concept than the duplicate.",
    );
  // Waits for whoever is about to refer to one of them, and keeps others from it until this is done.
  await manager.query("select id from skill where id = any($1::uuid[]) order by id for update", [
    [duplicateId, survivorId],
  ]);
  const duplicate = await changeableSkill(manager, duplicateId, ["input", "duplicateId"]);
  const survivor = await changeableSkill(manager, survivorId, ["input", "survivorId"]);
  if (survivor.kind === SkillKind.GROUP && duplicate.kind !== SkillKind.GROUP)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "survivorId"],
      "This is only a heading, which nobody can have: a skill cannot be merged into it.",
    );
}

/** $1 is the duplicate, $2 the survivor. */
const moveLabels = [
  `insert into skill_alternative_label (skill_id, label)
   select $2::uuid, found.label from (
     select preferred_label as label from skill where id = $1::uuid
     union select label from skill_alternative_label where skill_id = $1::uuid
   ) found, skill survivor
   where survivor.id = $2::uuid and survivor.preferred_label <> found.label
   on conflict do nothing`,
  "delete from skill_alternative_label where skill_id = $1::uuid and $2::uuid is not null",
];

/** The links that the survivor can take over: to itself there is none, and one that closed a circle is dropped. */
const moveLinks = [
  `insert into skill_broader (skill_id, broader_id)
   with recursive below (id) as (
     select $2::uuid union
     select b.skill_id from below join skill_broader b on b.broader_id = below.id
     where $1::uuid not in (b.skill_id, b.broader_id)
   )
   select $2::uuid, broader_id from skill_broader
   where skill_id = $1::uuid and broader_id not in (select id from below) on conflict do nothing`,
  `insert into skill_broader (skill_id, broader_id)
   with recursive above (id) as (
     select $2::uuid union
     select b.broader_id from above join skill_broader b on b.skill_id = above.id
     where $1::uuid not in (b.skill_id, b.broader_id)
   )
   select skill_id, $2::uuid from skill_broader
   where broader_id = $1::uuid and skill_id not in (select id from above) on conflict do nothing`,
  "delete from skill_broader where $1::uuid in (skill_id, broader_id) and $2::uuid is not null",
  `insert into skill_related (skill_id, related_id, kind)
   select moved.* from (
     select $2::uuid as skill_id, related_id, kind from skill_related where skill_id = $1::uuid
     union all
     select skill_id, $2::uuid, kind from skill_related where related_id = $1::uuid
   ) moved
   where skill_id <> related_id and not exists (
     select from skill_related known
     where known.skill_id = moved.related_id and known.related_id = moved.skill_id)
   on conflict do nothing`,
  "delete from skill_related where $1::uuid in (skill_id, related_id) and $2::uuid is not null",
];

const redirect = [
  `update skill set merged_into_id = $2::uuid, version = version + 1, updated_at = now()
   where merged_into_id = $1::uuid and $2::uuid <> $1::uuid`,
  "update skill set version = version + 1, updated_at = now() where id = $2::uuid and $2::uuid <> $1::uuid",
];

const neighbours = `
  select broader_id as id from skill_broader where skill_id = $1::uuid
  union select skill_id from skill_broader where broader_id = $1::uuid
  union select related_id from skill_related where skill_id = $1::uuid
  union select skill_id from skill_related where related_id = $1::uuid
  union select id from skill where merged_into_id = $1::uuid`;

/** Returns the other concepts that change: neighbours, and what was merged into the duplicate before. */
async function moveConcept(
  manager: EntityManager,
  duplicateId: string,
  survivorId: string,
): Promise<string[]> {
  const touched: { id: string }[] = await manager.query(neighbours, [duplicateId]);
  for (const statement of [...moveLabels, ...moveLinks, ...redirect])
    await manager.query(statement, [duplicateId, survivorId]);
  return touched.map(({ id }) => id).filter((id) => id !== survivorId);
}
