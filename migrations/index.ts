import { CreateSkillbridge1764000000000 } from "./1764000000000-create-skillbridge.js";
import { CreateAffinity1764000001000 } from "./1764000001000-create-affinity.js";
import { CreateIntroduction1764000003000 } from "./1764000003000-create-introduction.js";
import { RememberOutboxHorizon1765000000000 } from "./1765000000000-remember-outbox-horizon.js";
import { CreateRequestBudget1766000001000 } from "./1766000001000-create-request-budget.js";

/** Every migration, oldest first. Append only: what has run somewhere is never changed. */
export const migrations = [
  CreateSkillbridge1764000000000,
  CreateAffinity1764000001000,
  CreateIntroduction1764000003000,
  RememberOutboxHorizon1765000000000,
  CreateRequestBudget1766000001000,
];
