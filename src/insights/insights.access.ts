import { type AccessTable, connectionAccess, fields, WITH_OBJECT } from "../platform/graphql/access.js";

/** The roles that look after a consortium. */
export const OVERSEERS = ["MANAGER", "ANALYST", "ADMIN"] as const;

const GAP = fields(WITH_OBJECT, "have", "want", "needed", "gap");

/** Who may ask for what of this domain. */
export const insightAccess: AccessTable = {
  Query: fields(OVERSEERS, "insights"),
  Insights: fields(
    WITH_OBJECT,
    "asOf",
    "consortium",
    "smallestGroup",
    "skillGaps",
    "gapMatrix",
    "skillTrend",
    "funnel",
    "funnelByMonth",
    "unmetDemand",
    "growth",
    "goals",
    "exposure",
  ),
  SkillGap: { ...GAP, ...fields(WITH_OBJECT, "skill") },
  ...connectionAccess("SkillGap"),
  GapCell: GAP,
  GapRow: fields(WITH_OBJECT, "skill", "cells"),
  GapMatrix: fields(WITH_OBJECT, "places", "rows"),
  InsightPlace: fields(WITH_OBJECT, "id", "label"),
  SkillTrendPoint: { ...GAP, ...fields(WITH_OBJECT, "month") },
  Funnel: fields(WITH_OBJECT, "period", "stages"),
  FunnelStep: fields(WITH_OBJECT, "stage", "needs", "medianDays"),
  UnmetDemand: fields(WITH_OBJECT, "openNeeds", "unmet", "needs"),
  UnmetNeed: fields(WITH_OBJECT, "need", "bestScore"),
  ...connectionAccess("UnmetNeed"),
  GrowthFigure: fields(WITH_OBJECT, "measure", "workers", "amount"),
  ...connectionAccess("CommunityGoal"),
};
