import { ArrayMaxSize, ArrayUnique } from "class-validator";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";
import { ChangeInput, CommandInput } from "../platform/graphql/inputs.js";
import { IsGiven, IsIdOf, Optional, Text, UnlessAbsent } from "../platform/graphql/validation.js";
import { WebhookEventKind } from "./webhook-event-kind.js";

const KINDS = "What it is told of, each once; all kinds when empty.";

@InputType({
  description:
    "An address to tell of events: of your organisation's, or as an administrator of the consortium's.",
})
export class CreateWebhookInput extends CommandInput {
  @Field(() => String, { description: "The address: https, on the internet; at most 500 characters." })
  @Text(500)
  url: string;

  @Field(() => String, { nullable: true, description: "What it is for; 1 to 200 characters." })
  @Optional()
  @Text(200)
  description?: string | null;

  @Field(() => [WebhookEventKind], { nullable: true, description: KINDS })
  @Optional()
  @ArrayMaxSize(30, { message: "must name at most 30" })
  @ArrayUnique({ message: "must name each once" })
  kinds?: WebhookEventKind[] | null;
}

@InputType({ description: "Changes to a webhook; what is left out stays as it is." })
export class UpdateWebhookInput extends ChangeInput {
  @Field(() => ID, { description: "The webhook." })
  @IsIdOf("webhook")
  id: string;

  @Field(() => String, { nullable: true, description: "The address." })
  @UnlessAbsent()
  @Text(500)
  url?: string;

  @Field(() => String, { nullable: true, description: "What it is for." })
  @UnlessAbsent()
  @Text(200)
  description?: string;

  @Field(() => [WebhookEventKind], { nullable: true, description: KINDS })
  @UnlessAbsent()
  @IsGiven()
  @ArrayMaxSize(30, { message: "must name at most 30" })
  @ArrayUnique({ message: "must name each once" })
  kinds?: WebhookEventKind[];
}

@InputType({ description: "Which webhook." })
export class WebhookInput extends ChangeInput {
  @Field(() => ID, { description: "The webhook." })
  @IsIdOf("webhook")
  id: string;
}

@InputType({ description: "Which deliveries to make again. The receiver gets them under the same ids." })
export class ReplayWebhookInput extends CommandInput {
  @Field(() => ID, { description: "The webhook; it must not be disabled." })
  @IsIdOf("webhook")
  id: string;

  @Field(() => GraphQLDateTimeISO, {
    description: "Those of events since then; deliveries are kept 30 days.",
  })
  since: Date;

  @Field(() => Boolean, { defaultValue: true, description: "Only those that were not delivered." })
  onlyFailed: boolean;
}
