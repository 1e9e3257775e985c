import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
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
      // An erasure at the same time comes before this or after it, so that nothing of it is put on record afterwards.
      if (workerId) await manager.query("select from worker where id = $1 for key share", [workerId]);
      const [{ document }] = await manager.query(this.statement, [workerId, subject, consortiumId]);
      if (workerId) record({ workerIds: [workerId] });
      return { madeAt: new Date(), document };
    });
  }
}
