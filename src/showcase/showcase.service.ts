import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands, Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { Conditions } from "../platform/database/statement.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { Taxonomy } from "../skills/index.js";
import { type CardEvent, nextCardStatus } from "./card-lifecycle.js";
import { setCardSkills } from "./card-skills.js";
import { CardView } from "./card-view.js";
import type {
  CreateShowcaseCardInput,
  ModerateShowcaseCardInput,
  ShowcaseCardInput,
  UpdateShowcaseCardInput,
} from "./showcase.inputs.js";
import { type CardOwner, mayModerateCard, mayWriteCard } from "./showcase.policy.js";
import { ShowcaseCard, ShowcaseKind, ShowcaseStatus } from "./showcase-card.js";

/** So many cards in use has a worker at most. */
export const MOST_CARDS = 10;
/** So many offers in use has a library at most. */
export const MOST_OFFERS = 30;

export interface CardReference {
  readonly cardId: string;
}

type FoundCard = Pick<ShowcaseCard, "id" | "version" | "kind" | "status" | "consortiumId"> & CardOwner;

const ID = ["input", "id"];

/** Use cases of those who show their expertise, and of the managers who decide what is shown. */
export class ShowcaseService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  async create(user: User, input: CreateShowcaseCardInput): Promise<CardReference> {
    const { workerId, libraryId } = authorActing(user);
    if (libraryId && input.showName) throw noName();
    return await this.commands.run(user, { name: "createShowcaseCard", input }, async (transaction) => {
      const { manager, changed, record } = transaction;
      await assertRoom(manager, workerId ?? libraryId!, workerId ? MOST_CARDS : MOST_OFFERS);
      const id = newId();
      await manager.insert(ShowcaseCard, {
        ...{ id, consortiumId: user.consortiumId, workerId, libraryId },
        kind: workerId ? ShowcaseKind.WORKER : ShowcaseKind.LIBRARY,
        title: input.title.trim(),
        summary: input.summary?.trim() ?? "",
        modality: input.modality,
        languages: input.languages ?? [],
        ...(await placeOf(manager, user, input)),
        showName: input.showName,
      });
      await setCardSkills(manager, this.taxonomy, id, workerId, input.skills);
      record({ workerIds: workerId ? [workerId] : [] });
      changed("showcase_card", id);
      return { cardId: id };
    });
  }

  async update(user: User, input: UpdateShowcaseCardInput): Promise<CardReference> {
    return await this.commands.run(user, { name: "updateShowcaseCard", input }, async (transaction) => {
      const { manager } = transaction;
      const card = await ownCard(manager, user, input.id);
      if (card.libraryId && input.showName) throw noName();
      const { modality, languages, country, region, showName } = input;
      const [title, summary] = [input.title?.trim(), input.summary?.trim()];
      const says = title !== undefined || summary !== undefined;
      const status = says ? nextCardStatus(card.kind, card.status, "EDIT")! : card.status;
      await updateRecord(manager, ShowcaseCard, card.id, input.expectedVersion, {
        ...{ title, summary, modality, languages, country, region, showName, status },
      });
      if (input.skills) await setCardSkills(manager, this.taxonomy, card.id, card.workerId, input.skills);
      return changedTo(transaction, card, status);
    });
  }

  /** The author wants it shown: from here on the worker consents to it. */
  submit(user: User, input: ShowcaseCardInput): Promise<CardReference> {
    return this.step(user, "submitShowcaseCard", "SUBMIT", input, ownCard, { note: null });
  }

  withdraw(user: User, input: ShowcaseCardInput): Promise<CardReference> {
    return this.step(user, "withdrawShowcaseCard", "WITHDRAW", input, ownCard, {});
  }

  publish(user: User, input: ModerateShowcaseCardInput): Promise<CardReference> {
    const { note = null } = input;
    const patch = { note, publishedAt: () => "now()", turn: () => AMONG_THE_LEAST_SHOWN };
    return this.step(user, "publishShowcaseCard", "PUBLISH", input, moderatedCard, patch);
  }

  reject(user: User, input: ModerateShowcaseCardInput): Promise<CardReference> {
    const patch = { note: input.note ?? null };
    return this.step(user, "rejectShowcaseCard", "REJECT", input, moderatedCard, patch);
  }

  async archive(user: User, input: ShowcaseCardInput): Promise<CardReference> {
    return await this.commands.run(user, { name: "archiveShowcaseCard", input }, async (transaction) => {
      const { manager } = transaction;
      const card = await ownCard(manager, user, input.id);
      await archiveRecord(manager, ShowcaseCard, card.id, input.expectedVersion);
      return changedTo(transaction, card, card.status);
    });
  }

  private async step(
    user: User,
    name: string,
    event: CardEvent,
    input: ShowcaseCardInput,
    find: typeof ownCard,
    patch: object,
  ): Promise<CardReference> {
    return await this.commands.run(user, { name, input }, async (transaction) => {
      const { manager } = transaction;
      const card = await find(manager, user, input.id);
      const status = nextCardStatus(card.kind, card.status, event);
      if (!status)
        throw refuse(
          UserErrorCode.INVALID_TRANSITION,
          ID,
          `A card that is ${card.status} cannot take this step.`,
        );
      if (status === ShowcaseStatus.SUBMITTED && !card.moderatingLibraryId)
        throw refuse(UserErrorCode.FORBIDDEN, ID, "You belong to no library that could publish it.");
      await updateRecord(manager, ShowcaseCard, card.id, input.expectedVersion, { ...patch, status });
      return changedTo(transaction, card, status);
    });
  }
}

/** Says what became of a card: on record, to those who hold something of it in memory, and, if it took a step, as an event. */
function changedTo(
  { changed, happened, record }: Transaction,
  card: FoundCard,
  status: ShowcaseStatus,
): CardReference {
  const { id, workerId, consortiumId, moderatingLibraryId: libraryId } = card;
  record({ workerIds: workerId ? [workerId] : [] });
  changed("showcase_card", id);
  if (status !== card.status)
    happened({
      ...{ kind: `showcase.${status.toLowerCase()}`, consortiumId, workerId, libraryId },
      data: { cardId: id },
    });
  return { cardId: id };
}

/**
 * The turn of a card that is published: not behind those of cards that wait, so that a new one does not take all the places
 * until it was shown as often as those that have been there for years.
 */
const AMONG_THE_LEAST_SHOWN = `greatest(showcase_card.turn, coalesce((select o.turn from showcase_card o
  left join worker a on a.id = o.worker_id
  where o.consortium_id = showcase_card.consortium_id and o.id <> showcase_card.id and o.status = 'PUBLISHED'
    and o.archived_at is null
    and (o.kind = 'LIBRARY' or (a.archived_at is null and a.discoverability >= 'PARTNERS'))
  order by o.turn limit 1), 0))`;

/** Who writes a card when this user does. */
function authorActing({ role, workerId, libraryId }: User): {
  workerId: string | null;
  libraryId: string | null;
} {
  if (role === "WORKER" && workerId) return { workerId, libraryId: null };
  if (role === "MANAGER" && libraryId) return { workerId: null, libraryId };
  throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Cards are written by workers and managers of libraries.");
}

const noName = () =>
  refuse(UserErrorCode.BAD_USER_INPUT, ["input", "showName"], "A library's card has the library's name.");

/** Where it can be done: as said, or where the library is. */
async function placeOf(
  manager: EntityManager,
  { libraryId }: User,
  { country = null, region = null }: Pick<CreateShowcaseCardInput, "country" | "region">,
): Promise<Pick<ShowcaseCard, "country" | "region">> {
  if (country !== null || region !== null || !libraryId) return { country, region };
  const [place] = await manager.query("select country, region from library where id = $1", [libraryId]);
  return place ?? { country, region };
}

/** Locks the author's cards, so that two that are written at once are counted one after the other. */
async function assertRoom(manager: EntityManager, authorId: string, most: number): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended('showcase ' || $1, 0))", [authorId]);
  const [{ count }] = await manager.query(
    "select count(*)::int as count from showcase_card where (worker_id = $1 or library_id = $1) and archived_at is null",
    [authorId],
  );
  if (count >= most)
    throw refuse(
      UserErrorCode.LIMIT_REACHED,
      ["input"],
      `There are ${most} cards already. Archive or change one of them.`,
    );
}

async function ownCard(manager: EntityManager, user: User, typedId: string): Promise<FoundCard> {
  const card = await seenCard(manager, user, typedId);
  if (!mayWriteCard(user, card)) throw refuse(UserErrorCode.FORBIDDEN, ID, "Only its author may do this.");
  return card;
}

async function moderatedCard(manager: EntityManager, user: User, typedId: string): Promise<FoundCard> {
  const card = await seenCard(manager, user, typedId);
  if (!mayModerateCard(user, card))
    throw refuse(UserErrorCode.FORBIDDEN, ID, "Only a manager of the library may do this.");
  return card;
}

/**
 * The card in use, if the user may know of it.
 * @throws Refusal NOT_FOUND when absent or hidden: the two look the same
 */
async function seenCard(manager: EntityManager, user: User, typedId: string): Promise<FoundCard> {
  const where = new Conditions();
  const view = new CardView(where, user);
  where
    .add(`c.id = ${where.value(uuidOf("card", typedId, ID))}::uuid`)
    .add("c.archived_at is null")
    .add(view.isSeen);
  const [card] = await manager.query(
    `select c.id, c.version, c.kind, c.status, c.consortium_id as "consortiumId", c.worker_id as "workerId",
       c.library_id as "libraryId", coalesce(c.library_id, w.library_id) as "moderatingLibraryId"
     from ${view.from} where ${where}`,
    where.values,
  );
  if (!card) throw notFound(ID, "No card in use has this id.");
  return card;
}
