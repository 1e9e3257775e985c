import type { EntityManager } from "typeorm";
import {
  Agreement,
  AgreementSkill,
  AgreementState,
  aboutConnection,
  assertVersion,
  type Connection,
  type ConnectionReference,
  ConnectionSide,
  ConnectionStatus,
  openConnection,
  takeStep,
} from "../../connections/index.js";
import { moveIndicator } from "../../partners/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands, Transaction } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { notFound } from "../../platform/database/update-record.js";
import { uuidOf } from "../../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import type { Taxonomy } from "../../skills/index.js";
import { applyRating, RatingSource, recordRating } from "../../workers/index.js";
import { enterCareer } from "../career/enter-career.js";
import type { CompleteCollaborationInput } from "./closing.inputs.js";
import { OutcomeFeedback } from "./outcome-feedback.js";
import { type AskedSide, questionsFor } from "./questions.js";

const CONNECTION = ["input", "connectionId"];
/** So long the other side may answer. */
export const FEEDBACK_DAYS = 30;

/** The end of a collaboration: what each side says of it, and all that follows, in one step. */
export class CloseCollaboration {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** The first side to speak completes it; the other one is asked. */
  async complete(user: User, input: CompleteCollaborationInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "completeCollaboration", input }, async (transaction) => {
      const { connection, side } = await open(transaction.manager, user, input);
      const completed = await takeStep(transaction, connection, {
        event: "COMPLETE",
        side: ConnectionSide[side],
      });
      await this.speak(transaction, completed, side, input);
      await enterCareer(transaction.manager, completed);
      const asked = side === ConnectionSide.WORKER ? ConnectionSide.PARTNER : ConnectionSide.WORKER;
      transaction.happened({
        ...aboutConnection(completed),
        kind: "collaboration.feedback_asked",
        data: { side: asked },
      });
      return { connectionId: connection.id };
    });
  }

  /** The other side answers. */
  async giveFeedback(user: User, input: CompleteCollaborationInput): Promise<ConnectionReference> {
    const duplicates = {
      outcome_feedback_connection_id_side_idx: {
        field: "connectionId",
        message: "Your side has said already what came of this collaboration.",
      },
    };
    return await this.commands.run(user, { name: "giveFeedback", input, duplicates }, async (transaction) => {
      const { manager, changed } = transaction;
      const { connection, side } = await open(manager, user, input);
      await assertInTime(manager, connection);
      await this.speak(transaction, connection, side, input);
      await manager.query("update connection set version = version + 1, updated_at = now() where id = $1", [
        connection.id,
      ]);
      changed("connection", connection.id);
      return { connectionId: connection.id };
    });
  }

  /** What a side says, and what follows from it. */
  private async speak(
    transaction: Transaction,
    connection: Connection,
    side: AskedSide,
    input: CompleteCollaborationInput,
  ): Promise<void> {
    const { manager, happened, record } = transaction;
    const { id: connectionId, workerId, consortiumId } = connection;
    const questions = await questionsFor(manager, consortiumId, side);
    const answers = input.answers
      .toSorted((one, other) => one.position - other.position)
      .map(({ position, rating, comment = null }) => ({
        question: questions[position - 1]!,
        rating,
        comment,
      }));
    await manager.insert(OutcomeFeedback, {
      ...{ id: newId(), connectionId, workerId, side: ConnectionSide[side], answers },
    });
    const agreement = await manager.findOneByOrFail(Agreement, {
      connectionId,
      state: AgreementState.AGREED,
    });
    await this.rate(transaction, connection, side, agreement, input.ratings ?? []);
    await measure(transaction, agreement, side, input.indicatorValue);
    if (input.ratings?.length)
      happened({ ...aboutConnection(connection), kind: "rating.given", data: { side } });
    record({ workerIds: [workerId] });
  }

  private async rate(
    transaction: Transaction,
    { id: connectionId, workerId, consortiumId }: Connection,
    side: AskedSide,
    agreement: Agreement,
    ratings: NonNullable<CompleteCollaborationInput["ratings"]>,
  ): Promise<void> {
    const practised = await transaction.manager.findBy(AgreementSkill, { agreementId: agreement.id });
    const known = new Set(practised.map(({ skillId }) => this.taxonomy.current(skillId)?.uuid));
    const source = side === ConnectionSide.WORKER ? RatingSource.SELF : RatingSource.PARTNER;
    for (const [i, { skillId: typed, proficiency }] of ratings.entries()) {
      const field = ["input", "ratings", String(i), "skillId"];
      const skillId = this.taxonomy.current(uuidOf("skill", typed, field))?.uuid;
      if (!skillId || !known.has(skillId))
        throw notFound(field, "The agreement is about no skill with this id.");
      const rating = { workerId, consortiumId, skillId, proficiency, source, connectionId };
      await recordRating(transaction, rating);
      if (side === ConnectionSide.WORKER) await applyRating(transaction, rating);
    }
  }
}

/** The connection, locked, if the user is one of the two. */
async function open(
  manager: EntityManager,
  user: User,
  { connectionId, expectedVersion }: CompleteCollaborationInput,
): Promise<{ connection: Connection; side: AskedSide }> {
  const { connection, side } = await openConnection(manager, user, connectionId);
  if (side === ConnectionSide.LIBRARY)
    throw refuse(UserErrorCode.FORBIDDEN, CONNECTION, "The worker and the partner say what came of it.");
  assertVersion(connection, expectedVersion);
  return { connection, side };
}

async function assertInTime(manager: EntityManager, { id, status }: Connection): Promise<void> {
  if (status !== ConnectionStatus.COMPLETED)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      CONNECTION,
      status === ConnectionStatus.COLLABORATING
        ? "The collaboration is not completed yet. Complete it instead."
        : `Nothing came of a connection that is ${status}.`,
    );
  const [{ late }] = await manager.query(
    `select coalesce(max(at) < now() - make_interval(days => $2), false) as late from connection_transition
     where connection_id = $1 and event = 'COMPLETE'`,
    [id, FEEDBACK_DAYS],
  );
  if (late)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      CONNECTION,
      `The ${FEEDBACK_DAYS} days for answers are over.`,
    );
}

/** Moves the indicator of the goal that the work served. */
async function measure(
  transaction: Transaction,
  { communityGoalId, connectionId }: Agreement,
  side: AskedSide,
  value: number | null | undefined,
): Promise<void> {
  if (value === null || value === undefined) return;
  const field = ["input", "indicatorValue"];
  if (side !== ConnectionSide.PARTNER)
    throw refuse(UserErrorCode.FORBIDDEN, field, "The partner measures its goals.");
  if (!communityGoalId)
    throw refuse(UserErrorCode.BAD_USER_INPUT, field, "The agreement serves no goal; leave the value out.");
  await moveIndicator(transaction, communityGoalId, value, connectionId);
}
