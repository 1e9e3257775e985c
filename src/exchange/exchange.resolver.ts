import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Match, shownScore } from "../matching/index.js";
import { learningGoalById, PartnerLearningGoal } from "../partners/index.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { MatchExchange, SkillFlow } from "./exchange.js";
import { flowsToPartner, flowsToWorker } from "./skill-flows.js";

/** Adds to a match what both sides learn from each other. */
@Resolver(() => Match)
export class MatchExchangeResolver {
  @Cost(3)
  @FieldResolver(() => MatchExchange, { description: "What both sides learn from each other." })
  exchange(@Root() { exchange, explain }: Match): MatchExchange {
    const { teaching, value, toPartner } = exchange();
    return {
      teaching: shownScore(teaching)!,
      value: shownScore(value)!,
      toWorker: flowsToWorker(explain().goals),
      toPartner: flowsToPartner(toPartner),
    };
  }
}

@Resolver(() => SkillFlow)
export class SkillFlowResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "What is learned." })
  skill(@Root() { skillId }: SkillFlow): SkillNode | null {
    return this.taxonomy.get(skillId);
  }

  @Cost(0)
  @FieldResolver(() => Skill, {
    description: "What it is learned by: a skill that the need asks for, or one that the worker has.",
  })
  through(@Root() { throughId }: SkillFlow): SkillNode | null {
    return this.taxonomy.get(throughId);
  }

  @FieldResolver(() => PartnerLearningGoal, {
    nullable: true,
    description: "The partner's goal that it serves; null where the worker learns.",
  })
  async learningGoal(
    @Root() { learningGoalId }: SkillFlow,
    @Ctx() { loaders }: Context,
  ): Promise<PartnerLearningGoal | null> {
    return learningGoalId ? await loaders.load(learningGoalById, learningGoalId) : null;
  }
}
