import type { Commands } from "../platform/database/commands.js";

/** How often it is written how far a plan is, and looked whether it was called off. */
const EVERY_MS = 500;

const REPORT = `update allocation_plan set progress = greatest(progress, $2)
  where id = $1 and status = 'RUNNING' returning id`;

/** Writes down how far a plan is while it is worked out, and notices when it is called off. */
export class PlanWatch {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private progress = 0;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: Commands,
    private readonly planId: string,
  ) {
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, EVERY_MS);
    this.timer.unref();
  }

  /** Aborted once the plan is called off. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** @param share from 0 to 1 */
  report(share: number): void {
    this.progress = Math.min(1, share);
  }

  /** Looks no more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      const [running] = await this.commands.transact(({ manager }) =>
        manager.query(REPORT, [this.planId, this.progress]),
      );
      if (running.length === 0) this.controller.abort(new Error("The plan was called off."));
    } catch {
      // The database may be away for a moment; what is worked out is not in vain for that.
    }
  }
}
