import type { MigrationInterface, QueryRunner } from "typeorm";

const up = [
  `create table partner_learning_goal (
    id uuid not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    archived_at timestamptz,
    consortium_id uuid not null,
    partner_id uuid not null,
    skill_id uuid not null,
    "current" proficiency,
    target proficiency not null,
    priority smallint not null,
    learners integer not null,
    note text not null default '',
    "by" date,
    constraint partner_learning_goal_pkey primary key (id),
    constraint partner_learning_goal_priority_check check (priority between 1 and 3),
    constraint partner_learning_goal_learners_check check (learners between 1 and 100000),
    constraint partner_learning_goal_target_check check (current is null or target > current),
    constraint partner_learning_goal_consortium_id_fkey foreign key (consortium_id) references consortium(id),
    constraint partner_learning_goal_partner_id_fkey foreign key (partner_id) references partner(id),
    constraint partner_learning_goal_skill_id_fkey foreign key (skill_id) references skill(id)
  )`,
  `create unique index partner_learning_goal_partner_id_skill_id_idx on partner_learning_goal (partner_id, skill_id)
    where archived_at is null`,
  "create index partner_learning_goal_skill_id_idx on partner_learning_goal (skill_id)",
  "alter table partner_learning_goal enable row level security",
  // Whoever may find people in the consortium may know what its partners want to learn.
  `create policy partner_learning_goal_viewer on partner_learning_goal using (consortium_id = (select viewer_consortium())
    or (select viewer_is_system())
    or consortium_id = any((select viewer_discovers())::uuid[]))`,
];

/** What the people of partners want to learn. */
export class CreateLearningGoal1766000007500 implements MigrationInterface {
  readonly name = "CreateLearningGoal1766000007500";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table partner_learning_goal");
  }
}
