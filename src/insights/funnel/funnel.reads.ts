import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import type { Funnel, FunnelStep } from "../insights.js";
import { monthsBefore } from "../month.js";
import { CONSORTIUM, type PlaceKey } from "../place.js";
import { FUNNEL_STAGES } from "./funnel-stage.js";

interface FunnelRow extends FunnelStep {
  readonly period: string;
}

const FUNNELS = {
  name: "insights.funnels",
  text: `select period, stage, needs, median_days as "medianDays" from insight_funnel
    where consortium_id = $1::uuid and place = $2 and period = any($3::text[])`,
};

/** How far the needs came that were opened in some periods, in the order of these. */
async function funnels(
  reads: Reads,
  user: User,
  place: PlaceKey,
  periods: readonly string[],
): Promise<Funnel[]> {
  const rows = await reads.as(user).run<FunnelRow>(FUNNELS, [user.consortiumId, place, periods]);
  return periods.map((period) => ({
    period,
    stages: FUNNEL_STAGES.map(
      (stage) =>
        rows.find((row) => row.period === period && row.stage === stage) ?? {
          stage,
          needs: null,
          medianDays: null,
        },
    ),
  }));
}

/** How far the needs came that were opened in a year. */
export const yearFunnel = async (reads: Reads, user: User, place: PlaceKey, year: number): Promise<Funnel> =>
  (await funnels(reads, user, place, [String(year)]))[0]!;

/** How far those came that were opened in each of some months up to one, in the consortium as a whole. */
export const monthFunnels = (reads: Reads, user: User, month: string, months: number): Promise<Funnel[]> =>
  funnels(
    reads,
    user,
    CONSORTIUM,
    Array.from({ length: months }, (_, before) => monthsBefore(month, months - 1 - before).slice(0, 7)),
  );
