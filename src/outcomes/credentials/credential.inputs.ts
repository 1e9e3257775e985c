import { Field, ID, InputType } from "type-graphql";
import { CommandInput } from "../../platform/graphql/inputs.js";
import { IsIdOf } from "../../platform/graphql/validation.js";
import { RevocationReason } from "./credential.js";

@InputType({ description: "What you want a credential for." })
export class ClaimCredentialInput extends CommandInput {
  @Field(() => ID, { description: "The completed collaboration." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => ID, { description: "The skill that the partner rated." })
  @IsIdOf("skill")
  skillId: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether the credential names you, by a salted hash: whoever knows your name can check that it is yours, and nobody can read it.",
  })
  withName: boolean;
}

@InputType({ description: "Whether everybody who has its address may download a credential." })
export class ShareCredentialInput extends CommandInput {
  @Field(() => ID, { description: "Your credential." })
  @IsIdOf("credential")
  id: string;

  @Field(() => Boolean, { description: "true: whoever has its address; false: only you." })
  shared: boolean;
}

@InputType({ description: "The credential to revoke." })
export class RevokeCredentialInput extends CommandInput {
  @Field(() => ID, { description: "The credential; revoking it again changes nothing." })
  @IsIdOf("credential")
  id: string;

  @Field(() => RevocationReason, { description: "Why; everybody can read it in the status list." })
  reason: RevocationReason;
}
