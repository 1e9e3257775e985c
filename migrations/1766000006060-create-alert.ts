import type { MigrationInterface, QueryRunner } from "typeorm";

const up = [
  `create table alert (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    worker_id uuid,
    partner_id uuid,
    need_id uuid,
    name text not null,
    min_score double precision not null,
    remote boolean,
    country text,
    region text,
    active boolean not null default true,
    swept_at timestamptz,
    constraint alert_pkey primary key (id),
    constraint alert_owner_check check ((worker_id is null) <> (partner_id is null)),
    constraint alert_score_check check (min_score between 0 and 100),
    constraint alert_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint alert_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint alert_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
    constraint alert_need_id_fkey foreign key (need_id) references need(id) on delete cascade
  )`,
  "create index alert_worker_id_idx on alert (worker_id)",
  "create index alert_partner_id_idx on alert (partner_id)",
  "create index alert_need_id_idx on alert (need_id)",
  // Whose turn it is to be looked at.
  "create index alert_turn_idx on alert (swept_at) where active and archived_at is null",
  "alter table alert enable row level security",
  `create policy alert_viewer on alert using ((select viewer_is_system())
    or worker_id = (select viewer_worker()) or partner_id = (select viewer_partner()))`,
  `create table alert_match (
    id uuid not null,
    position bigserial not null,
    alert_id uuid not null,
    owner_id uuid not null,
    need_id uuid not null,
    worker_id uuid not null,
    score double precision not null,
    found_at timestamptz not null default now(),
    constraint alert_match_pkey primary key (id),
    constraint alert_match_score_check check (score between 0 and 100),
    constraint alert_match_alert_id_fkey foreign key (alert_id) references alert(id) on delete cascade,
    constraint alert_match_need_id_fkey foreign key (need_id) references need(id) on delete cascade,
    constraint alert_match_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  // A pair is told once for each alert.
  `create unique index alert_match_alert_id_need_id_worker_id_idx
    on alert_match (alert_id, need_id, worker_id)`,
  "create index alert_match_alert_id_position_idx on alert_match (alert_id, position)",
  "create index alert_match_owner_id_position_idx on alert_match (owner_id, position)",
  "create index alert_match_need_id_idx on alert_match (need_id)",
  "create index alert_match_worker_id_idx on alert_match (worker_id)",
  "alter table alert_match enable row level security",
  // Whose alert it is; and, for the export of their data, the worker who was found.
  `create policy alert_match_viewer on alert_match using ((select viewer_is_system())
    or worker_id = (select viewer_worker()) or owner_id = (select viewer_partner()))`,
  "alter table need add column closing_notice_at timestamptz",
];

/** What people want to be told of when it fits, and what was found; when a partner was told that a need closes soon. */
export class CreateAlert1766000006060 implements MigrationInterface {
  readonly name = "CreateAlert1766000006060";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table need drop column closing_notice_at");
    await runner.query("drop table alert_match, alert");
  }
}
