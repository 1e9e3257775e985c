import type { MigrationInterface, QueryRunner } from "typeorm";

const fields = {
  name: "CONSORTIUM",
  email: "LIBRARY",
  job_title: "CONSORTIUM",
  summary: "CONSORTIUM",
  availability: "PARTNERS",
  library: "CONSORTIUM",
};

/** How far each field of a profile may be seen; what is there gets what was the rule for everybody. */
export class GiveFieldsVisibility1766000003000 implements MigrationInterface {
  readonly name = "GiveFieldsVisibility1766000003000";

  async up(runner: QueryRunner): Promise<void> {
    const columns = Object.entries(fields).map(
      ([field, visibility]) => `add column visibility_${field} visibility not null default '${visibility}'`,
    );
    await runner.query(`alter table worker ${columns.join(", ")}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const columns = Object.keys(fields).map((field) => `drop column visibility_${field}`);
    await runner.query(`alter table worker ${columns.join(", ")}`);
  }
}
