import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { Connection, connectionById, type ShownConnection } from "../connections/index.js";
import { Need } from "../needs/index.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload, UserError } from "../platform/graphql/user-errors.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { NeedTeams, TeamMember } from "./need-teams.js";
import type { ProposeTeam, TeamProposals } from "./propose-team.js";
import { ProposeTeamInput, TeamsArgs } from "./team.inputs.js";
import type { TeamFinder } from "./team-finder.js";

/** Adds the teams to a need. */
@Resolver(() => Need)
export class NeedTeamsResolver {
  constructor(private readonly finder: TeamFinder) {}

  @Cost(100)
  @Paged("teams")
  @FieldResolver(() => NeedTeams, {
    description:
      "The smallest teams of workers from the matches who together cover the must-haves, where nobody does alone. For whoever sees the need's matches; members are shown as there.",
  })
  teams(
    @Root() need: Need,
    @Args(() => TeamsArgs) args: TeamsArgs,
    @Ctx() { principal }: Context,
  ): Promise<NeedTeams> {
    return this.finder.teamsFor(principal, need, args);
  }
}

@Resolver(() => NeedTeams)
export class NeedTeamsSkillsResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @ListOf(30)
  @FieldResolver(() => [Skill], {
    description:
      "The must-haves that nobody among the matches covers, so no team does: every team leaves them open. At most 30.",
  })
  unmetMustHaves(@Root() { unmet }: NeedTeams): (SkillNode | null)[] {
    return unmet.map((id) => this.taxonomy.get(id));
  }
}

@Resolver(() => TeamMember)
export class TeamMemberResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @ListOf(30)
  @FieldResolver(() => [Skill], { description: "The must-haves that the member covers; at most 30." })
  covers(@Root() { covers }: TeamMember): (SkillNode | null)[] {
    return covers.map((id) => this.taxonomy.get(id));
  }
}

// Each is a transaction, which takes as long as that of any mutation.
@Cost(50)
@ObjectType({ description: "What became of the proposal to one member of a team.", simpleResolvers: true })
export class TeamProposal {
  connectionId?: string;

  @Field(() => ID, { description: "The worker." })
  workerId: string;

  @Cost(0)
  @ListOf(5)
  @Field(() => [UserError], {
    description:
      "Why this worker was not proposed; empty when the worker was. Paths are those of the whole input.",
  })
  userErrors: readonly UserError[];
}

@ObjectType({
  description:
    "The answer to `proposeTeam`. Each worker is proposed on their own: `userErrors` has all that was refused, while the others of `proposals` stand.",
  simpleResolvers: true,
})
export class ProposeTeamPayload extends Payload {
  @ListOf(10)
  @Field(() => [TeamProposal], {
    nullable: true,
    description: "What became of each, in the order of the input; null when nobody could be proposed at all.",
  })
  proposals?: readonly TeamProposal[] | null;
}

@Resolver(() => TeamProposal)
export class ProposeTeamResolver {
  constructor(private readonly proposing: ProposeTeam) {}

  @Mutate(() => ProposeTeamPayload, {
    description:
      "Introduces several workers to a partner about one need, each as `proposeConnection` does: one proposal, and one transaction, for each. That one is refused keeps nobody else from being proposed. For members of partners, and for managers of libraries about their own staff.",
  })
  proposeTeam(
    @Arg("input", () => ProposeTeamInput, { description: "Who, and about what." }) input: ProposeTeamInput,
    @Ctx() { principal }: Context,
  ): Promise<TeamProposals> {
    return this.proposing.propose(userOf(principal), input);
  }

  @FieldResolver(() => Connection, {
    nullable: true,
    description: "The connection as it is now; null when refused.",
  })
  async connection(
    @Root() { connectionId }: TeamProposal,
    @Ctx() { loaders }: Context,
  ): Promise<ShownConnection | null> {
    return connectionId ? await loaders.load(connectionById, connectionId) : null;
  }
}
