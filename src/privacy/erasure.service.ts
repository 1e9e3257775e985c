import type { User } from "../platform/auth/principal.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { Eraser } from "./eraser.js";
import { mayErase, mayEraseThemselves } from "./privacy.policy.js";

export interface ErasureReference {
  readonly isErased: true;
}

/** Use cases that erase a person. Erasing somebody who is gone already is as good as done. */
export class ErasureService {
  constructor(private readonly eraser: Eraser) {}

  async ofSelf(user: User): Promise<ErasureReference> {
    if (!mayEraseThemselves(user))
      throw refuse(
        UserErrorCode.FORBIDDEN,
        ["input"],
        "Only workers have a profile to erase. What is on record of others is kept for accountability, for a limited time.",
      );
    // Whose profile is gone comes without the id of one.
    if (user.workerId) await this.eraser.erase(user.workerId, { action: "eraseMe", by: user });
    return { isErased: true };
  }

  async ofWorker(user: User, typedId: string): Promise<ErasureReference> {
    const field = ["input", "workerId"];
    const workerId = uuidOf("worker", typedId, field);
    if (!mayErase(user, workerId))
      throw refuse(
        UserErrorCode.FORBIDDEN,
        field,
        "Only an administrator who has broken the glass for this worker may do this.",
      );
    await this.eraser.erase(workerId, { action: "eraseWorker", by: user });
    return { isErased: true };
  }
}
