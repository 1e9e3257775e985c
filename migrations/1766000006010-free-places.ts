import type { MigrationInterface, QueryRunner } from "typeorm";

/** A connection goes with its worker, when that one is erased; the place that it held becomes free then, too. */
export class FreePlaces1766000006010 implements MigrationInterface {
  readonly name = "FreePlaces1766000006010";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create function free_place_of_erased() returns trigger language plpgsql as $$
        begin
          update need set places_taken = greatest(places_taken - 1, 0) where id = old.need_id;
          return old;
        end $$`,
    );
    await runner.query(
      `create trigger connection_erased after delete on connection for each row
        when (old.status in ('CONNECTED', 'COLLABORATING')) execute function free_place_of_erased()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop trigger connection_erased on connection");
    await runner.query("drop function free_place_of_erased()");
  }
}
