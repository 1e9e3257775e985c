import type { User } from "../../platform/auth/principal.js";
import type { Reads } from "../../platform/database/reads.js";
import { forbidden, InvalidInput } from "../../platform/graphql/errors.js";
import { exposureScope } from "../showcase.policy.js";
import { type ExposurePeriod, MOST_PERIODS, type ShowcaseExposure } from "./exposure.js";
import { exposureCounts, workersShowing } from "./exposure.reads.js";
import { type Distribution, gini } from "./gini.js";

/** Which days a report is about, YYYY-MM-DD, and how long its periods are. */
export interface ExposureQuestion {
  readonly from: string;
  readonly to: string;
  readonly period: ExposurePeriod;
}

/** Nothing is said about fewer people than these. */
const LEAST_WORKERS = 5;
/** Days of the shortest of each. */
const DAYS: Readonly<Record<ExposurePeriod, number>> = { DAY: 1, WEEK: 7, MONTH: 28 };
const DAY_MS = 86_400_000;

/**
 * How fairly the showcase shows workers: of the own library for managers, of the consortium for analysts and
 * administrators.
 * @throws GraphQLError FORBIDDEN for others
 * @throws InvalidInput for days that make no or too many periods
 */
export async function exposureReport(
  reads: Reads,
  user: User,
  { from, to, period }: ExposureQuestion,
): Promise<ShowcaseExposure> {
  const scope = exposureScope(user);
  if (!scope) throw forbidden();
  assertPeriods(from, to, period);
  const asked = { consortiumId: user.consortiumId, ...scope, from, to };
  const [workers, [total, ...periods]] = await Promise.all([
    workersShowing(reads, asked),
    exposureCounts(reads, asked, period),
  ]);
  const isSuppressed = workers < LEAST_WORKERS;
  const { shown, ...figures } = figuresOf(total!.distribution, workers, isSuppressed);
  const neverShown = shown === null ? null : workers - shown;
  return {
    ...{ from, to, isSuppressed, workers: isSuppressed ? null : workers, ...figures },
    neverShown,
    shareNeverShown: neverShown === null ? null : neverShown / workers,
    offerImpressions: total!.offerImpressions,
    periods: periods.map(({ from: start, distribution, offerImpressions }) => {
      const { shown: workersShown, ...ofPeriod } = figuresOf(distribution, workers, isSuppressed);
      return { from: start!, ...ofPeriod, workersShown, offerImpressions };
    }),
  };
}

/** @param distribution of those who were shown at all */
function figuresOf(distribution: Distribution, workers: number, isSuppressed: boolean) {
  if (isSuppressed) return { impressions: null, gini: null, shown: null };
  const shown = distribution.reduce((sum, [, howMany]) => sum + howMany, 0);
  const impressions = distribution.reduce((sum, [amount, howMany]) => sum + amount * howMany, 0);
  // Those who joined or left between the two readings are left out.
  const others = Math.max(0, workers - shown);
  return { impressions, gini: gini([...distribution, [0, others]]), shown: Math.min(shown, workers) };
}

function assertPeriods(from: string, to: string, period: ExposurePeriod): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw new InvalidInput([{ field: ["to"], message: "must not be before `from`" }]);
  // One more may begin before the first day.
  if (days / DAYS[period] > MOST_PERIODS - 1)
    throw new InvalidInput([
      {
        field: ["from"],
        message: `makes more than ${MOST_PERIODS} periods; ask for fewer days, or for longer periods`,
      },
    ]);
}
