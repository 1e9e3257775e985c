import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { CommunityGoal, communityGoalById } from "../../partners/index.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { ListOf } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import type { Taxonomy } from "../../skills/index.js";
import { Connection } from "../connection.js";
import type { ShownConnection } from "../connection.reads.js";
import { ConnectionPayload } from "../connection-mutations.resolver.js";
import type { ConnectionReference } from "../propose-connection.js";
import { AcceptAgreementInput, ProposeAgreementInput } from "./agreement.inputs.js";
import { Agreement, AgreementSkill, AgreementState } from "./agreement.js";
import { agreementsByConnection, skillsByAgreement } from "./agreement.loaders.js";
import type { AgreementService } from "./agreement.service.js";

@Resolver(() => Agreement)
export class AgreementResolver {
  constructor(
    private readonly service: AgreementService,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Mutate(() => ConnectionPayload, {
    description:
      "Proposes terms, which is your agreement to them. Terms that both agreed on go on holding until the other side agrees to the new ones. For the worker and members of the partner, once they are connected.",
  })
  proposeAgreement(
    @Arg("input", () => ProposeAgreementInput, { description: "The terms." }) input: ProposeAgreementInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.propose(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Agrees to the terms that the other side proposed. With the first ones the collaboration begins.",
  })
  acceptAgreement(
    @Arg("input", () => AcceptAgreementInput, { description: "Of which connection." })
    input: AcceptAgreementInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.service.accept(userOf(principal), input);
  }

  @ListOf(10)
  @FieldResolver(() => [AgreementSkill], { description: "The skills to practise; 1 to 10." })
  async skills(@Root() { id }: Agreement, @Ctx() { loaders }: Context): Promise<AgreementSkill[]> {
    const skills = await loaders.load(skillsByAgreement, id);
    for (const practised of skills) practised.skill = this.taxonomy.current(practised.skillId) ?? null;
    return skills;
  }

  @FieldResolver(() => CommunityGoal, {
    nullable: true,
    description: "The goal whose indicator the work serves.",
  })
  async communityGoal(
    @Root() { communityGoalId }: Agreement,
    @Ctx() { loaders }: Context,
  ): Promise<CommunityGoal | null> {
    return communityGoalId ? await loaders.load(communityGoalById, communityGoalId) : null;
  }
}

/** Adds to a connection what the two agreed on. */
@Resolver(() => Connection)
export class ConnectionAgreementResolver {
  @FieldResolver(() => Agreement, {
    nullable: true,
    description: "The terms that both agreed on; null until then.",
  })
  agreement(@Root() { id }: ShownConnection, @Ctx() context: Context): Promise<Agreement | null> {
    return inState(context, id, AgreementState.AGREED);
  }

  @FieldResolver(() => Agreement, {
    nullable: true,
    description: "Terms that one side proposed, and the other has not agreed to.",
  })
  proposedAgreement(@Root() { id }: ShownConnection, @Ctx() context: Context): Promise<Agreement | null> {
    return inState(context, id, AgreementState.PROPOSED);
  }
}

async function inState({ loaders }: Context, id: string, state: AgreementState): Promise<Agreement | null> {
  const agreements = await loaders.load(agreementsByConnection, id);
  return agreements.find((agreement) => agreement.state === state) ?? null;
}
