import { CreateSkillbridge1764000000000 } from "./1764000000000-create-skillbridge.js";
import { RememberOutboxHorizon1765000000000 } from "./1765000000000-remember-outbox-horizon.js";

/** Every migration, oldest first. Append only: what has run somewhere is never changed. */
export const migrations = [CreateSkillbridge1764000000000, RememberOutboxHorizon1765000000000];
