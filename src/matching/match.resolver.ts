import type { GraphQLResolveInfo } from "graphql";
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Info,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Need, needById } from "../needs/index.js";
import { type Connection, connectionType } from "../platform/graphql/connection.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { unavailable } from "../platform/graphql/errors.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { type ShownWorker, Worker, workerByIdFor } from "../workers/index.js";
import { isOnRecord } from "./broken-glass.js";
import { MatchArgs } from "./match.inputs.js";
import { Match, NoScoreReason } from "./match.js";
import { MatchExplanation } from "./match-explanation.js";
import { shownExplanation } from "./match-explanation.resolver.js";
import type { Matcher } from "./matcher.js";
import { SCORING_VERSION, shownScore } from "./score.js";

export const MatchConnection = connectionType("Match", () => Match, "matches");

@ArgsType()
class PairArgs {
  @Field(() => ID, { description: "The need." })
  needId: string;

  @Field(() => ID, { description: "The worker." })
  workerId: string;
}

@Resolver(() => Match)
export class MatchResolver {
  constructor(
    private readonly matcher: Pick<Matcher, "pair">,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Query(() => Match, {
    nullable: true,
    description: "One worker and one open need; null when there is no such pair that you may see.",
  })
  async match(
    @Args(() => PairArgs) { needId, workerId }: PairArgs,
    @Ctx() context: Context,
  ): Promise<Match | null> {
    const [need, worker] = [uuidOf("need", needId, ["needId"]), uuidOf("worker", workerId, ["workerId"])];
    return (await isOnRecord(context, worker)) ? this.matcher.pair(context.principal, need, worker) : null;
  }

  @FieldResolver(() => Need, { description: "The need." })
  async need(@Root() match: Match, @Ctx() { loaders }: Context): Promise<Need> {
    return match.needRow ?? stillThere(await loaders.load(needById, match.needId));
  }

  @FieldResolver(() => Worker, { description: "The worker, as you may see them." })
  async worker(
    @Root() match: Match,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownWorker> {
    return stillThere(await context.loaders.load(workerByIdFor(info, context), match.workerId));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "Both sides' value together, 0 to 100 with one decimal; null with `noScoreReason`.",
  })
  score(@Root() { exact }: Match): number | null {
    return shownScore(exact.score);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "How far the need serves the worker's growth goals, 0 to 100 with one decimal.",
  })
  growth(@Root() { exact }: Match): number | null {
    return shownScore(exact.growth);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "How far the worker covers what the need asks for, 0 to 100 with one decimal.",
  })
  coverage(@Root() { exact }: Match): number | null {
    return shownScore(exact.coverage);
  }

  @FieldResolver(() => NoScoreReason, {
    nullable: true,
    description: "Why there is no score; null when there is one.",
  })
  noScoreReason(@Root() { exact }: Match): NoScoreReason | null {
    return exact.noScoreReason && NoScoreReason[exact.noScoreReason];
  }

  @FieldResolver(() => String, {
    description: "Which version of the formula this is; numbers of two versions do not compare.",
  })
  scoringVersion(): string {
    return SCORING_VERSION;
  }

  @Cost(3)
  @FieldResolver(() => MatchExplanation, { description: "Why it scores as it does." })
  explanation(@Root() match: Match): MatchExplanation {
    return shownExplanation(match);
  }

  @Cost(0)
  @ListOf(30)
  @FieldResolver(() => [Skill], {
    description: "The MUST skills of the need of which the worker covers less than half; at most 30.",
  })
  unmetMustHaves(@Root() { explain }: Match): (SkillNode | null)[] {
    return explain().unmetMustHaves.map((id) => this.taxonomy.get(id));
  }
}

/**
 * One side of a match, which PostgreSQL still shows. It may have been hidden elsewhere a moment ago, and this replica not
 * been told yet: whoever asks again finds neither it nor the match.
 * @throws GraphQLError SERVICE_UNAVAILABLE
 */
function stillThere<Side>(side: Side | null): Side {
  if (!side) throw unavailable("This match has just changed. Ask again in a moment.", 1);
  return side;
}

/** Adds the ranked workers to a need. */
@Resolver(() => Need)
export class NeedMatchesResolver {
  constructor(private readonly matcher: Pick<Matcher, "workersFor">) {}

  @Cost(10)
  @Paged()
  @FieldResolver(() => MatchConnection, {
    description:
      "The workers who fit, the best first. For the need's partner and the libraries; empty unless it is open. The partner also finds those who disclosed themselves to it for this need, or for all of its needs.",
  })
  matches(
    @Root() need: Need,
    @Args(() => MatchArgs) args: MatchArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<Match>> {
    return this.matcher.workersFor(principal, need, args);
  }
}

/** Adds the ranked needs to a worker. */
@Resolver(() => Worker)
export class WorkerMatchesResolver {
  constructor(private readonly matcher: Pick<Matcher, "needsFor">) {}

  @Cost(10)
  @Paged()
  @FieldResolver(() => MatchConnection, {
    description:
      "The open needs that fit, the best first; a partner sees its own needs only, and of those the ones for which it finds the worker.",
  })
  matches(
    @Root() worker: ShownWorker,
    @Args(() => MatchArgs) args: MatchArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<Match>> {
    return this.matcher.needsFor(principal, worker, args);
  }
}
