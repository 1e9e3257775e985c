import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A skill of a card keeps what finds it in its turn among those with the same skill: of which consortium the card is, whose
 * turn it is, and how far it is open, null while it is not published. All follow the card.
 */
const following = [
  `alter table showcase_card_skill add column consortium_id uuid, add column turn bigint,
    add column listed_to visibility`,
  `create function listed_to(card showcase_card) returns visibility language sql immutable
    return case when card.status = 'PUBLISHED' and card.archived_at is null then card.open_to end`,
  `update showcase_card_skill k set consortium_id = c.consortium_id, turn = c.turn, listed_to = public.listed_to(c)
    from showcase_card c where c.id = k.card_id`,
  "alter table showcase_card_skill alter column consortium_id set not null, alter column turn set not null",
  `create function place_card_skill() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
    begin
      select c.consortium_id, c.turn, listed_to(c) into new.consortium_id, new.turn, new.listed_to
        from showcase_card c where c.id = new.card_id;
      return new;
    end $$`,
  `create trigger showcase_card_skill_place before insert on showcase_card_skill
    for each row execute function place_card_skill()`,
  `create function place_card_skills() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
    begin
      update showcase_card_skill set turn = new.turn, listed_to = listed_to(new) where card_id = new.id;
      return null;
    end $$`,
  `create trigger showcase_card_place after update of turn, status, archived_at, open_to on showcase_card for each row
    when (old.turn <> new.turn or listed_to(old) is distinct from listed_to(new)) execute function place_card_skills()`,
];

const indexes = [
  "drop index showcase_card_skill_skill_id_idx",
  "create index showcase_card_skill_turn_idx on showcase_card_skill (skill_id, consortium_id, turn, card_id)",
  `create index showcase_card_skill_public_turn_idx on showcase_card_skill (skill_id, turn, card_id)
    where listed_to = 'PUBLIC'`,
  // Those that were moved since a walk began: in a consortium, and among what everybody sees.
  "drop index showcase_card_turned_idx",
  `create index showcase_card_turned_idx on showcase_card (consortium_id, turned)
    where status = 'PUBLISHED' and archived_at is null`,
  `create index showcase_card_public_turned_idx on showcase_card (turned)
    where status = 'PUBLISHED' and archived_at is null and open_to = 'PUBLIC'`,
];

/** Finds the cards of a page without looking at all of them. */
export class FindCardsInTurn1766000008000 implements MigrationInterface {
  readonly name = "FindCardsInTurn1766000008000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...following, ...indexes]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index showcase_card_turned_idx, showcase_card_public_turned_idx");
    await runner.query(`create index showcase_card_turned_idx on showcase_card (turned)
      where status = 'PUBLISHED' and archived_at is null`);
    await runner.query("drop trigger showcase_card_place on showcase_card");
    await runner.query("drop trigger showcase_card_skill_place on showcase_card_skill");
    await runner.query("drop function place_card_skill(), place_card_skills(), listed_to(showcase_card)");
    await runner.query(
      "alter table showcase_card_skill drop column consortium_id, drop column turn, drop column listed_to",
    );
    await runner.query("create index showcase_card_skill_skill_id_idx on showcase_card_skill (skill_id)");
  }
}
