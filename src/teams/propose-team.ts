import { createHash } from "node:crypto";
import type { ConnectionReference, ProposeConnection } from "../connections/index.js";
import type { User } from "../platform/auth/principal.js";
import { Refusal, refuse, type UserError, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { ProposeTeamInput } from "./team.inputs.js";

/** What became of the proposal to one member. */
export interface MemberProposal extends Partial<ConnectionReference> {
  /** As the client named the worker. */
  readonly workerId: string;
  /** Why the member was not proposed; empty when the member was. */
  readonly userErrors: readonly UserError[];
}

export interface TeamProposals {
  readonly proposals: readonly MemberProposal[];
  /** Each refusal once, with its path in the input. */
  readonly userErrors: readonly UserError[];
}

/** Introduces the members of a team to a partner: each by a proposal, and in a transaction, of their own. */
export class ProposeTeam {
  constructor(private readonly proposing: Pick<ProposeConnection, "propose">) {}

  /**
   * Proposes the members one after the other; that one is refused keeps nobody else from being proposed.
   * @throws Refusal when nobody may be proposed at all
   */
  async propose(user: User, input: ProposeTeamInput): Promise<TeamProposals> {
    if (user.role !== "PARTNER" && user.role !== "MANAGER")
      throw refuse(
        UserErrorCode.FORBIDDEN,
        ["input"],
        "Members of partners and managers of libraries propose teams.",
      );
    const proposals: MemberProposal[] = [];
    for (const [place, workerId] of input.workerIds.entries())
      proposals.push({ workerId, ...(await this.proposeOne(user, input, place)) });
    const refusals = proposals.flatMap(({ userErrors }) => userErrors);
    return {
      proposals,
      userErrors: [...new Map(refusals.map((each) => [JSON.stringify(each), each])).values()],
    };
  }

  private async proposeOne(
    user: User,
    { workerIds, idempotencyKey, ...team }: ProposeTeamInput,
    place: number,
  ): Promise<Omit<MemberProposal, "workerId">> {
    const workerId = workerIds[place]!;
    const key = idempotencyKey ? keyOf(idempotencyKey, workerId) : null;
    try {
      const made = await this.proposing.propose(user, { ...team, workerId, idempotencyKey: key });
      return { ...made, userErrors: [] };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { userErrors: error.userErrors.map((each) => ({ ...each, field: pathOf(each, place) })) };
    }
  }
}

/** A repetition of the whole repeats each proposal, so each has a key of its own. */
const keyOf = (key: string, workerId: string): string =>
  createHash("sha256").update(`${key} ${workerId}`).digest("hex");

/** Where in the input of the team stands what is wrong with one proposal; a duplicate is one because of its worker. */
const pathOf = ({ field, code }: UserError, place: number): readonly string[] =>
  field[1] === "workerId" || code === UserErrorCode.DUPLICATE ? ["input", "workerIds", String(place)] : field;
