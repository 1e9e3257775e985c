import type { EntityManager } from "typeorm";
import type { Principal, User } from "../auth/principal.js";
import { glassBroken, seesNobody, Visibility } from "../auth/visibility.js";
import type { Sent } from "./transaction.js";

/** The settings that tell PostgreSQL's policies who is asking; `migrations/1766000002000` has the functions that read them. */
const SETTINGS = [
  "viewer_role",
  "viewer_subject",
  "viewer_worker",
  "viewer_partner",
  "viewer_consortium",
  "viewer_least",
  "viewer_discovers",
  "viewer_glass",
  "viewer_request",
].map((name) => `skillbridge.${name}`);

/** Who is asking, as PostgreSQL is told: the value of each setting, and all of them as one text to compare by. */
export interface Viewer {
  readonly values: readonly string[];
  readonly key: string;
}

/** Settings that are not given are empty. */
function viewer(...given: string[]): Viewer {
  const values = SETTINGS.map((_, i) => given[i] ?? "");
  return { values, key: values.join("\n") };
}

/** Nobody: sees no private row. It is what a connection begins with, and what an anonymous caller is. */
export const NOBODY = viewer();

/** The service itself, for what belongs to no request: the match index, jobs, consequences of a change. */
export const SYSTEM = viewer("SYSTEM");

export function viewerOf(principal: Principal): Viewer {
  if (principal.kind === "anonymous") return NOBODY;
  const { role, subject, workerId = "", partnerId = "", consortiumId, discovers } = principal;
  const glass = glassBroken(principal);
  return viewer(
    role,
    subject,
    workerId,
    partnerId,
    consortiumId,
    leastSeenBy(principal),
    discovers?.length ? `{${discovers.join()}}` : "",
    ...(glass.length > 0 ? [`{${glass.join()}}`, principal.requestId ?? ""] : []),
  );
}

/** The narrowest visibility that somebody of the role may ever see of others in the own consortium. */
const leastSeenBy = (user: User): string =>
  seesNobody(user) ? "" : user.role === "PARTNER" ? Visibility.PARTNERS : Visibility.LIBRARY;

const setting = (local: boolean) =>
  `select ${SETTINGS.map((name, i) => `set_config('${name}', $${i + 1}, ${local})`).join(", ")}`;

/** Tells a connection who asks the statements that follow. */
export const SET_VIEWER = { name: "viewer", text: setting(false) } as const;

const SET_VIEWER_LOCALLY = { name: "viewer.local", text: setting(true) } as const;

/** Tells PostgreSQL who asks, until the transaction ends. */
export const tellViewer = ({ values }: Viewer): Sent => ({ ...SET_VIEWER_LOCALLY, values });

/**
 * Runs `work` as the service itself within the transaction of a user: for consequences that reach rows which the user may
 * not see, such as a limit that counts them. What it reads must not be told to the user.
 */
export async function asSystem<Result>(manager: EntityManager, work: () => Promise<Result>): Promise<Result> {
  const [{ before }] = await manager.query(
    `select current_setting('${SETTINGS[0]}', true) as before, set_config('${SETTINGS[0]}', 'SYSTEM', true)`,
  );
  // When it throws, the transaction is over, and so is the setting.
  const result = await work();
  await manager.query(`select set_config('${SETTINGS[0]}', $1, true)`, [before ?? ""]);
  return result;
}
