import { Field, InputType } from "type-graphql";
import { CommandInput } from "../../platform/graphql/inputs.js";

@InputType({ description: "Whether your consortium's showcase has public pages." })
export class OpenShowcaseInput extends CommandInput {
  @Field(() => Boolean, { description: "True to open, false to close; what is so already stays so." })
  open: boolean;
}
