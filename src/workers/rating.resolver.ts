import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { connectionType, type Connection as Page, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { type AdoptRating, AdoptRatingInput, type RatedWorker } from "./adopt-rating.js";
import { ratingsByWorkerSkill } from "./rating.loaders.js";
import { SkillRating } from "./skill-rating.js";
import { WorkerPayload } from "./worker.resolver.js";
import { WorkerSkill } from "./worker-skill.js";

export const SkillRatingConnection = connectionType("SkillRating", () => SkillRating, "ratings");

@Resolver(() => SkillRating)
export class SkillRatingResolver {
  constructor(
    private readonly adopting: AdoptRating,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Mutate(() => WorkerPayload, {
    description:
      "Takes a rating of your history, such as a partner's, over into your profile; the level before stays in the history. For the worker.",
  })
  adoptRating(
    @Arg("input", () => AdoptRatingInput, { description: "Which one." }) input: AdoptRatingInput,
    @Ctx() { principal }: Context,
  ): Promise<RatedWorker> {
    return this.adopting.adopt(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: SkillRating): string {
    return typedId("rating", id);
  }

  @Cost(0)
  @FieldResolver(() => Skill, { nullable: true, description: "The skill." })
  skill(@Root() { skillId }: SkillRating): SkillNode | null {
    return this.taxonomy.current(skillId);
  }
}

/** Adds to a skill of a profile how it came to be. */
@Resolver(() => WorkerSkill)
export class WorkerSkillRatingsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => SkillRatingConnection, {
    description:
      "The levels that it had before, and those that others gave, newest first. For the worker, and others as far as the career record is shown.",
  })
  ratings(
    @Root() { id }: WorkerSkill,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Page<SkillRating>> {
    return loaders.load(ratingsByWorkerSkill, { ownerId: id, ...page });
  }
}
