import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { Consortium } from "./consortium.js";
import type { SetDiscoveryInput } from "./discovery.inputs.js";
import { maySetDiscovery } from "./worker.policy.js";

export interface DiscoveryReference {
  readonly consortiumId: string;
}

/** The use case in which a consortium opens itself to another one, or ends that. */
export class DiscoveryService {
  constructor(private readonly commands: Commands) {}

  async set(user: User, input: SetDiscoveryInput): Promise<DiscoveryReference> {
    if (!maySetDiscovery(user))
      throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only administrators open a consortium to another.");
    return await this.commands.run(user, { name: "setDiscovery", input }, async ({ manager, changed }) => {
      const field = ["input", "consortiumId"];
      const otherId = uuidOf("consortium", input.consortiumId, field);
      const other = await manager.findOneBy(Consortium, { id: otherId });
      if (!other || other.archivedAt || otherId === user.consortiumId)
        throw notFound(field, "No other consortium has this id.");
      await manager.query(
        input.open
          ? "insert into discovery_policy (consortium_id, other_consortium_id) values ($1, $2) on conflict do nothing"
          : "delete from discovery_policy where consortium_id = $1 and other_consortium_id = $2",
        [user.consortiumId, otherId],
      );
      changed("discovery", user.consortiumId);
      return { consortiumId: user.consortiumId };
    });
  }
}
