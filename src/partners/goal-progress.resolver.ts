import { Args, Ctx, FieldResolver, Float, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Conditions, statement } from "../platform/database/statement.js";
import { connectionType, PARTS, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { defineLoader } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import { CommunityGoal } from "./community-goal.js";
import { IndicatorValue } from "./indicator-value.js";

const IndicatorValueConnection = connectionType(
  "IndicatorValue",
  () => IndicatorValue,
  "values of an indicator",
);

/** How a goal gets on. */
@ObjectType({ description: "How a community goal gets on. Everybody may see it.", simpleResolvers: true })
export class GoalProgress {
  goal: CommunityGoal;
}

const valuesByGoal = defineOwnedPages<IndicatorValue>({
  name: "indicator-values",
  parts: [PARTS.id],
  rows: async ({ reads }, ids, limit, after) => {
    const where = new Conditions();
    const owners = where.value(ids);
    where.add("v.community_goal_id = o.id");
    if (after) where.add(`v.id < ${where.value(after[0])}::uuid`);
    const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
        select v.id, v.community_goal_id as "communityGoalId", v.before, v.value, v.measured_at as "measuredAt",
          v.connection_id as "connectionId"
        from indicator_value v where ${where} order by v.id desc limit ${where.value(limit)}) page`;
    return await reads.run<IndicatorValue>(statement("indicator-values.by-goals", text), where.values);
  },
  ownerOf: ({ communityGoalId }) => communityGoalId,
  positionOf: ({ id }) => [id],
});

const movedByGoals = {
  name: "indicator-values.collaborations",
  text: `select community_goal_id as id, count(distinct connection_id)::int as collaborations from indicator_value
    where community_goal_id = any($1::uuid[]) group by community_goal_id`,
};

const collaborationsByGoal = defineLoader<string, number>({
  batch: async ({ reads }, ids) => {
    const rows = await reads.run<{ id: string; collaborations: number }>(movedByGoals, [ids]);
    const found = new Map(rows.map(({ id, collaborations }) => [id, collaborations]));
    return ids.map((id) => found.get(id) ?? 0);
  },
});

/** Adds to a goal how it gets on. */
@Resolver(() => CommunityGoal)
export class GoalProgressResolver {
  @FieldResolver(() => GoalProgress, { description: "How it gets on." })
  progress(@Root() goal: CommunityGoal): GoalProgress {
    return { goal };
  }
}

@Resolver(() => GoalProgress)
export class GoalProgressFieldsResolver {
  @FieldResolver(() => Float, {
    description:
      "How much of the way from baseline to target is done: 0 at the baseline, 1 at the target; below 0 where it went the other way, above 1 beyond the target.",
  })
  share(@Root() { goal: { indicator } }: GoalProgress): number {
    const { baseline, target, current } = indicator;
    return (current - baseline) / (target - baseline);
  }

  @FieldResolver(() => Int, { description: "How many collaborations moved it." })
  collaborations(@Root() { goal }: GoalProgress, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.load(collaborationsByGoal, goal.id);
  }

  @Cost(3)
  @Paged()
  @FieldResolver(() => IndicatorValueConnection, {
    description: "The values that it took, the latest first.",
  })
  values(
    @Root() { goal }: GoalProgress,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<IndicatorValue>> {
    return loaders.load(valuesByGoal, { ownerId: goal.id, ...page });
  }
}
