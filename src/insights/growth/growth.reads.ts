import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import type { GrowthFigure } from "../insights.js";
import type { PlaceKey } from "../place.js";
import { GROWTH_MEASURES } from "./publish-growth.js";

const GROWTH = {
  name: "insights.growth",
  text: `select measure, workers, amount from insight_growth
    where consortium_id = $1::uuid and place = $2 and year = $3::int`,
};

/** What people at a place gained in a year; every measure, whether or not it is published. */
export async function growthIn(
  reads: Reads,
  user: User,
  place: PlaceKey,
  year: number,
): Promise<GrowthFigure[]> {
  const rows = await reads.as(user).run<GrowthFigure>(GROWTH, [user.consortiumId, place, year]);
  return GROWTH_MEASURES.map(
    (measure) => rows.find((row) => row.measure === measure) ?? { measure, workers: null, amount: null },
  );
}
