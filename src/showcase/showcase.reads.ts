import type { Principal, User } from "../platform/auth/principal.js";
import type { Visibility } from "../platform/auth/visibility.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { CardView, type ShownCard } from "./card-view.js";
import type { ShowcaseSkill } from "./showcase-card.js";

/** A skill of a card as somebody is shown it. */
export interface ShownSkill extends ShowcaseSkill {
  /** Of the worker's skill; null of a library's, and where whoever looks sees what everybody does. */
  readonly visibility: Visibility | null;
}

/** Cards by id, as far as somebody may see them. */
export async function visibleCards(
  reads: Reads,
  principal: Principal,
  ids: readonly string[],
): Promise<ShownCard[]> {
  const where = new Conditions();
  const view = new CardView(where, principal);
  where.add(`c.id = any(${where.value(ids)}::uuid[])`).add(view.isSeen);
  return await readCards(reads, principal, "showcase.by-ids", view, where, "order by c.id");
}

/** The cards in use of workers or of libraries, as far as somebody may see them, newest first. */
export async function cardsOf(
  reads: Reads,
  principal: Principal,
  owner: "worker" | "library",
  ownerIds: readonly string[],
): Promise<ShownCard[]> {
  const where = new Conditions();
  const view = new CardView(where, principal);
  where
    .add(`c.${owner}_id = any(${where.value(ownerIds)}::uuid[])`)
    .add("c.archived_at is null")
    .add(view.isSeen);
  return await readCards(reads, principal, `showcase.of-${owner}`, view, where, "order by c.id desc");
}

const SUBMITTED = "submitted-cards";

/** What waits for a decision of a library's managers, the oldest card first. */
export async function submittedCards(
  reads: Reads,
  user: User,
  libraryId: string,
  page: PageArgs,
): Promise<Connection<ShownCard>> {
  const after = decodeCursor(SUBMITTED, page.after, [PARTS.id]);
  const where = new Conditions();
  const view = new CardView(where, user);
  const library = `${where.value(libraryId)}::uuid`;
  where
    .add("c.status = 'SUBMITTED' and c.archived_at is null")
    .add(`c.library_id = ${library} or ${view.isModeratedBy(library)}`);
  if (after) where.add(`c.id > ${where.value(after[0])}::uuid`);
  const limit = `order by c.id limit ${where.value(page.first + 1)}`;
  const rows = await readCards(reads, user, "showcase.submitted", view, where, limit);
  return pageOf(rows, SUBMITTED, page, ({ id }) => [id]);
}

async function readCards(
  reads: Reads,
  principal: Principal,
  name: string,
  view: CardView,
  where: Conditions,
  order: string,
): Promise<ShownCard[]> {
  const text = `select ${view.columns}, null::float8 as merit, null::uuid as "askedSkillId", null::uuid as "foundBySkillId"
    from ${view.from} where ${where} ${order}`;
  return await reads.as(principal).run(statement(name, text), where.values);
}

/** The skills of cards that somebody may see, as far as they see them; the highest level first. */
export async function skillsOfCards(
  reads: Reads,
  principal: Principal,
  cardIds: readonly string[],
): Promise<ShownSkill[]> {
  const where = new Conditions();
  const view = new CardView(where, principal);
  const skills = view.skills(`k.card_id = any(${where.value(cardIds)}::uuid[])`);
  const text = `select k.card_id as "cardId", k.skill_id as "skillId", k.level, k.visibility from (${skills}) k
    order by k.level desc nulls last, k.skill_id`;
  return await reads.as(principal).run(statement("showcase.skills", text), where.values);
}
