import type { MigrationInterface, QueryRunner } from "typeorm";

const tables = [
  "create type showcase_kind as enum ('WORKER', 'LIBRARY')",
  "create type showcase_status as enum ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')",
  `create table showcase_card (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    kind showcase_kind not null,
    worker_id uuid,
    library_id uuid,
    title text not null,
    summary text not null default '',
    words tsvector not null,
    modality modality not null default 'HYBRID',
    languages text[] not null default '{}',
    country text,
    region text,
    show_name boolean not null default false,
    status showcase_status not null default 'DRAFT',
    note text,
    published_at timestamptz,
    turn bigint not null default 0,
    turned bigint not null default 0,
    constraint showcase_card_pkey primary key (id),
    constraint showcase_card_author_check check (
      (kind = 'WORKER') = (worker_id is not null) and (kind = 'LIBRARY') = (library_id is not null)),
    constraint showcase_card_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint showcase_card_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade,
    constraint showcase_card_library_id_fkey foreign key (library_id) references library(id)
  )`,
  "create index showcase_card_worker_id_idx on showcase_card (worker_id)",
  "create index showcase_card_library_id_idx on showcase_card (library_id)",
  "create index showcase_card_consortium_id_idx on showcase_card (consortium_id)",
  // Whose turn it is to come first.
  `create index showcase_card_turn_idx on showcase_card (turn, id)
    where status = 'PUBLISHED' and archived_at is null`,
  // Whose turn was moved since a walk through pages began.
  `create index showcase_card_turned_idx on showcase_card (turned)
    where status = 'PUBLISHED' and archived_at is null`,
  `create table showcase_card_skill (
    card_id uuid not null,
    skill_id uuid not null,
    level proficiency,
    constraint showcase_card_skill_pkey primary key (card_id, skill_id),
    constraint showcase_card_skill_card_id_fkey foreign key (card_id) references showcase_card(id) on delete cascade,
    constraint showcase_card_skill_skill_id_fkey foreign key (skill_id) references skill(id)
  )`,
  "create index showcase_card_skill_skill_id_idx on showcase_card_skill (skill_id)",
  `create table showcase_impression (
    id uuid not null,
    card_id uuid not null,
    day date not null,
    consortium_id uuid not null,
    worker_id uuid,
    impressions integer not null,
    constraint showcase_impression_pkey primary key (id),
    constraint showcase_impression_count_check check (impressions > 0),
    constraint showcase_impression_card_id_fkey foreign key (card_id) references showcase_card(id) on delete cascade,
    constraint showcase_impression_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint showcase_impression_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade
  )`,
  "create unique index showcase_impression_card_id_day_idx on showcase_impression (card_id, day)",
  "create index showcase_impression_consortium_id_day_idx on showcase_impression (consortium_id, day)",
  "create index showcase_impression_worker_id_idx on showcase_impression (worker_id)",
  `create table showcase_turn (
    card_id uuid not null,
    until bigint not null,
    turn bigint not null,
    ended_at timestamptz not null default now(),
    constraint showcase_turn_pkey primary key (card_id, until),
    constraint showcase_turn_card_id_fkey foreign key (card_id) references showcase_card(id) on delete cascade
  )`,
  "create index showcase_turn_until_idx on showcase_turn (until)",
  `create table showcase_clock (
    one boolean not null default true,
    step bigint not null default 0,
    kept_from bigint not null default 0,
    constraint showcase_clock_pkey primary key (one),
    constraint showcase_clock_one_check check (one)
  )`,
  "insert into showcase_clock default values",
];

/** Searches look at words without regard to case and accents; in whatever language, so they are not reduced to stems. */
const search = [
  `create function keep_showcase_words() returns trigger language plpgsql as $$
    begin
      new.words := setweight(to_tsvector('simple', public.normalize_label(new.title)), 'A')
        || setweight(to_tsvector('simple', public.normalize_label(new.summary)), 'B');
      return new;
    end $$`,
  `create trigger showcase_card_words before insert or update of title, summary on showcase_card
    for each row execute function keep_showcase_words()`,
];

/**
 * What everybody sees of published cards of workers who are open to everybody; nobody without a token sees rows of
 * workers themselves.
 */
const views = [
  `create view public_showcase_author as
    select c.id as card_id, case when c.show_name or w.visibility_name = 'PUBLIC' then w.name end as name,
      case when w.visibility_library = 'PUBLIC' then w.library_id end as library_id
    from showcase_card c join worker w on w.id = c.worker_id
    where c.status = 'PUBLISHED' and c.archived_at is null
      and w.discoverability = 'PUBLIC' and w.archived_at is null`,
  `create view public_showcase_skill as
    select k.card_id, k.skill_id, s.proficiency
    from showcase_card_skill k join public_showcase_author a on a.card_id = k.card_id
    join showcase_card c on c.id = k.card_id
    join worker_skill s on s.worker_id = c.worker_id and s.skill_id = k.skill_id
    where s.archived_at is null and s.visibility = 'PUBLIC'`,
];

const isOwn = "worker_id = (select viewer_worker())";
/** Of which library, the statements look at. */
const isManagers = `(select viewer_role()) = 'MANAGER' and consortium_id = (select viewer_consortium())`;
const isSystem = "(select viewer_is_system())";
const ofReport = `(select viewer_role()) in ('MANAGER', 'ANALYST', 'ADMIN')
  and consortium_id = (select viewer_consortium())`;

/** What is published everybody may read, as far as its worker may be found, which the statements look at. */
const policies = [
  `create policy showcase_card_author on showcase_card using (${isOwn} or (${isManagers}) or ${isSystem})`,
  `create policy showcase_card_reader on showcase_card for select using (status = 'PUBLISHED' and archived_at is null)`,
  ...["for insert with check", "for delete using"].map(
    (rule, at) => `create policy showcase_card_skill_author_${at} on showcase_card_skill ${rule} (${isSystem}
      or exists (select from showcase_card c where c.id = card_id and (c.${isOwn} or (${isManagers}))))`,
  ),
  `create policy showcase_card_skill_system on showcase_card_skill for update using (${isSystem})`,
  // `offset 0`, because PostgreSQL would rather read all cards first.
  `create policy showcase_card_skill_reader on showcase_card_skill for select
    using (exists (select from showcase_card c where c.id = card_id offset 0))`,
  `create policy showcase_impression_viewer on showcase_impression using (${isOwn} or (${ofReport}) or ${isSystem})`,
];

const locked = ["showcase_card", "showcase_card_skill", "showcase_impression"];

/** Cards that show expertise to partners, and how often each was shown. */
export class CreateShowcase1766000007100 implements MigrationInterface {
  readonly name = "CreateShowcase1766000007100";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...search, ...views]) await runner.query(statement);
    for (const table of locked) await runner.query(`alter table ${table} enable row level security`);
    for (const policy of policies) await runner.query(policy);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop view public_showcase_skill, public_showcase_author");
    await runner.query(
      "drop table showcase_clock, showcase_turn, showcase_impression, showcase_card_skill, showcase_card",
    );
    await runner.query("drop function keep_showcase_words()");
    await runner.query("drop type showcase_status, showcase_kind");
  }
}
