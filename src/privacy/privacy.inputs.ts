import { Equals } from "class-validator";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ID, InputType, Int } from "type-graphql";
import { CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional, Text, WholeNumber } from "../platform/graphql/validation.js";

const LONGEST_MINUTES = 60;
const CONFIRMATION = "ERASE";

@InputType({ description: "Whose data an administrator must see, and why." })
export class BreakGlassInput extends CommandInput {
  @Field(() => ID, { description: "The worker, of the own consortium." })
  @IsIdOf("worker")
  workerId: string;

  @Field(() => String, {
    description: "Why; 10 to 500 characters. The worker can read it, and so can the other administrators.",
  })
  @Text(500, 10)
  reason: string;

  @Field(() => Int, { description: "For how many minutes, 1 to 60." })
  @WholeNumber(1, LONGEST_MINUTES)
  minutes: number;
}

@InputType({ description: "Which access to end." })
export class EndBreakGlassInput extends CommandInput {
  @Field(() => ID, { description: "The access that `breakGlass` gave." })
  @IsIdOf("break_glass")
  id: string;
}

const IsConfirmation = () => Equals(CONFIRMATION, { message: `must be the word ${CONFIRMATION}` });

@InputType({ description: "That the caller means it. Asking again is harmless." })
export class EraseMeInput {
  @Field(() => String, { description: "The word ERASE: what is erased does not come back." })
  @IsConfirmation()
  confirmation: string;
}

@InputType({ description: "Which worker to erase, and that the caller means it. Asking again is harmless." })
export class EraseWorkerInput extends EraseMeInput {
  @Field(() => ID, { description: "The worker, for whom the caller has broken the glass." })
  @IsIdOf("worker")
  workerId: string;
}

@InputType({ description: "Which entries of the audit log to list; several conditions must all hold." })
export class AuditLogFilter {
  @Field(() => ID, { nullable: true, description: "Only entries about this worker." })
  @Optional()
  @IsIdOf("worker")
  workerId?: string | null;

  @Field(() => String, { nullable: true, description: "Only what this subject of a token did." })
  @Optional()
  @Text(200)
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this action, such as "updateWorker".' })
  @Optional()
  @Text(100)
  action?: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "Only from this moment on." })
  @Optional()
  since?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "Only before this moment." })
  @Optional()
  before?: Date | null;
}
