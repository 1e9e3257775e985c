import type { EntityManager } from "typeorm";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { ask } from "../../platform/database/transaction.js";
import { archiveRecord, notFound, updateRecord } from "../../platform/database/update-record.js";
import { uuidOf } from "../../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { enqueueJob } from "../../platform/jobs/enqueue-job.js";
import { holdSkills, type Taxonomy } from "../../skills/index.js";
import type {
  ArchiveExpertiseAlertInput,
  CreateExpertiseAlertInput,
  UpdateExpertiseAlertInput,
} from "./expertise-alert.inputs.js";
import { ExpertiseAlert } from "./expertise-alert.js";
import { SEEK_EXPERTISE } from "./seek-expertise.js";

/** So many alerts in use has a partner at most. */
export const MOST_EXPERTISE_ALERTS = 20;

export interface ExpertiseAlertReference {
  readonly expertiseAlertId: string;
}

/** Use cases of partners who want to be told of expertise. */
export class ExpertiseAlertService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  async create(user: User, input: CreateExpertiseAlertInput): Promise<ExpertiseAlertReference> {
    const partnerId = partnerOf(user);
    return await this.commands.run(user, { name: "createExpertiseAlert", input }, async ({ manager }) => {
      await assertRoom(manager, partnerId);
      const id = newId();
      const { name, minAffinity, remote = null, language = null, country = null, region = null } = input;
      await manager.insert(ExpertiseAlert, {
        ...{ id, consortiumId: user.consortiumId, partnerId, name: name.trim(), minAffinity },
        ...{
          skillId: (await this.skillOf(manager, input.skillId)) ?? null,
          remote,
          language,
          country,
          region,
        },
      });
      await seekFor(manager, id);
      return { expertiseAlertId: id };
    });
  }

  async update(user: User, input: UpdateExpertiseAlertInput): Promise<ExpertiseAlertReference> {
    const partnerId = partnerOf(user);
    return await this.commands.run(user, { name: "updateExpertiseAlert", input }, async ({ manager }) => {
      const { id } = await alertOf(manager, partnerId, input.id);
      const { name, minAffinity, active, remote, language, country, region } = input;
      const skillId = await this.skillOf(manager, input.skillId);
      await updateRecord(manager, ExpertiseAlert, id, input.expectedVersion, {
        ...{ name: name?.trim(), skillId, minAffinity, active, remote, language, country, region },
      });
      await seekFor(manager, id);
      return { expertiseAlertId: id };
    });
  }

  async archive(user: User, input: ArchiveExpertiseAlertInput): Promise<ExpertiseAlertReference> {
    const partnerId = partnerOf(user);
    return await this.commands.run(user, { name: "archiveExpertiseAlert", input }, async ({ manager }) => {
      const { id } = await alertOf(manager, partnerId, input.id);
      await archiveRecord(manager, ExpertiseAlert, id, input.expectedVersion);
      return { expertiseAlertId: id };
    });
  }

  /** The skill of an input: undefined and null as they are, an id as the concept that stands for it now. */
  private async skillOf(
    manager: EntityManager,
    typedId: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (!typedId) return typedId;
    const field = ["input", "skillId"];
    const skill = this.taxonomy.assignable(uuidOf("skill", typedId, field));
    if (!skill) throw notFound(field, "No skill in use has this id; headings cannot be sought.");
    return (await ask(manager, holdSkills([skill.uuid]))).get(skill.uuid) ?? skill.uuid;
  }
}

/** Lets what is in the showcase already be looked at. */
const seekFor = (manager: EntityManager, alertId: string): Promise<void> =>
  enqueueJob(manager, SEEK_EXPERTISE, { alerts: [alertId] }, { key: `${SEEK_EXPERTISE} ${alertId}` });

function partnerOf({ role, partnerId }: User): string {
  if (role !== "PARTNER" || partnerId === undefined)
    throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Alerts on expertise are for members of partners.");
  return partnerId;
}

/** Locks the partner's alerts, so that two that are made at once are counted one after the other. */
async function assertRoom(manager: EntityManager, partnerId: string): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('expertise alerts ' || $1, 0))", [
    partnerId,
  ]);
  const [{ count }] = await manager.query(
    "select count(*)::int as count from expertise_alert where partner_id = $1 and archived_at is null",
    [partnerId],
  );
  if (count >= MOST_EXPERTISE_ALERTS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `You have ${MOST_EXPERTISE_ALERTS} alerts on expertise already. Archive or change one of them.`,
    );
}

async function alertOf(manager: EntityManager, partnerId: string, typedId: string): Promise<ExpertiseAlert> {
  const field = ["input", "id"];
  const alert = await manager.findOneBy(ExpertiseAlert, { id: uuidOf("expertise_alert", typedId, field) });
  if (!alert || alert.archivedAt || alert.partnerId !== partnerId)
    throw notFound(field, "You have no alert on expertise in use with this id.");
  return alert;
}
