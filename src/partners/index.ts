export { CommunityGoal, Indicator } from "./community-goal.js";
export { Partner, PartnerSector } from "./partner.js";
