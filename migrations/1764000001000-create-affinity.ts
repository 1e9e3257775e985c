import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What is worked out from the taxonomy and from profiles, and can be worked out again. No foreign keys: checking half a
 * million rows would hold every skill against a merge for as long as a build writes.
 */
const statements = [
  `create type affinity_kind as enum ('BROADER', 'NARROWER', 'RELATED', 'SIBLING', 'LEXICAL', 'LEARNED')`,
  `create type affinity_build_kind as enum ('FULL', 'REFRESH')`,
  `create table affinity_build (
      version integer not null,
      kind affinity_build_kind not null,
      built_at timestamptz not null default clock_timestamp(),
      documents integer not null,
      profiles integer not null,
      labels integer not null,
      least_workers integer not null,
      links integer not null,
      constraint affinity_build_pkey primary key (version)
    )`,
  `create table skill_affinity (
      to_id uuid not null,
      from_id uuid not null,
      kind affinity_kind not null,
      value double precision not null,
      via_id uuid,
      constraint skill_affinity_pkey primary key (to_id, from_id)
    )`,
  `create index skill_affinity_from_id_idx on skill_affinity (from_id)`,
  `create table learned_affinity (
      to_id uuid not null,
      from_id uuid not null,
      value double precision not null,
      constraint learned_affinity_pkey primary key (to_id, from_id)
    )`,
  `create table affinity_skill (
      skill_id uuid not null,
      fingerprint text not null,
      document_frequency integer not null default 0,
      constraint affinity_skill_pkey primary key (skill_id)
    )`,
  `create table affinity_word (
      word text not null,
      label_frequency integer not null,
      constraint affinity_word_pkey primary key (word)
    )`,
];

export class CreateAffinity1764000001000 implements MigrationInterface {
  readonly name = "CreateAffinity1764000001000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "drop table affinity_word, affinity_skill, learned_affinity, skill_affinity, affinity_build",
    );
    await runner.query("drop type affinity_build_kind, affinity_kind");
  }
}
