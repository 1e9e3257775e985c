import type { Entitle, User } from "../../platform/auth/principal.js";
import type { RecordFinds } from "./record-finds.js";
import type { SoughtAlert, SoughtExpertise } from "./sought-expertise.reads.js";

/** Looks for what alerts on expertise ask for, each as its partner: what it may not see is neither found nor told. */
export class ExpertiseSeeker {
  constructor(
    private readonly sought: SoughtExpertise,
    private readonly entitle: Entitle,
    private readonly record: RecordFinds,
  ) {}

  /** What cards that changed bring. */
  async ofCards(cardIds: readonly string[]): Promise<void> {
    for (const alert of await this.sought.ofCards(cardIds)) await this.look(alert);
  }

  /** All that alerts can find. */
  async ofAlerts(alertIds: readonly string[]): Promise<void> {
    for (const alert of await this.sought.byIds(alertIds)) await this.look(alert);
  }

  private async look(alert: SoughtAlert): Promise<void> {
    await this.record(alert, await this.sought.fitting(await this.ownerOf(alert), alert));
  }

  /** A member of the partner, as a caller with a token would be now. */
  private async ownerOf({ id, consortiumId, partnerId }: SoughtAlert): Promise<User> {
    const subject = `expertise alert:${id}`;
    return (await this.entitle({ kind: "user", subject, role: "PARTNER", consortiumId, partnerId })) as User;
  }
}
