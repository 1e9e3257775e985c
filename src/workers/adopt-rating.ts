import { Field, ID, InputType } from "type-graphql";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { notFound } from "../platform/database/update-record.js";
import { CommandInput } from "../platform/graphql/inputs.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { IsIdOf } from "../platform/graphql/validation.js";
import { applyRating } from "./rate-skill.js";
import { SkillRating } from "./skill-rating.js";

@InputType({ description: "The rating to take over." })
export class AdoptRatingInput extends CommandInput {
  @Field(() => ID, { description: "The rating; one of your own history." })
  @IsIdOf("rating")
  ratingId: string;
}

export interface RatedWorker {
  readonly workerId: string;
}

/** Lets a worker say of themselves what others said of them. */
export class AdoptRating {
  constructor(private readonly commands: Commands) {}

  async adopt(user: User, input: AdoptRatingInput): Promise<RatedWorker> {
    return await this.commands.run(user, { name: "adoptRating", input }, async (transaction) => {
      const field = ["input", "ratingId"];
      const id = uuidOf("rating", input.ratingId, field);
      const rating = await transaction.manager.findOneBy(SkillRating, { id });
      if (!rating || rating.workerId !== user.workerId)
        throw notFound(field, "Your history has no rating with this id.");
      await applyRating(transaction, rating);
      return { workerId: rating.workerId };
    });
  }
}
