import { Field, InputType, Int } from "type-graphql";
import { IsIdempotencyKey, Optional, WholeNumber } from "./validation.js";

/** What every input that creates or changes something has. */
@InputType()
export abstract class CommandInput {
  @Field(() => String, {
    nullable: true,
    description:
      "Makes a repetition harmless: for 24 hours, the same key with the same input changes nothing more and answers with the record that the first request made or changed, as it is now. Send it again, with the same key, when an answer does not come or is SERVICE_UNAVAILABLE. 8 to 128 visible ASCII characters, such as a UUID.",
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
