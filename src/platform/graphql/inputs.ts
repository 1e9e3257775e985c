import { Field, InputType, Int } from "type-graphql";
import { IsIdempotencyKey, Optional, WholeNumber } from "./validation.js";

/** What every input that creates or changes something has. */
@InputType()
export abstract class CommandInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Makes a repetition harmless: the same key with the same input gets the first answer again, for 24 hours. 8 to 128 visible ASCII characters, such as a UUID.",
  })
  @Optional()
  @IsIdempotencyKey()
  idempotencyKey?: string | null;
}

/** What every input that changes an existing record has beside its id. */
@InputType()
export abstract class ChangeInput extends CommandInput {
  @Field(() => Int, {
    description: "The `version` you have seen; refused as CONFLICT when it is not the current one.",
  })
  @WholeNumber(1, 2_147_483_647)
  expectedVersion: number;
}
