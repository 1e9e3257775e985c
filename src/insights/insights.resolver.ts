import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { type Need, Need as NeedType, needById } from "../needs/index.js";
import { CommunityGoal } from "../partners/index.js";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { ExposurePeriod, exposureReport, ShowcaseExposure } from "../showcase/index.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { Consortium, consortiumById } from "../workers/index.js";
import { countUnmet, listUnmet } from "./demand/unmet.reads.js";
import { SMALLEST_GROUP } from "./disclosure/small-groups.js";
import { monthFunnels, yearFunnel } from "./funnel/funnel.reads.js";
import { gapMatrix } from "./gap-matrix.js";
import { listGoals } from "./goals.reads.js";
import { growthIn } from "./growth/growth.reads.js";
import {
  GapMatrixArgs,
  type InsightScope,
  MonthsArgs,
  PlaceKind,
  SkillGapArgs,
  SkillTrendArgs,
  UnmetDemandArgs,
  YearArgs,
} from "./insights.inputs.js";
import {
  Funnel,
  GapMatrix,
  GapRow,
  GrowthFigure,
  Insights,
  SkillGap,
  SkillTrendPoint,
  UnmetDemand,
  UnmetNeed,
} from "./insights.js";
import { asOf, type GapQuestion, listSkillGaps, skillTrend, WHOLE, type Where } from "./insights.reads.js";
import { monthOf } from "./month.js";
import { whereIn } from "./scope.js";

const EXPOSURE_DAYS = 90;
const DAY_MS = 86_400_000;

const SkillGapConnection = connectionType("SkillGap", () => SkillGap, "supply and demand by skill");
const UnmetNeedConnection = connectionType("UnmetNeed", () => UnmetNeed, "needs that nobody answers well");
const CommunityGoalConnection = connectionType("CommunityGoal", () => CommunityGoal, "community goals");

const whereOf = ({ loaders }: Context, scope: InsightScope | null | undefined): Promise<Where> =>
  whereIn(loaders, scope?.libraryId, scope?.region, ["scope", "libraryId"]);

@Resolver(() => Insights)
export class InsightsResolver {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
  ) {}

  @Cost(3)
  @Query(() => Insights, { description: "Figures of your consortium, for dashboards." })
  async insights(@Ctx() { principal }: Context): Promise<Insights> {
    return { asOf: await asOf(this.reads, userOf(principal)), smallestGroup: SMALLEST_GROUP };
  }

  @FieldResolver(() => Consortium, { description: "Whose figures these are." })
  async consortium(@Ctx() { principal, loaders }: Context): Promise<Consortium | null> {
    return await loaders.load(consortiumById, userOf(principal).consortiumId);
  }

  @Cost(100)
  @Paged()
  @FieldResolver(() => SkillGapConnection, {
    description: "What people have and want, and what is needed, skill by skill; the largest figure first.",
  })
  async skillGaps(
    @Args(() => SkillGapArgs) args: SkillGapArgs,
    @Ctx() context: Context,
  ): Promise<Connection<SkillGap>> {
    const question: GapQuestion = {
      ...args,
      where: await whereOf(context, args.scope),
      month: monthOf(args.month ?? this.today()),
      skillIds: this.within(args.within),
    };
    return await listSkillGaps(this.reads, userOf(context.principal), question, args);
  }

  @Cost(200)
  @FieldResolver(() => GapMatrix, {
    description: "The skills with the largest figures by library or region, as for a heat map.",
  })
  async gapMatrix(
    @Args(() => GapMatrixArgs) args: GapMatrixArgs,
    @Ctx() { principal }: Context,
  ): Promise<GapMatrix> {
    const user = userOf(principal);
    const { includeNarrower, orderBy, skills, places } = args;
    const question: GapQuestion = {
      ...{ where: WHOLE, month: monthOf(this.today()), skillIds: this.within(args.within) },
      ...{ includeNarrower, orderBy },
    };
    const { nodes } = await listSkillGaps(this.reads, user, question, { first: skills });
    const isLibrary = args.by === PlaceKind.LIBRARY;
    return await gapMatrix(this.reads, user, nodes, { includeNarrower, isLibrary, most: places });
  }

  @Cost(20)
  @ListOf(12)
  @FieldResolver(() => [SkillTrendPoint], {
    description:
      "Supply and demand of a skill month by month up to now; the figures of a month are those last published in it. Months before the first figures are left out.",
  })
  async skillTrend(
    @Args(() => SkillTrendArgs) args: SkillTrendArgs,
    @Ctx() context: Context,
  ): Promise<SkillTrendPoint[]> {
    const where = await whereOf(context, args.scope);
    const skillId = uuidOf("skill", args.skillId, ["skillId"]);
    const month = monthOf(this.today());
    const user = userOf(context.principal);
    return await skillTrend(this.reads, user, skillId, where, args.includeNarrower, month, args.months);
  }

  @Cost(10)
  @FieldResolver(() => Funnel, {
    description:
      "How far the needs came that were opened in a year. Of a library, introductions of its staff; what opened and matched is told of its region only.",
  })
  async funnel(@Args(() => YearArgs) { scope, year }: YearArgs, @Ctx() context: Context): Promise<Funnel> {
    const { supply } = await whereOf(context, scope);
    return await yearFunnel(this.reads, userOf(context.principal), supply, year ?? this.year());
  }

  @Cost(20)
  @ListOf(12)
  @FieldResolver(() => [Funnel], {
    description:
      "How far the needs of the consortium came by the month in which they were opened, up to now.",
  })
  funnelByMonth(
    @Args(() => MonthsArgs) { months }: MonthsArgs,
    @Ctx() { principal }: Context,
  ): Promise<Funnel[]> {
    return monthFunnels(this.reads, userOf(principal), monthOf(this.today()), months);
  }

  @Cost(50)
  @FieldResolver(() => UnmetDemand, {
    description:
      "Open needs without a good match. Each need is looked at when it changes, and every six hours.",
  })
  async unmetDemand(
    @Args(() => UnmetDemandArgs) { minScore }: UnmetDemandArgs,
    @Ctx() { principal }: Context,
  ): Promise<UnmetDemand> {
    return { minScore, ...(await countUnmet(this.reads, userOf(principal), minScore / 100)) };
  }

  @Cost(10)
  @ListOf(3)
  @FieldResolver(() => [GrowthFigure], { description: "What people gained in a year." })
  async growth(
    @Args(() => YearArgs) { scope, year }: YearArgs,
    @Ctx() context: Context,
  ): Promise<GrowthFigure[]> {
    const { supply } = await whereOf(context, scope);
    return await growthIn(this.reads, userOf(context.principal), supply, year ?? this.year());
  }

  @Cost(5)
  @Paged()
  @FieldResolver(() => CommunityGoalConnection, {
    description: "The community goals in use of the consortium's partners, the newest first.",
  })
  goals(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<CommunityGoal>> {
    return listGoals(this.reads, userOf(principal), page);
  }

  @Cost(100)
  @FieldResolver(() => ShowcaseExposure, {
    description: `How fairly the showcase showed workers in the last ${EXPOSURE_DAYS} days, week by week; see \`showcaseExposure\` for other days.`,
  })
  exposure(@Ctx() { principal }: Context): Promise<ShowcaseExposure> {
    const to = this.today();
    const from = new Date(Date.parse(to) - EXPOSURE_DAYS * DAY_MS).toISOString().slice(0, 10);
    return exposureReport(this.reads, userOf(principal), { from, to, period: ExposurePeriod.WEEK });
  }

  private year(): number {
    return Number(this.today().slice(0, 4));
  }

  private within(skillId: string | null | undefined): string[] | undefined {
    return skillId ? [...this.taxonomy.descendants(uuidOf("skill", skillId, ["within"]))] : undefined;
  }
}

@Resolver(() => SkillGap)
export class SkillGapResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @FieldResolver(() => Skill, { description: "Which skill." })
  skill(@Root() { skillId }: SkillGap): SkillNode | null {
    return this.taxonomy.current(skillId);
  }
}

@Resolver(() => GapRow)
export class GapRowResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @FieldResolver(() => Skill, { description: "Which skill." })
  skill(@Root() { skillId }: GapRow): SkillNode | null {
    return this.taxonomy.current(skillId);
  }
}

@Resolver(() => UnmetDemand)
export class UnmetDemandResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(10)
  @Paged()
  @FieldResolver(() => UnmetNeedConnection, {
    description: "These needs, those that are answered worst first.",
  })
  needs(
    @Root() { minScore }: UnmetDemand,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<UnmetNeed>> {
    return listUnmet(this.reads, userOf(principal), minScore / 100, page);
  }
}

@Resolver(() => UnmetNeed)
export class UnmetNeedResolver {
  @FieldResolver(() => NeedType, {
    nullable: true,
    description: "The need; null where it is gone meanwhile.",
  })
  async need(@Root() { needId }: UnmetNeed, @Ctx() { loaders }: Context): Promise<Need | null> {
    return await loaders.load(needById, needId);
  }
}
