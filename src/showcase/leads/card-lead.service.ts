import type { EntityManager } from "typeorm";
import { duplicateProposal, type ProposeConnection } from "../../connections/index.js";
import { Importance, type Modality, type NeedService } from "../../needs/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { Conditions } from "../../platform/database/statement.js";
import { notFound } from "../../platform/database/update-record.js";
import { typedId, uuidOf } from "../../platform/graphql/typed-id.js";
import { Refusal, refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { Proficiency, type Taxonomy } from "../../skills/index.js";
import { CardView } from "../card-view.js";
import { ShowcaseKind } from "../showcase-card.js";
import type { IntroduceFromCardInput, TurnCardIntoNeedInput } from "./card-lead.inputs.js";
import { CardLead } from "./card-lead.js";

export interface NeedFromCardReference {
  readonly needId: string;
}

export interface ConnectionFromCardReference {
  readonly connectionId: string;
}

const CARD = ["input", "cardId"];
/** So many skills has a need at most; of a card those with the highest level are taken. */
const MOST_SKILLS = 30;
/** What is asked for where a card says no level: work on one's own. */
const USUAL = Proficiency.COMPETENT;

/** A card as it is made something of. */
interface TakenCard {
  readonly id: string;
  readonly consortiumId: string;
  readonly kind: ShowcaseKind;
  readonly workerId: string | null;
  readonly libraryId: string | null;
  readonly title: string;
  readonly modality: Modality;
}

/** Use cases in which a partner makes something of a card, in one step. */
export class CardLeadService {
  constructor(
    private readonly commands: Commands,
    private readonly needs: Pick<NeedService, "createWithin">,
    private readonly introductions: Pick<ProposeConnection, "proposeWithin">,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** Makes a draft of a need of a card. */
  async turnIntoNeed(user: User, input: TurnCardIntoNeedInput): Promise<NeedFromCardReference> {
    const partnerId = partnerOf(user);
    return await this.commands.run(user, { name: "turnCardIntoNeed", input }, async (transaction) => {
      const { manager, insert, happened } = transaction;
      const card = await takenCard(manager, user, input.cardId);
      const [place] = await manager.query("select country, region from partner where id = $1", [partnerId]);
      const made = await this.needs.createWithin(transaction, user, {
        partnerId: typedId("partner", partnerId),
        communityGoalId: input.communityGoalId,
        title: input.title ?? card.title,
        description: input.description,
        skills: await this.skillsOf(manager, user, card),
        capacity: 1,
        modality: card.modality,
        ...place,
        publish: false,
      });
      insert(CardLead, [{ ...leadOf(card, partnerId), needId: made.needId, connectionId: null }]);
      const { kind, consortiumId, workerId, libraryId } = card;
      happened({
        ...{ kind: "showcase.taken_up", consortiumId, workerId, libraryId, partnerId, needId: made.needId },
        data: { cardId: card.id, cardKind: kind },
      });
      return made;
    });
  }

  /** Proposes to introduce the partner to the worker of a card. */
  async introduce(user: User, input: IntroduceFromCardInput): Promise<ConnectionFromCardReference> {
    const partnerId = partnerOf(user);
    const command = { name: "introduceFromCard", input, duplicates: duplicateProposal("needId") };
    return await this.commands.run(user, command, async (transaction) => {
      const card = await takenCard(transaction.manager, user, input.cardId);
      if (card.workerId === null)
        throw refuse(
          UserErrorCode.BAD_USER_INPUT,
          CARD,
          "This is the card of a library, and introductions are to workers. Make a need of it with `turnCardIntoNeed`: its managers are told, and can propose somebody of their staff.",
        );
      const { needId, message, channel, contactName } = input;
      const proposal = { needId, workerId: typedId("worker", card.workerId), message, channel, contactName };
      const made = await this.introductions
        .proposeWithin(transaction, user, proposal)
        .catch((error: unknown) => Promise.reject(aboutCard(error)));
      transaction.insert(CardLead, [
        { ...leadOf(card, partnerId), needId: uuidOf("need", needId), connectionId: made.connectionId },
      ]);
      return made;
    });
  }

  /** The skills of a card that the user sees, as a need asks for them. */
  private async skillsOf(manager: EntityManager, user: User, { id }: TakenCard) {
    const where = new Conditions();
    const shown = new CardView(where, user).skills(`k.card_id = ${where.value(id)}::uuid`);
    const rows: { skillId: string; level: Proficiency | null }[] = await manager.query(
      `select k.skill_id as "skillId", k.level from (${shown}) k order by k.level desc nulls last, k.skill_id`,
      where.values,
    );
    const asked = new Map<string, Proficiency>();
    for (const { skillId, level } of rows) {
      const skill = this.taxonomy.assignable(skillId);
      if (skill && !asked.has(skill.uuid)) asked.set(skill.uuid, level ?? USUAL);
    }
    return [...asked].slice(0, MOST_SKILLS).map(([skillId, proficiency]) => ({
      ...{ skillId: typedId("skill", skillId), importance: Importance.MUST, proficiency, mentored: false },
    }));
  }
}

function partnerOf({ role, partnerId }: User): string {
  if (role !== "PARTNER" || partnerId === undefined)
    throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only members of partners make something of a card.");
  return partnerId;
}

const leadOf = ({ id, consortiumId, workerId }: TakenCard, partnerId: string) => ({
  ...{ id: newId(), consortiumId, cardId: id, workerId, partnerId },
});

/** A card in the showcase that the user finds there; the same refusal for whatever is not. */
async function takenCard(manager: EntityManager, user: User, typed: string): Promise<TakenCard> {
  const where = new Conditions();
  const view = new CardView(where, user);
  where.add(`c.id = ${where.value(uuidOf("card", typed, CARD))}::uuid`).add(view.isListed);
  const [card] = await manager.query(
    `select c.id, c.consortium_id as "consortiumId", c.kind, c.worker_id as "workerId", c.library_id as "libraryId",
       c.title, c.modality from ${view.from} where ${where}`,
    where.values,
  );
  if (!card) throw notFound(CARD, "No card in the showcase has this id.");
  return card;
}

/** Whoever names a card names no worker: what is wrong with the worker is wrong with the card. */
function aboutCard(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const [first] = error.userErrors;
  if (first?.field.at(-1) !== "workerId") return error;
  const message =
    first.code === UserErrorCode.NOT_FOUND
      ? "The worker of this card cannot be introduced for this need."
      : first.message;
  return refuse(first.code, CARD, message);
}
