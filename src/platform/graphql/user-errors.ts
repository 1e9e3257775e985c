import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Cost, ListOf } from "./cost/cost.decorators.js";

/** Why a mutation was refused. */
export enum UserErrorCode {
  BAD_USER_INPUT = "BAD_USER_INPUT",
  NOT_FOUND = "NOT_FOUND",
  FORBIDDEN = "FORBIDDEN",
  DUPLICATE = "DUPLICATE",
  CONFLICT = "CONFLICT",
  INVALID_TRANSITION = "INVALID_TRANSITION",
  LIMIT_REACHED = "LIMIT_REACHED",
  IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED",
  IDEMPOTENCY_IN_PROGRESS = "IDEMPOTENCY_IN_PROGRESS",
}

registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description: "Why a mutation was refused.",
  valuesConfig: {
    BAD_USER_INPUT: { description: "The input breaks a rule of the schema; the message says which." },
    NOT_FOUND: { description: "Nothing that you may see has this id." },
    FORBIDDEN: { description: "Your role does not allow this." },
    DUPLICATE: { description: "Something with the same identity exists already." },
    CONFLICT: {
      description:
        "It was changed since you read it. Read it again and send its `version` as `expectedVersion`.",
    },
    INVALID_TRANSITION: { description: "The lifecycle does not allow this step from the present status." },
    LIMIT_REACHED: { description: "There is no room for one more." },
    IDEMPOTENCY_KEY_REUSED: {
      description: "The idempotency key was used with another input. Use a new key for a new request.",
    },
    IDEMPOTENCY_IN_PROGRESS: {
      description: "The first request with this key is still running. Repeat the same request in a moment.",
    },
  },
});

@ObjectType({
  description: "An expected refusal: what is wrong, where, and what to do.",
  simpleResolvers: true,
})
export class UserError {
  @Field(() => UserErrorCode, { description: "The kind of refusal, for programs." })
  code: UserErrorCode;

  @Field(() => [String], {
    description: 'Path into the arguments, for example ["input", "skills", "0", "level"].',
  })
  field: readonly string[];

  @Field(() => String, { description: "What is wrong and what to do, for people." })
  message: string;

  @Field(() => Int, { nullable: true, description: "With CONFLICT: the version that it has now." })
  currentVersion?: number | null;
}

/** Thrown by a use case to refuse; rolls its transaction back and leaves as `userErrors`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly userErrors: readonly UserError[];

  constructor(...userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join("; "));
    this.userErrors = userErrors;
  }
}

/** A refusal with one reason. */
export const refuse = (code: UserErrorCode, field: readonly string[], message: string) =>
  new Refusal({ code, field, message });

/** What every mutation's payload has beside the record it is about. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Cost(0)
  @ListOf(5)
  @Field(() => [UserError], { description: "Why nothing was changed; empty when the change was made." })
  userErrors: readonly UserError[];
}
