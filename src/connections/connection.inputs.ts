import { ArrayNotEmpty, ArrayUnique } from "class-validator";
import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text } from "../platform/graphql/validation.js";
import { ConnectionStatus } from "./connection.js";

/** Why somebody says no, or ends what was begun. */
export enum ConnectionEndReason {
  NO_TIME = "NO_TIME",
  NOT_A_FIT = "NOT_A_FIT",
  FOUND_SOMEBODY_ELSE = "FOUND_SOMEBODY_ELSE",
  PLANS_CHANGED = "PLANS_CHANGED",
  NO_ANSWER = "NO_ANSWER",
  OTHER = "OTHER",
}

registerEnumType(ConnectionEndReason, {
  name: "ConnectionEndReason",
  description: "Why somebody says no, or ends what was begun.",
  valuesConfig: {
    NO_TIME: { description: "There is no time for it." },
    NOT_A_FIT: { description: "It does not fit." },
    FOUND_SOMEBODY_ELSE: { description: "Somebody else does it." },
    PLANS_CHANGED: { description: "The plans have changed." },
    NO_ANSWER: { description: "The other side does not answer." },
    OTHER: { description: "Something else; the note may say what." },
  },
});

const channel =
  "How the other side reaches you once everybody has said yes: an address or a number of your choice, at most 200 characters. Workers and partners have to give one.";
const contactName =
  "Whom to ask for at the partner, told once everybody has said yes; at most 200 characters.";

@InputType({
  description:
    "Who is to be introduced to whom. Workers propose themselves, members of a partner a worker whom they see among the matches of their need, and managers somebody of their staff.",
})
export class ProposeConnectionInput extends CommandInput {
  @Field(() => ID, { description: "The need; it must be open and have a place left." })
  @IsIdOf("need")
  needId: string;

  @Field(() => ID, {
    nullable: true,
    description: "The worker; a worker who proposes themselves leaves it out.",
  })
  @Optional()
  @IsIdOf("worker")
  workerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A few words to whoever has to answer; 1 to 2,000 characters. Leave your name out: it is told once everybody has said yes.",
  })
  @Optional()
  @Text(2000)
  message?: string | null;

  @Field(() => String, { nullable: true, description: channel })
  @Optional()
  @Text(200)
  channel?: string | null;

  @Field(() => String, { nullable: true, description: contactName })
  @Optional()
  @Text(200)
  contactName?: string | null;
}

@InputType({ description: "A yes to a connection." })
export class AcceptConnectionInput extends ChangeInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => String, { nullable: true, description: channel })
  @Optional()
  @Text(200)
  channel?: string | null;

  @Field(() => String, { nullable: true, description: contactName })
  @Optional()
  @Text(200)
  contactName?: string | null;
}

@InputType({ description: "The end of a connection, with a reason." })
export class EndConnectionInput extends ChangeInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => ConnectionEndReason, { description: "Why; the others see it." })
  reason: ConnectionEndReason;

  @Field(() => String, {
    nullable: true,
    description: "More about it for the others; 1 to 2,000 characters.",
  })
  @Optional()
  @Text(2000)
  note?: string | null;
}

@InputType({ description: "Which connections to list; several conditions must all hold." })
export class ConnectionFilter {
  @Field(() => [ConnectionStatus], { nullable: true, description: "Only these statuses; at least one." })
  @Optional()
  @ArrayNotEmpty({ message: "must name at least one" })
  @ArrayUnique({ message: "must name each once" })
  statuses?: ConnectionStatus[] | null;

  @Field(() => ID, { nullable: true, description: "Only those about this need." })
  @Optional()
  @IsIdOf("need")
  needId?: string | null;
}
