import { Field, ID, InputType } from "type-graphql";
import { CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf } from "../platform/graphql/validation.js";

@InputType({ description: "Whether your consortium is open to another one." })
export class SetDiscoveryInput extends CommandInput {
  @Field(() => ID, { description: "The other consortium." })
  @IsIdOf("consortium")
  consortiumId: string;

  @Field(() => Boolean, { description: "True to open, false to close; what is so already stays so." })
  open: boolean;
}
