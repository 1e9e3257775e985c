import type { MigrationInterface, QueryRunner } from "typeorm";

/** What happened, for those who want to be told. */
export class CreateDomainEvent1766000006000 implements MigrationInterface {
  readonly name = "CreateDomainEvent1766000006000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table domain_event (
        id uuid not null,
        kind text not null,
        consortium_id uuid not null,
        worker_id uuid,
        partner_id uuid,
        library_id uuid,
        need_id uuid,
        connection_id uuid,
        data jsonb not null default '{}',
        occurred_at timestamptz not null default now(),
        told_at timestamptz,
        constraint domain_event_pkey primary key (id)
      )`,
    );
    await runner.query("create index domain_event_occurred_at_idx on domain_event (occurred_at)");
    await runner.query("create index domain_event_worker_id_idx on domain_event (worker_id)");
    await runner.query("alter table domain_event enable row level security");
    // Whoever makes something happen says so; who is told is for the service.
    await runner.query("create policy domain_event_write on domain_event for insert with check (true)");
    await runner.query(
      `create policy domain_event_viewer on domain_event using ((select viewer_is_system())
        or worker_id = (select viewer_worker()))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table domain_event");
  }
}
