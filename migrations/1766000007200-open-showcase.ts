import type { MigrationInterface, QueryRunner } from "typeorm";

const isSystem = "(select viewer_is_system())";

const up = [
  `create table showcase_opening (
    consortium_id uuid not null,
    opened_at timestamptz not null default now(),
    constraint showcase_opening_pkey primary key (consortium_id),
    constraint showcase_opening_consortium_id_fkey foreign key (consortium_id) references consortium(id) on delete cascade
  )`,
  // What the public pages list.
  `create index showcase_card_published_idx on showcase_card (published_at, id)
    where status = 'PUBLISHED' and archived_at is null`,
  `create table expertise_alert (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    partner_id uuid not null,
    name text not null,
    skill_id uuid,
    min_affinity double precision not null default 1,
    remote boolean,
    language text,
    country text,
    region text,
    active boolean not null default true,
    swept_at timestamptz,
    constraint expertise_alert_pkey primary key (id),
    constraint expertise_alert_affinity_check check (min_affinity between 0.1 and 1),
    constraint expertise_alert_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint expertise_alert_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
    constraint expertise_alert_skill_id_fkey foreign key (skill_id) references skill(id)
  )`,
  "create index expertise_alert_partner_id_idx on expertise_alert (partner_id)",
  "create index expertise_alert_skill_id_idx on expertise_alert (skill_id)",
  // Whose turn it is to be looked at.
  "create index expertise_alert_turn_idx on expertise_alert (swept_at) where active and archived_at is null",
  "alter table expertise_alert enable row level security",
  `create policy expertise_alert_viewer on expertise_alert using (${isSystem} or partner_id = (select viewer_partner()))`,
  `create table expertise_find (
    id uuid not null,
    alert_id uuid not null,
    partner_id uuid not null,
    card_id uuid not null,
    worker_id uuid,
    affinity double precision,
    found_at timestamptz not null default now(),
    constraint expertise_find_pkey primary key (id),
    constraint expertise_find_affinity_check check (affinity between 0 and 1),
    constraint expertise_find_alert_id_fkey foreign key (alert_id) references expertise_alert(id) on delete cascade,
    constraint expertise_find_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
    constraint expertise_find_card_id_fkey foreign key (card_id) references showcase_card(id) on delete cascade,
    constraint expertise_find_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  // A card is told once for each alert.
  "create unique index expertise_find_alert_id_card_id_idx on expertise_find (alert_id, card_id)",
  "create index expertise_find_partner_id_card_id_idx on expertise_find (partner_id, card_id)",
  "create index expertise_find_card_id_idx on expertise_find (card_id)",
  "create index expertise_find_worker_id_idx on expertise_find (worker_id)",
  "alter table expertise_find enable row level security",
  // Whose alert it is; and, for the export of their data, the worker who was found.
  `create policy expertise_find_viewer on expertise_find using (${isSystem}
    or partner_id = (select viewer_partner()) or worker_id = (select viewer_worker()))`,
  `create table card_lead (
    id uuid not null,
    consortium_id uuid not null,
    card_id uuid not null,
    worker_id uuid,
    partner_id uuid not null,
    need_id uuid not null,
    connection_id uuid,
    created_at timestamptz not null default now(),
    constraint card_lead_pkey primary key (id),
    constraint card_lead_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint card_lead_card_id_fkey foreign key (card_id) references showcase_card(id) on delete cascade,
    constraint card_lead_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint card_lead_partner_id_fkey foreign key (partner_id) references partner(id) on delete cascade,
    constraint card_lead_need_id_fkey foreign key (need_id) references need(id) on delete cascade,
    constraint card_lead_connection_id_fkey foreign key (connection_id) references connection(id) on delete cascade
  )`,
  "create index card_lead_card_id_idx on card_lead (card_id)",
  "create index card_lead_worker_id_idx on card_lead (worker_id)",
  "create index card_lead_partner_id_idx on card_lead (partner_id)",
  // A need is made of one card.
  "create unique index card_lead_need_idx on card_lead (need_id) where connection_id is null",
  "create index card_lead_need_worker_idx on card_lead (need_id, worker_id)",
  "create unique index card_lead_connection_id_idx on card_lead (connection_id)",
  "alter table card_lead enable row level security",
  // The partner, the worker, those who take part in a connection that came of it; of a library's card its consortium's managers.
  `create policy card_lead_viewer on card_lead using (${isSystem} or partner_id = (select viewer_partner())
    or worker_id = (select viewer_worker())
    or ((select viewer_role()) = 'MANAGER' and consortium_id = (select viewer_consortium()) and (worker_id is null
      or exists (select from connection c where c.need_id = card_lead.need_id and c.worker_id = card_lead.worker_id))))`,
];

/** Which showcases everybody may read, what expertise partners want to be told of, and what they make of cards. */
export class OpenShowcase1766000007200 implements MigrationInterface {
  readonly name = "OpenShowcase1766000007200";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table card_lead, expertise_find, expertise_alert, showcase_opening");
    await runner.query("drop index showcase_card_published_idx");
  }
}
