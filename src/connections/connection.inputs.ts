import { Field, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text } from "../platform/graphql/validation.js";
import { ConnectionEndReason, ConnectionStatus } from "./connection-enums.js";

const CHANNEL =
  "How the other side reaches you once everybody has said yes: an address, a number; at most 200 characters. For workers and partners.";
const CONTACT = "Whom to ask for at the partner; at most 200 characters. For partners.";

@InputType({ description: "An introduction to propose." })
export class ProposeConnectionInput extends CommandInput {
  @Field(() => ID, { description: "The need; open, and of your consortium." })
  @IsIdOf("need")
  needId: string;

  @Field(() => ID, { nullable: true, description: "The worker; yourself when left out." })
  @Optional()
  @IsIdOf("worker")
  workerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What you say to the others; at most 2,000 characters. Do not tell who you are yet.",
  })
  @Optional()
  @Text(2000)
  message?: string | null;

  @Field(() => String, { nullable: true, description: CHANNEL })
  @Optional()
  @Text(200)
  channel?: string | null;

  @Field(() => String, { nullable: true, description: CONTACT })
  @Optional()
  @Text(200)
  contactName?: string | null;
}

@InputType({ description: "The introduction that you say yes to." })
export class AcceptConnectionInput extends ChangeInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  id: string;

  @Field(() => String, { nullable: true, description: CHANNEL })
  @Optional()
  @Text(200)
  channel?: string | null;

  @Field(() => String, { nullable: true, description: CONTACT })
  @Optional()
  @Text(200)
  contactName?: string | null;
}

@InputType({ description: "The connection that you end, and why." })
export class EndConnectionInput extends ChangeInput {
  @Field(() => ID, { description: "The connection." })
  @IsIdOf("connection")
  id: string;

  @Field(() => ConnectionEndReason, { description: "Why." })
  reason: ConnectionEndReason;

  @Field(() => String, { nullable: true, description: "More about it; at most 1,000 characters." })
  @Optional()
  @Text(1000)
  note?: string | null;
}

@InputType({ description: "Which connections to list; several conditions must all hold." })
export class ConnectionFilter {
  @Field(() => ConnectionStatus, { nullable: true, description: "Only those that stand there." })
  @Optional()
  status?: ConnectionStatus | null;

  @Field(() => ID, { nullable: true, description: "Only those about this need." })
  @Optional()
  @IsIdOf("need")
  needId?: string | null;
}
