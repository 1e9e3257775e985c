import { CreateSkillbridge1764000000000 } from "./1764000000000-create-skillbridge.js";

/** Every migration, oldest first. Append only: what has run somewhere is never changed. */
export const migrations = [CreateSkillbridge1764000000000];
