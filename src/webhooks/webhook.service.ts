import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { enqueueJob } from "../platform/jobs/enqueue-job.js";
import { type Targets, targetFault } from "./targets.js";
import type {
  CreateWebhookInput,
  ReplayWebhookInput,
  UpdateWebhookInput,
  WebhookInput,
} from "./webhook.inputs.js";
import { Webhook } from "./webhook.js";
import { REPLAY_WEBHOOK, TEST_WEBHOOK } from "./webhook-jobs.js";

export const MAX_WEBHOOKS = 10;

export interface WebhookReference {
  readonly webhookId: string;
  /** Told once; it is not kept with the answer of a request. */
  readonly secret?: string;
}

const ID = ["input", "id"];
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** Use cases of those who want to be told of events. */
export class WebhookService {
  constructor(
    private readonly commands: Commands,
    private readonly targets: Targets,
  ) {}

  async create(user: User, input: CreateWebhookInput): Promise<WebhookReference> {
    this.assertTarget(input.url);
    const { consortiumId, partnerId = null } = user;
    let secret: string | undefined;
    const made = await this.commands.run(user, { name: "createWebhook", input }, async ({ manager }) => {
      await assertRoom(manager, consortiumId, partnerId);
      const id = newId();
      secret = newSecret();
      const { url, description, kinds } = input;
      await manager.insert(Webhook, {
        ...{ id, consortiumId, partnerId, url, secret, description: description ?? "", kinds: kinds ?? [] },
      });
      return { webhookId: id };
    });
    return { ...made, secret };
  }

  async update(user: User, input: UpdateWebhookInput): Promise<WebhookReference> {
    if (input.url !== undefined) this.assertTarget(input.url);
    const { url, description, kinds } = input;
    return await this.change(user, "updateWebhook", input, () => ({ url, description, kinds }));
  }

  async archive(user: User, input: WebhookInput): Promise<WebhookReference> {
    return await this.commands.run(user, { name: "archiveWebhook", input }, async ({ manager }) => {
      const { id } = await openWebhook(manager, input.id);
      await archiveRecord(manager, Webhook, id, input.expectedVersion);
      return { webhookId: id };
    });
  }

  /** The former secret signs for another day, so that receivers have the time to change it. */
  async rotateSecret(user: User, input: WebhookInput): Promise<WebhookReference> {
    let secret: string | undefined;
    const changed = await this.change(user, "rotateWebhookSecret", input, (webhook) => {
      secret = newSecret();
      const formerUntil = new Date(Date.now() + 86_400_000);
      return { secret, formerSecret: webhook.secret, formerUntil };
    });
    return { ...changed, secret };
  }

  async enable(user: User, input: WebhookInput): Promise<WebhookReference> {
    return await this.change(user, "enableWebhook", input, () => ({
      ...{ disabledAt: null, disabledReason: null, failingSince: null, failures: 0 },
    }));
  }

  /** Sends an event of the kind `webhook.test`. */
  async test(user: User, input: WebhookInput): Promise<WebhookReference> {
    return await this.commands.run(user, { name: "testWebhook", input }, async ({ manager }) => {
      const webhook = await openWebhook(manager, input.id);
      assertEnabled(webhook);
      await enqueueJob(manager, TEST_WEBHOOK, { webhookId: webhook.id });
      return { webhookId: webhook.id };
    });
  }

  async replay(user: User, input: ReplayWebhookInput): Promise<WebhookReference> {
    return await this.commands.run(user, { name: "replayWebhook", input }, async ({ manager }) => {
      const webhook = await openWebhook(manager, input.id);
      assertEnabled(webhook);
      const { since, onlyFailed } = input;
      await enqueueJob(manager, REPLAY_WEBHOOK, { webhookId: webhook.id, since, onlyFailed });
      return { webhookId: webhook.id };
    });
  }

  private async change(
    user: User,
    name: string,
    input: WebhookInput,
    patch: (webhook: Webhook) => Partial<Webhook>,
  ): Promise<WebhookReference> {
    return await this.commands.run(user, { name, input }, async ({ manager }) => {
      const webhook = await openWebhook(manager, input.id);
      await updateRecord(manager, Webhook, webhook.id, input.expectedVersion, patch(webhook));
      return { webhookId: webhook.id };
    });
  }

  private assertTarget(url: string): void {
    const fault = targetFault(url, this.targets);
    if (fault) throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "url"], fault);
  }
}

/** PostgreSQL shows those of the user only. */
async function openWebhook(manager: EntityManager, typedId: string): Promise<Webhook> {
  const webhook = await manager.findOneBy(Webhook, { id: uuidOf("webhook", typedId, ID) });
  if (!webhook || webhook.archivedAt) throw notFound(ID, "You have no webhook in use with this id.");
  return webhook;
}

function assertEnabled({ disabledAt }: Webhook): void {
  if (disabledAt)
    throw refuse(UserErrorCode.INVALID_TRANSITION, ID, "The webhook is disabled. Enable it first.");
}

async function assertRoom(
  manager: EntityManager,
  consortiumId: string,
  partnerId: string | null,
): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('webhooks ' || $1, 0))", [
    partnerId ?? consortiumId,
  ]);
  const [{ count }] = await manager.query(
    `select count(*)::int as count from webhook
     where consortium_id = $1 and partner_id is not distinct from $2::uuid and archived_at is null`,
    [consortiumId, partnerId],
  );
  if (count >= MAX_WEBHOOKS)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `At most ${MAX_WEBHOOKS} webhooks. Archive one first.`,
    );
}
