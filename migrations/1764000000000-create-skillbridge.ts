import type { MigrationInterface, QueryRunner } from "typeorm";

const extensions = ["create extension if not exists pg_trgm", "create extension if not exists unaccent"];

const types = [
  `create type skill_scheme as enum('SKILLBRIDGE', 'ESCO', 'ONET', 'LOCAL')`,
  `create type skill_kind as enum('SKILL', 'KNOWLEDGE', 'GROUP')`,
  `create type curation_status as enum('PROPOSED', 'ACCEPTED', 'DEPRECATED', 'MERGED')`,
  `create type skill_relation_kind as enum('RELATED', 'ESSENTIAL', 'OPTIONAL')`,
  `create type visibility as enum('PRIVATE', 'LIBRARY', 'CONSORTIUM', 'PARTNERS', 'PUBLIC')`,
  `create type proficiency as enum('NOVICE', 'ADVANCED_BEGINNER', 'COMPETENT', 'PROFICIENT', 'EXPERT')`,
  `create type growth_goal_status as enum('ACTIVE', 'ACHIEVED', 'ABANDONED')`,
  `create type rating_source as enum('SELF', 'MANAGER', 'PARTNER', 'IMPORT')`,
  `create type partner_sector as enum('ARTS_AND_CULTURE', 'CIVIC', 'EDUCATION', 'EMPLOYMENT', 'ENVIRONMENT', 'HEALTH', 'HOUSING', 'IMMIGRATION', 'LEGAL', 'SENIORS', 'TECHNOLOGY', 'YOUTH', 'OTHER')`,
  `create type need_status as enum('DRAFT', 'OPEN', 'FILLED', 'CLOSED', 'EXPIRED')`,
  `create type modality as enum('ON_SITE', 'REMOTE', 'HYBRID')`,
  `create type importance as enum('MUST', 'NICE')`,
];

const tables = [
  `create table consortium (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      name text not null,
      country text,
      constraint consortium_pkey primary key (id),
      constraint consortium_name_key unique (name)
    )`,
  `create table skill (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      uri text not null,
      scheme skill_scheme not null,
      kind skill_kind not null,
      preferred_label text not null,
      normalized_label text not null,
      description text not null default '',
      status curation_status not null,
      merged_into_id uuid,
      constraint skill_pkey primary key (id),
      constraint skill_merged_check check ((status = 'MERGED') = (merged_into_id is not null)),
      constraint skill_uri_key unique (uri)
    )`,
  `create table skill_alternative_label (
      skill_id uuid not null,
      label text not null,
      normalized_label text not null,
      constraint skill_alternative_label_pkey primary key (skill_id, label)
    )`,
  `create table skill_broader (
      skill_id uuid not null,
      broader_id uuid not null,
      constraint skill_broader_pkey primary key (skill_id, broader_id),
      constraint skill_broader_check check (skill_id <> broader_id)
    )`,
  `create table skill_related (
      skill_id uuid not null,
      related_id uuid not null,
      kind skill_relation_kind not null,
      constraint skill_related_pkey primary key (skill_id, related_id),
      constraint skill_related_check check (skill_id <> related_id)
    )`,
  `create table library (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      consortium_id uuid not null,
      isil text,
      name text not null,
      country text,
      region text,
      constraint library_pkey primary key (id),
      constraint library_isil_key unique (isil)
    )`,
  `create table worker (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      consortium_id uuid not null,
      library_id uuid,
      external_id text,
      name text not null,
      email text,
      job_title text,
      summary text,
      hours_per_week double precision,
      remote boolean not null default false,
      languages text[] not null default '{}',
      discoverability visibility not null default 'CONSORTIUM',
      constraint worker_pkey primary key (id),
      constraint worker_hours_check check (hours_per_week > 0 and hours_per_week <= 80)
    )`,
  `create table growth_goal (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      worker_id uuid not null,
      skill_id uuid not null,
      "start" proficiency,
      "current" proficiency,
      target proficiency not null,
      priority smallint not null,
      "by" date,
      why text,
      status growth_goal_status not null default 'ACTIVE',
      visibility visibility not null default 'PRIVATE',
      constraint growth_goal_pkey primary key (id),
      constraint growth_goal_priority_check check (priority between 1 and 3),
      constraint growth_goal_target_check check (status <> 'ACTIVE' or current is null or target > current)
    )`,
  `create table worker_skill (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      worker_id uuid not null,
      skill_id uuid not null,
      proficiency proficiency not null,
      evidence text,
      last_used_on date,
      rating_source rating_source not null,
      visibility visibility not null,
      constraint worker_skill_pkey primary key (id)
    )`,
  `create table partner (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      consortium_id uuid not null,
      external_id text,
      name text not null,
      description text not null default '',
      url text,
      sector partner_sector not null default 'OTHER',
      country text,
      region text,
      constraint partner_pkey primary key (id)
    )`,
  `create table community_goal (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      partner_id uuid not null,
      title text not null,
      description text not null default '',
      "by" date,
      indicator_name text not null,
      indicator_unit text not null,
      indicator_baseline double precision not null,
      indicator_target double precision not null,
      indicator_current double precision not null,
      constraint community_goal_pkey primary key (id)
    )`,
  `create table need (
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      consortium_id uuid not null,
      partner_id uuid not null,
      community_goal_id uuid,
      external_id text,
      title text not null,
      description text not null default '',
      status need_status not null default 'DRAFT',
      capacity integer not null default 1,
      hours_per_week double precision,
      modality modality not null default 'ON_SITE',
      country text,
      region text,
      languages text[] not null default '{}',
      starts_on date,
      ends_on date,
      constraint need_pkey primary key (id),
      constraint need_capacity_check check (capacity between 1 and 1000),
      constraint need_hours_check check (hours_per_week > 0 and hours_per_week <= 80),
      constraint need_dates_check check (ends_on >= starts_on)
    )`,
  `create table need_skill (
      need_id uuid not null,
      skill_id uuid not null,
      importance importance not null,
      proficiency proficiency not null,
      mentored boolean not null default false,
      constraint need_skill_pkey primary key (need_id, skill_id)
    )`,
  `create table idempotency_record (
      subject text not null,
      key text not null,
      operation text not null,
      request_hash text not null,
      result jsonb not null,
      created_at timestamptz not null default now(),
      constraint idempotency_record_pkey primary key (subject, key)
    )`,
  `create table outbox (
      id bigint generated always as identity not null,
      xid bigint not null default txid_current(),
      topic text not null,
      record_ids uuid[] not null,
      origin uuid not null,
      created_at timestamptz not null default now(),
      constraint outbox_pkey primary key (id)
    )`,
];

const indexes = [
  `create index skill_broader_broader_id_idx on skill_broader (broader_id)`,
  `create index skill_related_related_id_idx on skill_related (related_id)`,
  `create index library_consortium_id_idx on library (consortium_id)`,
  `create index worker_library_id_idx on worker (library_id)`,
  `create unique index worker_consortium_id_external_id_idx on worker (consortium_id, external_id)`,
  `create index growth_goal_skill_id_idx on growth_goal (skill_id)`,
  `create unique index growth_goal_worker_id_skill_id_idx on growth_goal (worker_id, skill_id) where archived_at is null`,
  `create index worker_skill_skill_id_idx on worker_skill (skill_id)`,
  `create unique index worker_skill_worker_id_skill_id_idx on worker_skill (worker_id, skill_id) where archived_at is null`,
  `create index partner_name_id_idx on partner (name, id)`,
  `create unique index partner_consortium_id_external_id_idx on partner (consortium_id, external_id)`,
  `create index community_goal_partner_id_idx on community_goal (partner_id)`,
  `create index need_community_goal_id_idx on need (community_goal_id)`,
  `create index need_status_id_idx on need (status, id)`,
  `create index need_partner_id_idx on need (partner_id)`,
  `create unique index need_consortium_id_external_id_idx on need (consortium_id, external_id)`,
  `create index need_skill_skill_id_idx on need_skill (skill_id)`,
  `create index outbox_xid_id_idx on outbox (xid, id)`,
];

const foreignKeys = [
  `alter table skill add constraint skill_merged_into_id_fkey foreign key (merged_into_id) references skill(id)`,
  `alter table skill_alternative_label add constraint skill_alternative_label_skill_id_fkey foreign key (skill_id) references skill(id) on delete cascade`,
  `alter table skill_broader add constraint skill_broader_skill_id_fkey foreign key (skill_id) references skill(id) on delete cascade`,
  `alter table skill_broader add constraint skill_broader_broader_id_fkey foreign key (broader_id) references skill(id) on delete cascade`,
  `alter table skill_related add constraint skill_related_skill_id_fkey foreign key (skill_id) references skill(id) on delete cascade`,
  `alter table skill_related add constraint skill_related_related_id_fkey foreign key (related_id) references skill(id) on delete cascade`,
  `alter table library add constraint library_consortium_id_fkey foreign key (consortium_id) references consortium(id)`,
  `alter table worker add constraint worker_consortium_id_fkey foreign key (consortium_id) references consortium(id)`,
  `alter table worker add constraint worker_library_id_fkey foreign key (library_id) references library(id)`,
  `alter table growth_goal add constraint growth_goal_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade`,
  `alter table growth_goal add constraint growth_goal_skill_id_fkey foreign key (skill_id) references skill(id)`,
  `alter table worker_skill add constraint worker_skill_worker_id_fkey foreign key (worker_id) references worker(id) on delete cascade`,
  `alter table worker_skill add constraint worker_skill_skill_id_fkey foreign key (skill_id) references skill(id)`,
  `alter table partner add constraint partner_consortium_id_fkey foreign key (consortium_id) references consortium(id)`,
  `alter table community_goal add constraint community_goal_partner_id_fkey foreign key (partner_id) references partner(id)`,
  `alter table need add constraint need_consortium_id_fkey foreign key (consortium_id) references consortium(id)`,
  `alter table need add constraint need_partner_id_fkey foreign key (partner_id) references partner(id)`,
  `alter table need add constraint need_community_goal_id_fkey foreign key (community_goal_id) references community_goal(id)`,
  `alter table need_skill add constraint need_skill_need_id_fkey foreign key (need_id) references need(id) on delete cascade`,
  `alter table need_skill add constraint need_skill_skill_id_fkey foreign key (skill_id) references skill(id)`,
];

/**
 * Labels are compared without case, accents and punctuation, in a column of their own, because normalising thousands of
 * candidates takes longer than comparing them. The dictionary is named in full, because an immutable function may not
 * depend on the search path.
 */
const labelSearch = [
  `create function normalize_label(label text) returns text
    language sql immutable strict parallel safe
    return btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, label)), '[^[:alnum:]+#]+', ' ', 'g'))`,
  `create function normalize_preferred_label() returns trigger language plpgsql as
    'begin new.normalized_label := public.normalize_label(new.preferred_label); return new; end'`,
  `create function normalize_alternative_label() returns trigger language plpgsql as
    'begin new.normalized_label := public.normalize_label(new.label); return new; end'`,
  `create trigger skill_normalize before insert or update on skill
    for each row execute function normalize_preferred_label()`,
  `create trigger skill_alternative_label_normalize before insert or update on skill_alternative_label
    for each row execute function normalize_alternative_label()`,
  `create index skill_normalized_label_trgm_idx on skill using gin (normalized_label gin_trgm_ops)`,
  `create index skill_normalized_label_id_idx on skill (normalized_label, id)`,
  `create index skill_alternative_label_normalized_label_trgm_idx on skill_alternative_label using gin (normalized_label gin_trgm_ops)`,
  `create index skill_alternative_label_normalized_label_idx on skill_alternative_label (normalized_label)`,
  // The words that labels are made of, to correct what people type. They only become more: a word too many does no harm.
  `create table skill_word (word text not null, constraint skill_word_pkey primary key (word))`,
  `create index skill_word_trgm_idx on skill_word using gin (word gin_trgm_ops)`,
  `create function collect_label_words() returns trigger language plpgsql as
    'begin
       insert into public.skill_word
       select distinct word from written, regexp_split_to_table(written.normalized_label, '' '') word
       where length(word) > 0 order by word on conflict do nothing;
       return null;
     end'`,
  ...["skill", "skill_alternative_label"].flatMap((table) =>
    ["insert", "update"].map(
      (event) =>
        `create trigger ${table}_words_${event} after ${event} on ${table} referencing new table as written
          for each statement execute function collect_label_words()`,
    ),
  ),
  // The threshold of pg_trgm is a setting; a function can have its own. Two letters that changed places in the middle of
  // a short word leave little of it the same.
  `create function words_like(typed text) returns table (word text)
    language sql stable parallel safe rows 50
    set pg_trgm.similarity_threshold = 0.25
    as 'select w.word from skill_word w where w.word % typed'`,
  `create function labels_like(typed text)
    returns table (skill_id uuid, label text, normalized_label text, is_alias boolean)
    language sql stable parallel safe rows 50
    set pg_trgm.similarity_threshold = 0.45
    as 'select s.id, s.preferred_label, s.normalized_label, false from skill s where s.normalized_label % typed
        union all
        select a.skill_id, a.label, a.normalized_label, true from skill_alternative_label a where a.normalized_label % typed'`,
];

export class CreateSkillbridge1764000000000 implements MigrationInterface {
  readonly name = "CreateSkillbridge1764000000000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...extensions,
      ...types,
      ...tables,
      ...indexes,
      ...foreignKeys,
      ...labelSearch,
    ]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "drop table outbox, idempotency_record, need_skill, need, community_goal, partner, worker_skill, growth_goal, worker, library, skill_related, skill_broader, skill_alternative_label, skill_word, skill, consortium cascade",
    );
    await runner.query(
      "drop function labels_like(text), words_like(text), collect_label_words(), normalize_alternative_label(), normalize_preferred_label(), normalize_label(text)",
    );
    await runner.query(
      "drop type skill_scheme, skill_kind, curation_status, skill_relation_kind, visibility, proficiency, growth_goal_status, rating_source, partner_sector, need_status, modality, importance",
    );
  }
}
