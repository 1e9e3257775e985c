import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { lockLinks } from "./lock-links.js";
import type { ArchiveSkillInput, CreateSkillInput, UpdateSkillInput } from "./skill.inputs.js";
import { CurationStatus, Skill, SkillAlternativeLabel, SkillScheme } from "./skill.js";
import { hasLettersOrDigits, mayCurate, statusOfNewSkill, tidyLabels } from "./skill.policy.js";
import { linkedSkills, replaceBroader, replaceRelated } from "./skill-links.js";

export interface SkillReference {
  readonly skillId: string;
}

/** Use cases that change the taxonomy's concepts. */
export class SkillService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreateSkillInput): Promise<SkillReference> {
    return await this.commands.run(user, { name: "createSkill", input }, async ({ manager, changed }) => {
      if (input.broaderIds?.length || input.relatedIds?.length) await lockLinks(manager);
      const preferredLabel = input.preferredLabel.trim();
      await checkLabel(manager, preferredLabel, null);
      const id = newId();
      await manager.insert(Skill, {
        id,
        uri: `urn:uuid:${id}`,
        scheme: SkillScheme.LOCAL,
        kind: input.kind,
        preferredLabel,
        description: input.description?.trim() ?? "",
        status: statusOfNewSkill(user),
      });
      await replaceLabels(manager, id, input.alternativeLabels ?? [], preferredLabel);
      changed("skill", id, ...(await replaceLinks(manager, id, input)));
      return { skillId: id };
    });
  }

  async update(user: User, input: UpdateSkillInput): Promise<SkillReference> {
    refuseUnlessCurator(user);
    const id = uuidOf("skill", input.id);
    return await this.commands.run(user, { name: "updateSkill", input }, async ({ manager, changed }) => {
      if (input.broaderIds || input.relatedIds) await lockLinks(manager);
      const skill = await changeableSkill(manager, id, ["input", "id"]);
      const preferredLabel = input.preferredLabel?.trim() ?? skill.preferredLabel;
      if (preferredLabel !== skill.preferredLabel) await checkLabel(manager, preferredLabel, id);
      const { kind, status, description } = input;
      const patch = { preferredLabel, kind, status, description: description?.trim() };
      await updateRecord(manager, Skill, id, input.expectedVersion, patch);
      if (input.alternativeLabels) await replaceLabels(manager, id, input.alternativeLabels, preferredLabel);
      else await manager.delete(SkillAlternativeLabel, { skillId: id, label: preferredLabel });
      changed("skill", id, ...(await replaceLinks(manager, id, input)));
      return { skillId: id };
    });
  }

  async archive(user: User, input: ArchiveSkillInput): Promise<SkillReference> {
    refuseUnlessCurator(user);
    const id = uuidOf("skill", input.id);
    return await this.commands.run(user, { name: "archiveSkill", input }, async ({ manager, changed }) => {
      await archiveRecord(manager, Skill, id, input.expectedVersion);
      changed("skill", id);
      return { skillId: id };
    });
  }
}

/** @throws Refusal FORBIDDEN */
export function refuseUnlessCurator(user: User): void {
  if (!mayCurate(user))
    throw refuse(
      UserErrorCode.FORBIDDEN,
      ["input"],
      "Only administrators change the taxonomy. Anybody may propose a new concept with createSkill.",
    );
}

/**
 * A concept that may be changed.
 * @throws Refusal NOT_FOUND, or INVALID_TRANSITION when it was merged
 */
export async function changeableSkill(
  manager: EntityManager,
  id: string,
  field: readonly string[],
): Promise<Skill> {
  const skill = await manager.findOneBy(Skill, { id });
  if (!skill || skill.archivedAt) throw notFound(field, "No concept in use has this id.");
  if (skill.status === CurationStatus.MERGED)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      field,
      `This concept was merged into ${typedId("skill", skill.mergedIntoId!)}. Change that one.`,
    );
  return skill;
}

/** One at a time for a label, so that two people who propose the same do not both succeed. */
const lockLabel =
  "select pg_advisory_xact_lock(hashtextextended('skillbridge label ' || normalize_label($1), 0))";

const sameLabel = `
  select id, preferred_label as label from skill
  where normalized_label = normalize_label($1) and status <> 'MERGED' and archived_at is null
    and id is distinct from $2::uuid
  order by id limit 1`;

/** @throws Refusal BAD_USER_INPUT without letters and digits, DUPLICATE with the concept that has the label already */
async function checkLabel(manager: EntityManager, label: string, ownId: string | null): Promise<void> {
  const field = ["input", "preferredLabel"];
  if (!hasLettersOrDigits(label))
    throw refuse(UserErrorCode.BAD_USER_INPUT, field, "must contain a letter or a digit");
  await manager.query(lockLabel, [label]);
  const [existing] = await manager.query(sameLabel, [label, ownId]);
  if (existing)
    throw refuse(
      UserErrorCode.DUPLICATE,
      field,
      `The concept ${typedId("skill", existing.id)} is called "${existing.label}" already. Use that one, or another label.`,
    );
}

async function replaceLabels(
  manager: EntityManager,
  skillId: string,
  labels: readonly string[],
  preferredLabel: string,
): Promise<void> {
  const tidy = tidyLabels(labels, preferredLabel);
  await manager.delete(SkillAlternativeLabel, { skillId });
  if (tidy.length > 0)
    await manager.insert(
      SkillAlternativeLabel,
      tidy.map((label) => ({ skillId, label })),
    );
}

interface Links {
  readonly broaderIds?: readonly string[] | null;
  readonly relatedIds?: readonly string[] | null;
}

/** Replaces the links that the input names. Returns the concepts at their other ends, former ones included. */
async function replaceLinks(manager: EntityManager, id: string, input: Links): Promise<string[]> {
  const broader = input.broaderIds
    ? await replaceBroader(manager, id, await linkedSkills(manager, "broaderIds", input.broaderIds))
    : [];
  const related = input.relatedIds
    ? await replaceRelated(manager, id, await linkedSkills(manager, "relatedIds", input.relatedIds))
    : [];
  return [...new Set([...broader, ...related])].filter((other) => other !== id);
}
