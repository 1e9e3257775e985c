import type { ExplainedGoal, Taught } from "../matching/index.js";
import { proficiencyAt } from "../skills/index.js";
import type { SkillFlow } from "./exchange.js";

/** What a worker learns in the work for a need. */
export const flowsToWorker = (goals: readonly ExplainedGoal[]): SkillFlow[] =>
  goals.flatMap((goal) => {
    const { matchedSkillId, link, gap, current, target } = goal;
    if (!matchedSkillId || !link) return [];
    return {
      skillId: goal.skillId,
      throughId: matchedSkillId,
      learningGoalId: null,
      link: link as SkillFlow["link"],
      from: proficiencyAt(current),
      // Work that asks for no more than they can do lets them practise.
      to: proficiencyAt(Math.min(target, current + Math.max(0, gap!)))!,
      priority: goal.priority,
      value: goal.strength,
      contribution: goal.contribution,
    };
  });

/** What the people of a partner learn from a worker. */
export const flowsToPartner = (taught: readonly Taught[]): SkillFlow[] =>
  taught.map(({ goal, skillId, level, link, value, contribution }) => ({
    skillId: goal.skillId,
    throughId: skillId,
    learningGoalId: goal.id,
    link: link as SkillFlow["link"],
    from: proficiencyAt(goal.current),
    to: proficiencyAt(Math.min(goal.target, level))!,
    priority: goal.priority,
    value,
    contribution,
  }));
