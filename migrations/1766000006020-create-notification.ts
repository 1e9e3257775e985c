import type { MigrationInterface, QueryRunner } from "typeorm";

/** The worker themselves; the partner's members; the library's managers; the consortium's administrators. */
const recipients = `(select viewer_is_system())
  or worker_id = (select viewer_worker())
  or (recipient = 'PARTNER' and recipient_id = (select viewer_partner()))
  or (recipient = 'LIBRARY' and (select viewer_role()) = 'MANAGER' and consortium_id = (select viewer_consortium()))
  or (recipient = 'ADMINS' and (select viewer_role()) = 'ADMIN' and recipient_id = (select viewer_consortium()))`;

const ofWorker = (table: string) => `constraint ${table}_worker_check
  check ((recipient = 'WORKER') = (worker_id is not null) and coalesce(worker_id, recipient_id) = recipient_id)`;

const up = [
  "create type notification_recipient as enum ('WORKER', 'PARTNER', 'LIBRARY', 'ADMINS')",
  "create type notification_delivery as enum ('IMMEDIATE', 'DAILY_DIGEST', 'OFF')",
  `create table notification (
    id uuid not null,
    position bigserial not null,
    event_id uuid not null,
    kind text not null,
    consortium_id uuid not null,
    recipient notification_recipient not null,
    recipient_id uuid not null,
    worker_id uuid,
    connection_id uuid,
    need_id uuid,
    data jsonb not null default '{}',
    in_app boolean not null,
    delivery notification_delivery not null,
    created_at timestamptz not null default now(),
    read_at timestamptz,
    mailed_at timestamptz,
    constraint notification_pkey primary key (id),
    ${ofWorker("notification")},
    constraint notification_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint notification_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade,
    constraint notification_need_id_fkey foreign key (need_id) references need(id) on delete cascade
  )`,
  "create unique index notification_event_id_recipient_id_idx on notification (event_id, recipient_id)",
  "create index notification_recipient_id_position_idx on notification (recipient_id, position)",
  "create index notification_worker_id_idx on notification (worker_id)",
  "create index notification_connection_id_idx on notification (connection_id)",
  "create index notification_need_id_idx on notification (need_id)",
  "create index notification_created_at_idx on notification (created_at)",
  // What the next digests hold.
  `create index notification_digest_idx on notification (recipient_id)
    where read_at is null and mailed_at is null and delivery = 'DAILY_DIGEST'`,
  "alter table notification enable row level security",
  `create policy notification_viewer on notification using (${recipients})`,
  `create table notification_preference (
    id uuid not null,
    consortium_id uuid not null,
    recipient notification_recipient not null,
    recipient_id uuid not null,
    worker_id uuid,
    kind text not null,
    delivery notification_delivery not null,
    in_app boolean not null,
    constraint notification_preference_pkey primary key (id),
    ${ofWorker("notification_preference")},
    constraint notification_preference_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  `create unique index notification_preference_recipient_id_kind_idx
    on notification_preference (recipient_id, kind)`,
  "create index notification_preference_worker_id_idx on notification_preference (worker_id)",
  "alter table notification_preference enable row level security",
  `create policy notification_preference_viewer on notification_preference using (${recipients})`,
  // Where mails for all of an organisation go.
  "alter table partner add column contact_email text",
  "alter table library add column contact_email text",
];

/** What happened, told to those whom it concerns, and how they want to be told. */
export class CreateNotification1766000006020 implements MigrationInterface {
  readonly name = "CreateNotification1766000006020";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table library drop column contact_email");
    await runner.query("alter table partner drop column contact_email");
    await runner.query("drop table notification_preference, notification");
    await runner.query("drop type notification_delivery, notification_recipient");
  }
}
