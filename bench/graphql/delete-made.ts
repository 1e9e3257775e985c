import type { ClientBase } from "pg";
import { TITLE_PREFIX } from "./operations.js";

/** The subject of the token that ours is asked with. */
export const SUBJECT = "bench";

/** Deletes the needs that were made, and what the service noted about that, so that lists and tables stay the same. */
export async function deleteMade(client: ClientBase): Promise<void> {
  await client.query("delete from need where starts_with(title, $1)", [TITLE_PREFIX]);
  await client.query("delete from audit_entry where actor = $1", [SUBJECT]);
  await client.query("delete from idempotency_record where subject = $1", [SUBJECT]);
  await client.query("vacuum need, need_skill, audit_entry, idempotency_record");
}
