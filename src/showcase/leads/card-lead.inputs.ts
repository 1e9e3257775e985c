import { Field, ID, InputType } from "type-graphql";
import { CommandInput } from "../../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text } from "../../platform/graphql/validation.js";

@InputType({
  description:
    "A card that you want to make a need of. Skills, levels and modality are taken from it, the place from your organisation; change the draft before you publish it.",
})
export class TurnCardIntoNeedInput extends CommandInput {
  @Field(() => ID, { description: "The card." })
  @IsIdOf("card")
  cardId: string;

  @Field(() => String, {
    nullable: true,
    description: "What you look for, in a line; 1 to 200 characters. The title of the card when left out.",
  })
  @Optional()
  @Text(200)
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The task and what the worker gains; at most 5,000 characters.",
  })
  @Optional()
  @Text(5000, 0)
  description?: string | null;

  @Field(() => ID, { nullable: true, description: "The goal of your organisation that it serves." })
  @Optional()
  @IsIdOf("community_goal")
  communityGoalId?: string | null;
}

@InputType({
  description:
    "A card to whose worker you want to be introduced. It is your yes; the worker, and the library where it asks to be asked, answers. You see a pseudonym until everybody has said yes.",
})
export class IntroduceFromCardInput extends CommandInput {
  @Field(() => ID, { description: "The card; of a worker. Of a library's card make a need." })
  @IsIdOf("card")
  cardId: string;

  @Field(() => ID, {
    description: "The need of yours that it is about; it must be open and have a place left.",
  })
  @IsIdOf("need")
  needId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "A few words to whoever has to answer; 1 to 2,000 characters. Leave your name out: it is told once everybody has said yes.",
  })
  @Optional()
  @Text(2000)
  message?: string | null;

  @Field(() => String, {
    description:
      "How the worker reaches you once everybody has said yes: an address or a number of your choice, at most 200 characters.",
  })
  @Text(200)
  channel: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Whom to ask for at your organisation, told once everybody has said yes; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  contactName?: string | null;
}
