import type { MigrationInterface, QueryRunner } from "typeorm";

/** Administrators have those of the consortium, members of a partner those of the partner. */
const OWNED = `(select viewer_is_system()) or partner_id = (select viewer_partner())
  or (partner_id is null and consortium_id = (select viewer_consortium()) and (select viewer_role()) = 'ADMIN')`;

const up = [
  `create table webhook (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    partner_id uuid,
    url text not null,
    description text not null default '',
    kinds text[] not null default '{}',
    secret text not null,
    former_secret text,
    former_until timestamptz,
    failures integer not null default 0,
    failing_since timestamptz,
    disabled_at timestamptz,
    disabled_reason text,
    constraint webhook_pkey primary key (id),
    constraint webhook_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint webhook_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade
  )`,
  "create index webhook_consortium_id_idx on webhook (consortium_id)",
  "create index webhook_partner_id_idx on webhook (partner_id)",
  "create type webhook_delivery_status as enum ('PENDING', 'DELIVERED', 'FAILED')",
  `create table webhook_delivery (
    id uuid not null,
    webhook_id uuid not null,
    event_id uuid not null,
    kind text not null,
    status webhook_delivery_status not null default 'PENDING',
    attempts integer not null default 0,
    last_status integer,
    last_error text,
    created_at timestamptz not null default now(),
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    constraint webhook_delivery_pkey primary key (id),
    constraint webhook_delivery_webhook_id_fkey foreign key (webhook_id) references webhook(id) on delete cascade,
    constraint webhook_delivery_event_id_fkey foreign key (event_id) references domain_event(id) on delete cascade
  )`,
  "create unique index webhook_delivery_webhook_id_event_id_idx on webhook_delivery (webhook_id, event_id)",
  "create index webhook_delivery_webhook_id_id_idx on webhook_delivery (webhook_id, id)",
  "create index webhook_delivery_event_id_idx on webhook_delivery (event_id)",
  "alter table webhook enable row level security",
  "alter table webhook_delivery enable row level security",
  `create policy webhook_viewer on webhook using (${OWNED})`,
  `create policy webhook_delivery_viewer on webhook_delivery using ((select viewer_is_system())
    or exists (select from webhook w where w.id = webhook_id))`,
];

/** Where integrators are told of events. */
export class CreateWebhook1766000006030 implements MigrationInterface {
  readonly name = "CreateWebhook1766000006030";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table webhook_delivery, webhook");
    await runner.query("drop type webhook_delivery_status");
  }
}
