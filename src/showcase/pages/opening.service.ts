import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import type { OpenShowcaseInput } from "./opening.inputs.js";

export interface OpenedReference {
  readonly consortiumId: string;
}

/** The use case in which a consortium gives its showcase public pages, or takes them away. */
export class OpeningService {
  constructor(private readonly commands: Commands) {}

  async open(user: User, input: OpenShowcaseInput): Promise<OpenedReference> {
    if (user.role !== "ADMIN")
      throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only administrators open a showcase to everybody.");
    const { consortiumId } = user;
    return await this.commands.run(user, { name: "openShowcase", input }, async ({ manager, changed }) => {
      await manager.query(
        input.open
          ? "insert into showcase_opening (consortium_id) values ($1) on conflict do nothing"
          : "delete from showcase_opening where consortium_id = $1",
        [consortiumId],
      );
      changed("showcase_opening", consortiumId);
      return { consortiumId };
    });
  }
}
