import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { unauthenticated } from "../platform/graphql/errors.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import { ownDataStatement } from "./own-data.reads.js";

export interface OwnData {
  readonly madeAt: Date;
  readonly document: Record<string, unknown>;
}

/** Gives people what is held about them. */
export class OwnDataService {
  private readonly statement: string;

  constructor(
    private readonly commands: Commands,
    tables: readonly PersonalData[],
  ) {
    this.statement = ownDataStatement(tables);
  }

  /** Everything about the user: a worker's profile and all that hangs on it, and for everybody what their token did. */
  async of(user: User): Promise<OwnData> {
    const { workerId = null, subject, consortiumId } = user;
    // As a command, because that it was taken is put on record.
    return await this.commands.run(user, { name: "exportMyData", input: {} }, async ({ manager, record }) => {
      if (workerId) await assertStillThere(manager, workerId);
      const [{ document }] = await manager.query(this.statement, [workerId, subject, consortiumId]);
      if (workerId) record({ workerIds: [workerId] });
      return { madeAt: new Date(), document };
    });
  }
}

/**
 * An erasure at the same time waits for this, or is waited for: nothing is put on record of somebody who is gone.
 * @throws GraphQLError UNAUTHENTICATED for them
 */
async function assertStillThere(manager: EntityManager, workerId: string): Promise<void> {
  const found = await manager.query("select from worker where id = $1 for key share", [workerId]);
  if (found.length === 0) throw unauthenticated("The token speaks for nobody any more.");
}
