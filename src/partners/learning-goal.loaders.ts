import { versionedColumns } from "../platform/database/versioned.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import type { PartnerLearningGoal } from "./learning-goal.js";

const columns = `${versionedColumns("l")}, l.consortium_id as "consortiumId", l.partner_id as "partnerId",
  l.skill_id as "skillId", l.current, l.target, l.priority, l.learners, l.note, l."by"`;

const byIds = {
  name: "learning-goals.by-ids",
  text: `select ${columns} from partner_learning_goal l where l.id = any($1::uuid[])`,
};

const byPartners = {
  name: "learning-goals.by-partners",
  text: `select ${columns} from partner_learning_goal l
    where l.partner_id = any($1::uuid[]) and l.archived_at is null order by l.priority desc, l.skill_id`,
};

/** Learning goal by id, removed ones included; null when there is none that the caller may see. */
export const learningGoalById = defineLoader<string, PartnerLearningGoal | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<PartnerLearningGoal>(byIds, [ids])),
});

/** The learning goals of a partner, those that matter most first. */
export const learningGoalsByPartner = defineLoader<string, PartnerLearningGoal[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<PartnerLearningGoal>(byPartners, [ids]), (goal) => goal.partnerId),
});
