import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import type { CommunityGoal } from "./community-goal.js";
import { communityGoalsByIds, communityGoalsByPartners } from "./community-goal.reads.js";
import type { Partner } from "./partner.js";
import { partnersByIds } from "./partner.reads.js";

/** Partner by id, archived ones included; null when unknown. */
export const partnerById = defineLoader<string, Partner | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<Partner>(partnersByIds, [ids])),
});

/** Community goal by id, archived ones included; null when unknown. */
export const communityGoalById = defineLoader<string, CommunityGoal | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<CommunityGoal>(communityGoalsByIds, [ids])),
});

/** The goals in use of a partner, oldest first. */
export const communityGoalsByPartner = defineLoader<string, CommunityGoal[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<CommunityGoal>(communityGoalsByPartners, [ids]), (goal) => goal.partnerId),
});
