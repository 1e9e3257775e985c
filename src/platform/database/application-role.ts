import { Client } from "pg";
import { withSetting } from "./connection-address.js";
import { DatabaseStartError } from "./embedded/database-start-error.js";

/** As whom the service works: a role that owns nothing, and that the policies of private tables therefore bind. */
export const APPLICATION_ROLE = "skillbridge_app";

const ONLY_READ = [
  "migration",
  "affinity_build",
  "skill_affinity",
  "learned_affinity",
  "affinity_skill",
  "affinity_word",
  "showcase_clock",
  "showcase_turn",
];
/** Views, which show everybody a part of tables that they may not read otherwise. */
const VIEWS = ["public_showcase_author", "public_showcase_skill"];
const ONLY_ADDED = ["audit_entry", "audit_subject"];

/**
 * What the role may do with the tables given, said as a whole: tables that come later are covered by saying it again, as
 * every migrating does. What is derived is written by jobs, which the owner runs; an entry of the audit log is neither
 * changed nor deleted.
 */
const rights = (tables: string) => [
  `revoke all on ${tables} from ${APPLICATION_ROLE}`,
  `grant select, insert, update, delete on ${tables} to ${APPLICATION_ROLE}`,
  `revoke insert, update, delete on ${ONLY_READ.join(", ")} from ${APPLICATION_ROLE}`,
  `revoke update, delete on ${ONLY_ADDED.join(", ")} from ${APPLICATION_ROLE}`,
  `grant select on ${VIEWS.join(", ")} to ${APPLICATION_ROLE}`,
  `grant execute on function enqueue_job(text, json, text) to ${APPLICATION_ROLE}`,
];

/** The tables of the service; a schema may hold views of extensions, too, which are not the user's to grant. */
const OWN_TABLES = `select string_agg(format('%I', relname), ', ') as tables from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and pg_has_role(relowner, 'USAGE')`;

/** The address under which a connection works as the application role. */
export const asApplication = (url: string): string => withSetting(url, "role", APPLICATION_ROLE);

/**
 * Makes the role, which is one for all databases of a server, and lets the user of `url` work as it.
 * @throws DatabaseStartError with what an administrator has to run, when the user may not
 */
export async function prepareApplicationRole(url: string): Promise<void> {
  await connected(url, async (client) => {
    try {
      if (!(await isThere(client))) await create(client);
      await join(client);
    } catch (error) {
      throw explained(error, await userOf(client));
    }
  });
}

/** Brings what the role may do in the database to what this build says. */
export async function grantApplicationRights(url: string): Promise<void> {
  await connected(url, async (client) => {
    await client.query("begin");
    // Two that start at once would change the same rows of the catalogue.
    await client.query("select pg_advisory_xact_lock(hashtext('skillbridge rights'))");
    const { rows } = await client.query(OWN_TABLES);
    for (const statement of rights(rows[0].tables)) await client.query(statement);
    await client.query("commit");
  });
}

/**
 * Makes sure that connections to `url` as the application role are that, and no more.
 * @throws DatabaseStartError when they are not: the second lock would stand open
 */
export async function checkApplicationRole(url: string): Promise<void> {
  await connected(asApplication(url), async (client) => {
    const { rows } = await client.query(
      `select current_user as "user", rolsuper or rolbypassrls as "unbound" from pg_roles where rolname = current_user`,
    );
    const { user, unbound } = rows[0];
    if (user !== APPLICATION_ROLE)
      throw new DatabaseStartError(
        `PostgreSQL runs the service as "${user}" instead of "${APPLICATION_ROLE}". A pooler in between may drop the start-up option "role": let the service connect without it.`,
      );
    if (unbound)
      throw new DatabaseStartError(
        `The role "${APPLICATION_ROLE}" must not be superuser or bypass row-level security: alter role ${APPLICATION_ROLE} nosuperuser nobypassrls`,
      );
  });
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!ROLE_REFUSED.has(code ?? "") || !/role/.test(message)) throw error;
    throw new DatabaseStartError(
      `The service cannot work as the role "${APPLICATION_ROLE}": ${message}. Run: npm run migrate`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** invalid_parameter_value: there is no such role; insufficient_privilege: not for this user. */
const ROLE_REFUSED = new Set(["22023", "42501"]);

async function isThere(client: Client): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [APPLICATION_ROLE]);
  return rowCount === 1;
}

async function create(client: Client): Promise<void> {
  try {
    await client.query(`create role ${APPLICATION_ROLE} nologin`);
  } catch (error) {
    // Somebody else made it meanwhile, for another database of the server.
    if (!ALREADY_THERE.has((error as { code?: string }).code ?? "")) throw error;
  }
}

/** duplicate_object, and unique_violation where two are at it at the same time. */
const ALREADY_THERE = new Set(["42710", "23505"]);
const INSUFFICIENT_PRIVILEGE = "42501";

/** A superuser may become anybody. Before PostgreSQL 16 being a member was enough; since then it takes the right to SET. */
async function join(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select pg_has_role(current_user, $1, case when current_setting('server_version_num')::int >= 160000
       then 'SET' else 'MEMBER' end) as member`,
    [APPLICATION_ROLE],
  );
  if (!rows[0].member) await client.query(`grant ${APPLICATION_ROLE} to current_user`);
}

async function userOf(client: Client): Promise<string> {
  const { rows } = await client.query("select quote_ident(current_user) as name");
  return rows[0].name;
}

function explained(error: unknown, user: string): unknown {
  if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) return error;
  return new DatabaseStartError(
    `The service works as a role of its own, which ${user} may not set up. Let an administrator of the PostgreSQL run, once:
  create role ${APPLICATION_ROLE} nologin;   -- unless it is there
  grant ${APPLICATION_ROLE} to ${user};`,
    { cause: error },
  );
}
