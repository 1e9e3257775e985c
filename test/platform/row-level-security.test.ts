import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Principal, User } from "../../src/platform/auth/principal.js";
import { APPLICATION_ROLE, asApplication } from "../../src/platform/database/application-role.js";
import { statement } from "../../src/platform/database/statement.js";
import { SET_VIEWER, SYSTEM, viewerOf } from "../../src/platform/database/viewer.js";
import {
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Person,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let ann: Person;
/** Everybody who is not Ann, by what they are. */
let others: Record<string, Principal>;
let colleague: Person;

beforeAll(async () => {
  test = await startTestService();
  const people = await newConsortium(test);
  const elsewhere = await newConsortium(test);
  const { libraryId, manager } = await newLibrary(test, people);
  const { libraryId: otherLibraryId } = await newLibrary(test, elsewhere);
  const [one, two, three] = await Promise.all(
    ["kept", "shared", "shown"].map((label) => newSkill(test, `${label} ${randomUUID()}`)),
  );
  const entries = (visibilities: readonly string[]) => ({
    skills: [one, two, three].map((skillId, i) => ({
      skillId,
      proficiency: "NOVICE",
      visibility: visibilities[i],
    })),
    goals: [one, two, three].map((skillId, i) => ({
      skillId,
      target: "EXPERT",
      visibility: visibilities[i],
    })),
  });
  ann = await newWorker(test, people, libraryId, entries(["PRIVATE", "CONSORTIUM", "PARTNERS"]));
  colleague = await newWorker(test, people, libraryId, entries(["PRIVATE", "PRIVATE", "PRIVATE"]));
  const stranger = await newWorker(test, elsewhere, otherLibraryId);
  const { member } = await newPartner(test, people);
  others = {
    nobody: { kind: "anonymous" },
    colleague: colleague.self,
    manager,
    partner: member,
    analyst: people.analyst,
    admin: people.admin,
    stranger: stranger.self,
    "admin elsewhere": elsewhere.admin,
  };
});
afterAll(() => test.stop());

const TABLES = ["growth_goal", "worker_skill"];
const everything = (table: string) => statement(`everything.${table}`, `select * from ${table}`);

interface Row {
  readonly worker_id: string;
  readonly visibility: string;
}

/** Runs SQL as the application role, who is somebody; nothing of it stays. */
async function asRole<Result>(
  principal: Principal,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: asApplication(test.url) });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(SET_VIEWER.text, [...viewerOf(principal).values]);
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("a statement without any condition", () => {
  it.each(TABLES)("on %s gives the owner all that is theirs", async (table) => {
    const rows = await test.service.reads.as(ann.self).run<Row>(everything(table));
    const own = rows.filter((row) => row.worker_id === ann.self.workerId);
    expect(own.map((row) => row.visibility).sort()).toEqual(["CONSORTIUM", "PARTNERS", "PRIVATE"]);
  });

  it.each(TABLES)(
    "on %s gives others nothing private, and strangers nothing of the consortium",
    async (table) => {
      const seen: Record<string, string[]> = {};
      for (const [name, principal] of Object.entries(others)) {
        const rows = await test.service.reads.as(principal).run<Row>(everything(table));
        const hers = rows.filter((row) => row.worker_id === ann.self.workerId);
        seen[name] = hers.map((row) => row.visibility).sort();
      }
      const within = ["CONSORTIUM", "PARTNERS"];
      expect(seen).toEqual({
        nobody: [],
        colleague: within,
        manager: within,
        partner: ["PARTNERS"],
        analyst: [],
        admin: [],
        stranger: [],
        "admin elsewhere": [],
      });
    },
  );

  it("gives a request that was bound to nobody no private row", async () => {
    for (const table of [
      ...TABLES,
      "worker",
      "audit_entry",
      "audit_subject",
      "break_glass",
      "idempotency_record",
    ])
      expect(await test.service.reads.run(everything(table))).toEqual([]);
  });

  it("gives an administrator who has broken the glass that worker's rows, and nobody else's", async () => {
    const admin = { ...(others.admin as User), breakGlass: [ann.self.workerId!] };
    const rows = await test.service.reads.as(admin).run<Row>(everything("growth_goal"));
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.worker_id))).toEqual(new Set([ann.self.workerId]));
  });

  it("puts on record what it gives under broken glass, once, and not at all when it gives nothing", async () => {
    const noted = () =>
      test.service.dataSource.query(
        `select action, actor, request_id as "requestId", worker_id as "workerId"
         from audit_entry e join audit_subject s on s.entry_id = e.id where request_id like 'glass%' order by e.id`,
      );
    const admin = { ...(others.admin as User), breakGlass: [ann.self.workerId!], requestId: "glass 1" };
    await test.service.reads.as(admin).run(everything("growth_goal"));
    const entry = { action: "readUnderBreakGlass", actor: admin.subject, workerId: ann.self.workerId };
    expect(await noted()).toEqual([{ ...entry, requestId: "glass 1" }]);
    const nothing = statement("nothing", "select * from growth_goal where id = gen_random_uuid()");
    await test.service.reads.as({ ...admin, requestId: "glass 2" }).run(nothing);
    await test.service.reads.as({ ...admin, requestId: "glass 3" }).run(everything("worker"));
    expect((await noted()).map((row: { requestId: string }) => row.requestId)).toEqual([
      "glass 1",
      "glass 3",
    ]);
  });

  it("gives what is public of another consortium only where both sides allow to find its people", async () => {
    const { stranger } = others as { stranger: User };
    const open = (from: string, to: string) =>
      test.service.dataSource.query(
        "update worker_skill set visibility = $2 where worker_id = $1 and visibility = $3",
        [ann.self.workerId, to, from],
      );
    const seenBy = async (user: User) =>
      (await test.service.reads.as(user).run<Row>(everything("worker_skill")))
        .filter((row) => row.worker_id === ann.self.workerId)
        .map((row) => row.visibility);
    await open("PARTNERS", "PUBLIC");
    expect(await seenBy(stranger)).toEqual([]);
    const finder = { ...stranger, discovers: [ann.self.consortiumId] };
    expect(await seenBy(finder)).toEqual(["PUBLIC"]);
    const show = (discoverability: string) =>
      test.service.dataSource.query("update worker set discoverability = $2 where id = $1", [
        ann.self.workerId,
        discoverability,
      ]);
    await show("PARTNERS");
    expect(await seenBy(finder)).toEqual([]);
    await show("PUBLIC");
    await open("PUBLIC", "PARTNERS");
  });
});

describe("plain SQL of the application role", () => {
  it.each(TABLES)("changes and deletes no private row of %s", async (table) => {
    for (const principal of Object.values(others))
      await asRole(principal, async (client) => {
        const id = ann.self.workerId;
        const hers = `${table} where worker_id = '${id}' and visibility = 'PRIVATE'`;
        expect((await client.query(`delete from ${hers}`)).rowCount).toBe(0);
        const changed = await client.query(
          `update ${table} set visibility = 'PUBLIC' where worker_id = '${id}' and visibility = 'PRIVATE'`,
        );
        expect(changed.rowCount).toBe(0);
      });
  });

  it("adds no private row to somebody else", async () => {
    const add = `insert into growth_goal (id, worker_id, skill_id, target, priority, visibility)
      select gen_random_uuid(), '${ann.self.workerId}', id, 'EXPERT', 1, 'PRIVATE' from skill limit 1`;
    for (const principal of Object.values(others))
      await asRole(principal, async (client) => {
        await expect(client.query(add)).rejects.toThrow(/row-level security/);
      });
  });

  it("gives nobody's rows to another worker", async () => {
    await asRole(ann.self, async (client) => {
      const give = `update growth_goal set worker_id = '${colleague.self.workerId}'`;
      await expect(client.query(`${give} where visibility = 'PRIVATE'`)).rejects.toThrow(
        /row-level security/,
      );
    });
  });

  it.each(TABLES)(
    "has rows of %s tell the consortium of their worker, whatever else is said",
    async (table) => {
      const { stranger } = others as { stranger: User };
      await asRole(ann.self, async (client) => {
        const claim = `update ${table} set consortium_id = '${stranger.consortiumId}' where worker_id = '${ann.self.workerId}'`;
        const { rows } = await client.query(`${claim} returning consortium_id`);
        expect(new Set(rows.map((row) => row.consortium_id))).toEqual(new Set([ann.self.consortiumId]));
      });
    },
  );

  it("moves nobody to another consortium", async () => {
    const { stranger } = others as { stranger: User };
    await expect(
      test.service.dataSource.query("update worker set consortium_id = $1", [stranger.consortiumId]),
    ).rejects.toThrow(/stays in the consortium/);
  });

  it("sees the idempotency keys of its caller only", async () => {
    const input = { name: "Keyed", idempotencyKey: randomUUID() };
    const admin = others.admin as User;
    await must(test, "createPartner", "partner { id }", input, admin);
    const keys = (principal: Principal) =>
      test.service.reads.as(principal).run<{ subject: string }>(everything("idempotency_record"));
    expect((await keys(admin)).map(({ subject }) => subject)).toEqual([admin.subject]);
    for (const name of ["colleague", "manager", "admin elsewhere"])
      expect(await keys(others[name]!)).toEqual([]);
  });

  it.each([
    "update audit_entry set reason = 'other'",
    "delete from audit_entry",
    "truncate audit_entry cascade",
    "update audit_subject set worker_id = gen_random_uuid()",
    "delete from audit_subject",
  ])("may not %s", async (sql) => {
    for (const principal of [others.admin!, ann.self])
      await asRole(principal, (client) =>
        expect(client.query(sql)).rejects.toMatchObject({ code: "42501", message: /permission denied/ }),
      );
  });

  it("puts nothing on record in another's name", async () => {
    const forge = `insert into audit_entry (id, actor, role, action) values (gen_random_uuid(), 'somebody', 'ADMIN', 'x')`;
    await asRole(others.manager!, (client) =>
      expect(client.query(forge)).rejects.toThrow(/row-level security/),
    );
  });

  it("does not reach the queue of jobs but to add to it", async () => {
    await asRole(ann.self, async (client) => {
      await client.query("select enqueue_job('note', '{}', null)");
      await expect(client.query("select * from graphile_worker._private_jobs")).rejects.toMatchObject({
        code: "42501",
      });
    });
  });
});

describe("the application role", () => {
  it("owns nothing, and is nobody in particular", async () => {
    const owned = await test.service.dataSource.query(
      `select 'class' as kind, relname as name from pg_class where relowner = $1::regrole
       union all select 'function', proname from pg_proc where proowner = $1::regrole
       union all select 'type', typname from pg_type where typowner = $1::regrole
       union all select 'schema', nspname from pg_namespace where nspowner = $1::regrole
       union all select 'database', datname from pg_database where datdba = $1::regrole`,
      [APPLICATION_ROLE],
    );
    expect(owned).toEqual([]);
    const [role] = await test.service.dataSource.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
         exists (select from pg_auth_members where member = oid) as "memberOfOthers" from pg_roles where rolname = $1`,
      [APPLICATION_ROLE],
    );
    expect(Object.values(role)).toEqual(Array(7).fill(false));
  });

  it("is what the service's statements run as", async () => {
    const me = statement("me", `select current_user as "user"`);
    expect(await test.service.reads.run(me)).toEqual([{ user: APPLICATION_ROLE }]);
    await test.service.commands.transact(async ({ manager }) => {
      expect(await manager.query(me.text)).toEqual([{ user: APPLICATION_ROLE }]);
    });
  });

  it("makes no tables", async () => {
    await asRole(ann.self, (client) =>
      expect(client.query("create table mine (id int)")).rejects.toMatchObject({ code: "42501" }),
    );
  });

  it("finds every table with a worker's data locked", async () => {
    const open = await test.service.dataSource.query(
      `select distinct c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname in ('worker_id', 'subject', 'actor') and c.relkind = 'r' and not c.relrowsecurity
         and c.relnamespace = 'public'::regnamespace`,
    );
    // Only that there was an introduction, for turns in a ranking; what it is about is for those who make them.
    expect(open).toEqual([{ relname: "introduction" }]);
  });
});

it("is the service itself that sees everything", async () => {
  expect(SYSTEM.values[0]).toBe("SYSTEM");
  const rows = await test.service.reads.asSystem().run<Row>(everything("growth_goal"));
  expect(rows.filter(({ visibility }) => visibility === "PRIVATE")).toHaveLength(4);
  expect(uuidIn(ann.id)).toBe(ann.self.workerId);
});
