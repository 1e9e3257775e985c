import { ArrayNotEmpty, ArrayUnique } from "class-validator";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";
import { Disclosure } from "../platform/auth/disclosure.js";
import { CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional } from "../platform/graphql/validation.js";
import { ConsentPurpose } from "./consent-grant.js";

@InputType({ description: "What you disclose, to whom, what for, and until when." })
export class GrantConsentInput extends CommandInput {
  @Field(() => ID, { description: "The partner, of your consortium." })
  @IsIdOf("partner")
  partnerId: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "One need of the partner: DISCOVERY then counts in the matches of this need only. When left out, in those of all needs, and among those who teach what the partner's people want to learn.",
  })
  @Optional()
  @IsIdOf("need")
  needId?: string | null;

  @Field(() => ConsentPurpose, { description: "What for." })
  purpose: ConsentPurpose;

  @Field(() => [Disclosure], { description: "What; at least one, each once." })
  @ArrayNotEmpty({ message: "must name at least one" })
  @ArrayUnique({ message: "must name each once" })
  discloses: Disclosure[];

  @Field(() => GraphQLDateTimeISO, { description: "Until when: in the future, and at most a year ahead." })
  expiresAt: Date;
}

@InputType({ description: "The consent to revoke." })
export class RevokeConsentInput extends CommandInput {
  @Field(() => ID, { description: "The consent; revoking it again changes nothing." })
  @IsIdOf("consent")
  id: string;
}
