import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, ValidateNested } from "class-validator";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { MatchFilter } from "../matching/index.js";
import { CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text, WholeNumber } from "../platform/graphql/validation.js";
import { MOST_TEAMS } from "./need-teams.js";

@ArgsType()
export class TeamsArgs {
  @Field(() => Int, { defaultValue: 3, description: `How many teams at most, 1 to ${MOST_TEAMS}.` })
  @WholeNumber(1, MOST_TEAMS)
  first: number;

  @Field(() => MatchFilter, {
    nullable: true,
    description: "Who may be in a team, as among the need's matches; all with a score above 0 when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: MatchFilter | null;
}

const MOST_PROPOSED = 10;

@InputType({ description: "Who is to be introduced to a partner, about one need." })
export class ProposeTeamInput extends CommandInput {
  @Field(() => ID, {
    description:
      "The need; it must be open and have a place left. Whether it has one for each: see `Team.exceedsPlaces`.",
  })
  @IsIdOf("need")
  needId: string;

  @Field(() => [ID], {
    description: `The workers, as in \`ProposeConnectionInput\`; 1 to ${MOST_PROPOSED}, each once.`,
  })
  @ArrayNotEmpty({ message: "must name at least one" })
  @ArrayMaxSize(MOST_PROPOSED, { message: `must name at most ${MOST_PROPOSED}` })
  @ArrayUnique({ message: "must name each once" })
  @IsIdOf("worker", { each: true })
  workerIds: string[];

  @Field(() => String, {
    nullable: true,
    description:
      "A few words to each who has to answer; 1 to 2,000 characters. Leave names out: they are told once everybody has said yes.",
  })
  @Optional()
  @Text(2000)
  message?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How the workers reach you once everybody has said yes: an address or a number of your choice, at most 200 characters. Partners have to give one.",
  })
  @Optional()
  @Text(200)
  channel?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Whom to ask for at the partner, told once everybody has said yes; at most 200 characters.",
  })
  @Optional()
  @Text(200)
  contactName?: string | null;
}
