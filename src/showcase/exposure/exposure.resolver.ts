import { GraphQLLocalDate } from "graphql-scalars";
import { Args, ArgsType, Ctx, Field, Query, Resolver } from "type-graphql";
import type { Reads } from "../../platform/database/reads.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost } from "../../platform/graphql/cost/cost.decorators.js";
import { IsDay, Optional } from "../../platform/graphql/validation.js";
import { ExposurePeriod, ShowcaseExposure } from "./exposure.js";
import { exposureReport } from "./exposure-report.js";

const DAYS_BACK = 90;
const DAY_MS = 86_400_000;

@ArgsType()
class ExposureArgs {
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: `The first day, in UTC; ${DAYS_BACK} days before the last one when left out.`,
  })
  @Optional()
  @IsDay()
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "The last day; today when left out." })
  @Optional()
  @IsDay()
  to?: string | null;

  @Field(() => ExposurePeriod, {
    defaultValue: ExposurePeriod.WEEK,
    description: "How long the periods are.",
  })
  period: ExposurePeriod;
}

@Resolver(() => ShowcaseExposure)
export class ExposureResolver {
  constructor(
    private readonly reads: Reads,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
  ) {}

  @Cost(100)
  @Query(() => ShowcaseExposure, {
    description:
      "How fairly the showcase shows workers: of your library for managers, of the consortium for analysts and administrators.",
  })
  showcaseExposure(
    @Args(() => ExposureArgs) { from, to, period }: ExposureArgs,
    @Ctx() { principal }: Context,
  ): Promise<ShowcaseExposure> {
    const last = to ?? this.today();
    const first = from ?? new Date(Date.parse(last) - DAYS_BACK * DAY_MS).toISOString().slice(0, 10);
    return exposureReport(this.reads, userOf(principal), { from: first, to: last, period });
  }
}
