import { notificationListener } from "../../src/notifications/index.js";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import type { Happening } from "../../src/platform/events/domain-event.js";
import { tellEventJob } from "../../src/platform/events/tell-event.js";
import type { TestService } from "../support/service.js";

/** Tells of every event that was not told yet, as the jobs do. */
export async function tellAll({ service }: TestService): Promise<void> {
  const job = tellEventJob(service.house.commands, [notificationListener]);
  const untold = await service.dataSource.query(
    "select id from domain_event where told_at is null order by id",
  );
  for (const { id } of untold) await job.run({ eventId: id });
}

/** Lets something have happened and tells of it. */
export async function happen(test: TestService, ...happenings: Happening[]): Promise<void> {
  await test.service.house.commands.transact(async ({ happened }) => {
    for (const happening of happenings) happened(happening);
  });
  await tellAll(test);
}

export interface Seen {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly readAt: string | null;
}

/** The notifications of somebody, newest first. */
export async function notificationsOf(
  { execute }: TestService,
  user: User,
  filter: object = {},
): Promise<Seen[]> {
  const query =
    "query Q($filter: NotificationFilter) { notifications(first: 100, filter: $filter) { nodes { id kind title readAt } } }";
  const { data, errors } = await execute(query, { filter }, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.notifications.nodes;
}

export const kindsOf = async (test: TestService, user: User): Promise<string[]> =>
  (await notificationsOf(test, user)).map(({ kind }) => kind);

/** A message of the other side to a worker. */
export const aMessageTo = ({ consortiumId, workerId }: User): Happening => ({
  kind: "message.sent",
  consortiumId,
  workerId,
  partnerId: newId(),
  data: { side: "PARTNER" },
});

/** A credential of a worker, which is mailed at once. */
export const aCredentialOf = ({ consortiumId, workerId }: User, credentialId = newId()): Happening => ({
  kind: "credential.issued",
  consortiumId,
  workerId,
  data: { credentialId },
});
