import { GraphQLDateTimeISO } from "graphql-scalars";
import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context.js";

@ObjectType({ description: "Your budget of points.", simpleResolvers: true })
export class RateLimit {
  @Field(() => Int, { description: "Points that you may take per minute." })
  limit: number;

  @Field(() => Int, { description: "What is left of them, this request paid." })
  remaining: number;

  @Field(() => GraphQLDateTimeISO, { description: "When all of them are there again." })
  resetAt: Date;

  @Field(() => Int, { description: "What this request takes." })
  cost: number;
}

@Resolver(() => RateLimit)
export class RateLimitResolver {
  @Query(() => RateLimit, {
    nullable: true,
    description:
      "Your budget: each request takes points from it, by what it might answer. Null where none is kept.",
  })
  rateLimit(@Ctx() { spending }: Context): RateLimit | null {
    return spending ? { ...spending.allowance, cost: spending.requested } : null;
  }
}
