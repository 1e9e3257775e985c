import type { EntityManager } from "typeorm";
import { ConnectionSide } from "../../connections/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import type { Reads } from "../../platform/database/reads.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import type { SetOutcomeQuestionsInput } from "./closing.inputs.js";
import { DEFAULT_QUESTIONS, OutcomeQuestion } from "./outcome-question.js";

/** A side that is asked. */
export type AskedSide = keyof typeof DEFAULT_QUESTIONS;

const OWN = {
  name: "outcome-questions",
  text: `select consortium_id as "consortiumId", side, position, text from outcome_question
    where consortium_id = $1::uuid and side = $2::connection_side order by position`,
};

/** What a consortium asks at the end of collaborations. */
export class OutcomeQuestions {
  constructor(
    private readonly reads: Reads,
    private readonly commands: Commands,
  ) {}

  async list(user: User, side: AskedSide): Promise<OutcomeQuestion[]> {
    const own = await this.reads.as(user).run<OutcomeQuestion>(OWN, [user.consortiumId, side]);
    return own.length > 0 ? own : defaults(user.consortiumId, side);
  }

  async set(user: User, input: SetOutcomeQuestionsInput): Promise<Record<string, never>> {
    const { side, questions } = input;
    if (side === ConnectionSide.LIBRARY)
      throw refuse(
        UserErrorCode.BAD_USER_INPUT,
        ["input", "side"],
        "Libraries are not asked. Choose WORKER or PARTNER.",
      );
    const { consortiumId } = user;
    return await this.commands.run(user, { name: "setOutcomeQuestions", input }, async ({ manager }) => {
      const rows = questions.map((text, i) => ({ consortiumId, side, position: i + 1, text: text.trim() }));
      // Always all five, in their order: whoever sets them at the same time waits, and then has the last word.
      await manager.upsert(OutcomeQuestion, rows, ["consortiumId", "side", "position"]);
      return {};
    });
  }
}

/** The questions within a transaction, in their order. */
export async function questionsFor(
  manager: EntityManager,
  consortiumId: string,
  side: AskedSide,
): Promise<readonly string[]> {
  const own: OutcomeQuestion[] = await manager.query(OWN.text, [consortiumId, side]);
  return (own.length > 0 ? own : defaults(consortiumId, side)).map(({ text }) => text);
}

const defaults = (consortiumId: string, side: AskedSide): OutcomeQuestion[] =>
  DEFAULT_QUESTIONS[side].map((text, i) => ({
    ...{ consortiumId, side: ConnectionSide[side], position: i + 1, text },
  }));
