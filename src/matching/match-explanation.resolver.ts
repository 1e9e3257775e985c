import { FieldResolver, Resolver, Root } from "type-graphql";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { proficiencyAt, Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import type { Match } from "./match.js";
import {
  GoalContribution,
  MatchExplanation,
  MatchImprovement,
  SkillContribution,
  SkillLink,
} from "./match-explanation.js";

/** The resolvers of what explains a match. */
export const explanationResolvers = (taxonomy: Taxonomy): object[] => [
  new MatchExplanationResolver(),
  new MatchImprovementResolver(taxonomy),
  new SkillContributionResolver(taxonomy),
  new GoalContributionResolver(taxonomy),
  new SkillLinkResolver(taxonomy),
];

/** Why a pair scores as it does, with levels as the API names them. */
export function shownExplanation({ explain, improve }: Pick<Match, "explain" | "improve">): MatchExplanation {
  const explanation = explain();
  const { score, growth, coverage } = explanation;
  return {
    improve,
    score,
    growth,
    coverage,
    skills: explanation.skills.map((row) => ({
      ...row,
      required: proficiencyAt(row.requiredLevel)!,
      current: proficiencyAt(row.workerLevel ?? 0),
      held: proficiencyAt(row.heldLevel),
    })) as SkillContribution[],
    goals: explanation.goals.map((row) => ({
      ...row,
      current: proficiencyAt(row.current),
      target: proficiencyAt(row.target)!,
    })) as GoalContribution[],
  };
}

@Resolver(() => MatchExplanation)
export class MatchExplanationResolver {
  @ListOf(10)
  @FieldResolver(() => [MatchImprovement], {
    description:
      "What would raise the score: single steps, the greatest gain first, equal ones by skill id; at most 5 of the worker's and 5 of the partner's.",
  })
  improvements(@Root() { improve }: MatchExplanation): MatchImprovement[] {
    return improve().map(({ fromLevel, toLevel, ...step }) => ({
      ...step,
      from: proficiencyAt(fromLevel ?? 0),
      to: proficiencyAt(toLevel ?? 0),
    })) as MatchImprovement[];
  }
}

@Resolver(() => MatchImprovement)
export class MatchImprovementResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill of the need that it is about." })
  skill(@Root() { skillId }: MatchImprovement): SkillNode | null {
    return this.taxonomy.get(skillId);
  }
}

@Resolver(() => SkillContribution)
export class SkillContributionResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill that the need asks for." })
  skill(@Root() row: SkillContribution): SkillNode | null {
    return this.taxonomy.get(row.skillId);
  }

  @Cost(0)
  @FieldResolver(() => Skill, {
    nullable: true,
    description: "The worker's skill or goal that answers it best; null when nothing does.",
  })
  matchedSkill(@Root() row: SkillContribution): SkillNode | null {
    return row.matchedSkillId ? this.taxonomy.get(row.matchedSkillId) : null;
  }
}

@Resolver(() => GoalContribution)
export class GoalContributionResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill to grow in." })
  skill(@Root() row: GoalContribution): SkillNode | null {
    return this.taxonomy.get(row.skillId);
  }

  @Cost(0)
  @FieldResolver(() => Skill, {
    nullable: true,
    description: "The skill of the need that serves it best; null when none does.",
  })
  matchedSkill(@Root() row: GoalContribution): SkillNode | null {
    return row.matchedSkillId ? this.taxonomy.get(row.matchedSkillId) : null;
  }
}

@Resolver(() => SkillLink)
export class SkillLinkResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @ListOf(3)
  @FieldResolver(() => [Skill], {
    description: "The way from the worker's skill to the need's; at most 3 concepts.",
  })
  path(@Root() link: SkillLink): (SkillNode | null)[] {
    return link.path.map((id) => this.taxonomy.get(id));
  }
}
