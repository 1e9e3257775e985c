import type { EntityManager } from "typeorm";
import { Need } from "../needs/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import type { ArchiveAlertInput, CreateAlertInput, UpdateAlertInput } from "./alert.inputs.js";
import { Alert } from "./alert.js";
import { type AlertOwner, ownerActingAs } from "./alert.policy.js";
import { SEEK_MATCHES } from "./seek-matches.js";

/** So many alerts in use has an owner at most. */
export const MOST_ALERTS = 20;

export interface AlertReference {
  readonly alertId: string;
}

type Terms = Pick<CreateAlertInput, "needId" | "remote" | "country" | "region">;

/** Use cases of those who want to be told of matches. */
export class AlertService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreateAlertInput): Promise<AlertReference> {
    const owner = acting(user);
    assertTerms(owner, input);
    return await this.commands.run(user, { name: "createAlert", input }, async ({ manager }) => {
      await assertRoom(manager, owner);
      const id = newId();
      await manager.insert(Alert, {
        id,
        consortiumId: user.consortiumId,
        workerId: owner.kind === "WORKER" ? owner.id : null,
        partnerId: owner.kind === "PARTNER" ? owner.id : null,
        needId: await needOf(manager, owner, input.needId),
        name: input.name.trim(),
        minScore: input.minScore,
        remote: input.remote ?? null,
        country: input.country ?? null,
        region: input.region ?? null,
      });
      await seekFor(manager, id);
      return { alertId: id };
    });
  }

  async update(user: User, input: UpdateAlertInput): Promise<AlertReference> {
    const owner = acting(user);
    assertTerms(owner, input);
    return await this.commands.run(user, { name: "updateAlert", input }, async ({ manager }) => {
      const alert = await alertOf(manager, owner, input.id);
      const { name, minScore, active, remote, country, region } = input;
      await updateRecord(manager, Alert, alert.id, input.expectedVersion, {
        ...{ name: name?.trim(), minScore, active, remote, country, region },
      });
      await seekFor(manager, alert.id);
      return { alertId: alert.id };
    });
  }

  async archive(user: User, input: ArchiveAlertInput): Promise<AlertReference> {
    const owner = acting(user);
    return await this.commands.run(user, { name: "archiveAlert", input }, async ({ manager }) => {
      const alert = await alertOf(manager, owner, input.id);
      await archiveRecord(manager, Alert, alert.id, input.expectedVersion);
      return { alertId: alert.id };
    });
  }
}

/** Lets what fits already be looked for. */
const seekFor = (manager: EntityManager, alertId: string): Promise<void> =>
  enqueueJob(manager, SEEK_MATCHES, { alerts: [alertId] }, { key: `${SEEK_MATCHES} ${alertId}` });

function acting(user: User): AlertOwner {
  const owner = ownerActingAs(user);
  if (!owner)
    throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Alerts are for workers and members of partners.");
  return owner;
}

/** Needs are looked for by where they are; workers for which need. */
function assertTerms({ kind }: AlertOwner, { needId, remote, country, region }: Terms): void {
  const isGiven = (value: unknown) => value !== null && value !== undefined;
  if (kind === "WORKER" && isGiven(needId))
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "needId"],
      "Only alerts of partners are about a need.",
    );
  if (kind === "PARTNER" && [remote, country, region].some(isGiven))
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input"],
      "`remote`, `country` and `region` are conditions on needs, which only alerts of workers look for.",
    );
}

/** Locks the owner's alerts, so that two that are made at once are counted one after the other. */
async function assertRoom(manager: EntityManager, { id }: AlertOwner): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('alerts ' || $1, 0))", [id]);
  const [{ count }] = await manager.query(
    "select count(*)::int as count from alert where (worker_id = $1 or partner_id = $1) and archived_at is null",
    [id],
  );
  if (count >= MOST_ALERTS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `You have ${MOST_ALERTS} alerts already. Archive or change one of them.`,
    );
}

async function needOf(
  manager: EntityManager,
  { id }: AlertOwner,
  typedId: string | null | undefined,
): Promise<string | null> {
  if (!typedId) return null;
  const field = ["input", "needId"];
  const need = await manager.findOneBy(Need, { id: uuidOf("need", typedId, field) });
  if (!need || need.archivedAt || need.partnerId !== id)
    throw notFound(field, "You have no need in use with this id.");
  return need.id;
}

async function alertOf(manager: EntityManager, owner: AlertOwner, typedId: string): Promise<Alert> {
  const field = ["input", "id"];
  const alert = await manager.findOneBy(Alert, { id: uuidOf("alert", typedId, field) });
  if (!alert || alert.archivedAt || (alert.workerId ?? alert.partnerId) !== owner.id)
    throw notFound(field, "You have no alert in use with this id.");
  return alert;
}
