import { Field, ID, InputType } from "type-graphql";
import { CommandInput } from "../../platform/graphql/inputs.js";
import { IsIdOf, Text } from "../../platform/graphql/validation.js";

@InputType({ description: "A message to the other side of a connection." })
export class SendMessageInput extends CommandInput {
  @Field(() => ID, { description: "The connection; everybody has to have said yes." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => String, { description: "What to write; 1 to 5,000 characters." })
  @Text(5000)
  body: string;
}

@InputType({ description: "Whose messages were read." })
export class MarkMessagesReadInput extends CommandInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  connectionId: string;
}
