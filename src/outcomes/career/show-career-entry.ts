import { Field, ID, InputType } from "type-graphql";
import type { ConnectionReference } from "../../connections/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { notFound } from "../../platform/database/update-record.js";
import { CommandInput } from "../../platform/graphql/inputs.js";
import { uuidOf } from "../../platform/graphql/typed-id.js";
import { IsIdOf } from "../../platform/graphql/validation.js";

@InputType({ description: "Whether a collaboration is shown in your career record." })
export class SetCareerEntryInput extends CommandInput {
  @Field(() => ID, { description: "The connection that was completed." })
  @IsIdOf("connection")
  connectionId: string;

  @Field(() => Boolean, { description: "Whether others see it, as far as they see the record." })
  shown: boolean;
}

/** Lets a worker choose what the career record shows. */
export class ShowCareerEntry {
  constructor(private readonly commands: Commands) {}

  async set(user: User, input: SetCareerEntryInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "setCareerEntry", input }, async ({ manager, changed }) => {
      const field = ["input", "connectionId"];
      const connectionId = uuidOf("connection", input.connectionId, field);
      const [, updated] = await manager.query(
        "update career_entry set shown = $3 where connection_id = $1 and worker_id = $2",
        [connectionId, user.workerId ?? null, input.shown],
      );
      if (updated === 0) throw notFound(field, "Your career record has no collaboration with this id.");
      changed("worker", user.workerId!);
      return { connectionId };
    });
  }
}
